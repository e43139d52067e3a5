// SPDX-License-Identifier: Apache-2.0
import Foundation
import Service

/// `mohr bench`: measures, and prints the limit of this machine beside each figure.
enum BenchCommand: Command {
    static let name = "bench"
    static let synopsis = ["verify|issue|ocsp|crl|revoke [--json]"]
    static let examples = ["mohr bench verify", "mohr bench crl --json"]
    static let shape = Arguments.Shape(operands: 1...1, flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let name = arguments.operands[0]
        guard Benchmarks.names.contains(name) else {
            throw UsageError.value(option: "bench", seen: name, allowed: Benchmarks.names.joined(separator: ", "))
        }
        let figures = try Benchmarks.run(name)
        if arguments.has("json") {
            let value = JSONValue.array(
                figures.map { ["name": .string($0.name), "value": .number($0.value), "unit": .string($0.unit)] })
            console.write(JSONWriter.bytes(value, .indented))
        } else {
            for figure in figures {
                let value =
                    figure.value >= 100 ? String(format: "%.0f", figure.value) : String(format: "%.3f", figure.value)
                console.say(
                    figure.name.padding(toLength: 52, withPad: " ", startingAt: 0)
                        + String(repeating: " ", count: max(0, 10 - value.count)) + value + " " + figure.unit)
            }
        }
        return .done
    }
}

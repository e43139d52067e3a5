// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Service

/// `mohr bench`: measures, and prints the limit of this machine beside each figure.
enum BenchCommand: Command {
    static let name = "bench"
    static let synopsis = [
        "verify|batch|ocsp|crl|revoke|timestamp|mass-revocation|desk [--json]",
        "issue [--config FILE] [--json]",
        "visible|served|import [--certificates N] [--json]",
        "find|start [--home DIR] [--certificates N] [--json]",
        "hsm --home DIR [--config FILE] [--pin-file F|--pin-fd N] [--json]",
    ]
    static let examples = [
        "mohr bench verify", "mohr bench crl --json", "mohr bench issue --config /etc/mohr/mohr.json5",
        "mohr bench find --home million",
        "mohr bench hsm --home /var/lib/mohr",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1, single: Secrets.options.union(["home", "certificates", "config"]), flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let name = arguments.operands[0]
        guard Benchmarks.names.contains(name) else {
            throw UsageError.value(option: "bench", seen: name, allowed: Benchmarks.names.joined(separator: ", "))
        }
        let figures =
            switch name {
            case "find": try find(arguments, console)
            case "start":
                try StartBenchmark.run(
                    home: arguments["home"], certificates: count(arguments, StartBenchmark.standardCount), console)
            case "issue": try IssueBenchmark.run(on: server(arguments))
            case "desk": try DeskBenchmark.run()
            case "served": try ServedBenchmark.run(certificates: count(arguments, 20_000), console)
            case "import":
                try ImportBenchmark.run(certificates: count(arguments, ImportBenchmark.standardCount), console)
            case "hsm": try token(arguments, console)
            case "visible": try VisibleBenchmark.run(certificates: count(arguments, VisibleBenchmark.standardCount))
            default: try Benchmarks.run(name)
            }
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

    /// The server that a configuration names; nothing of the house that is on it is touched.
    private static func server(_ arguments: Arguments) throws -> PostgreSQLSettings? {
        guard let file = arguments["config"] else { return nil }
        guard case .postgreSQL(let settings, _, _) = try Configuration(reading: file).database else { return nil }
        return settings
    }

    private static func token(_ arguments: Arguments, _ console: Console) throws -> [Benchmarks.Figure] {
        let house = try HouseArguments(arguments)
        guard let settings = house.configuration.token, let token = try house.token(console) else {
            throw CommandFailure(.usage, "cli.token.noConfiguration")
        }
        return try TokenBenchmark.run(token, sessions: settings.sessions)
    }

    private static func find(_ arguments: Arguments, _ console: Console) throws -> [Benchmarks.Figure] {
        let count = try count(arguments, FindBenchmark.standardCount)
        return try FindBenchmark.run(home: arguments["home"], certificates: count, console)
    }

    private static func count(_ arguments: Arguments, _ standard: Int) throws(UsageError) -> Int {
        guard let text = arguments["certificates"] else { return standard }
        guard let number = Int(text), (1...10_000_000).contains(number) else {
            throw .value(option: "certificates", seen: text, allowed: "1–10000000")
        }
        return number
    }
}

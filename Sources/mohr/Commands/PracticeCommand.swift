// SPDX-License-Identifier: Apache-2.0
import Foundation
import Service

/// `mohr cps`: the certificate policy and practice statement with the numbers of a configuration.
enum PracticeCommand: Command {
    static let name = "cps"
    static let synopsis = ["[--config FILE] [--template FILE] [--out FILE | --check FILE] [--json]"]
    static let examples = [
        "mohr cps --out PKI/CP-CPS.md", "mohr cps --config /etc/mohr/Config/mohr.json5 --check PKI/CP-CPS.md",
    ]
    static let shape = Arguments.Shape(single: ["config", "template", "out", "check"], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        if arguments["out"] != nil, let check = arguments["check"] {
            throw UsageError.value(option: "check", seen: check, allowed: "--out, --check: one of them")
        }
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Configuration(reading: try file("config", "Config/mohr.json5", arguments))
        } catch {
            throw ServiceError.configuration(error)
        }
        let template = try file("template", "PKI/CP-CPS.template.md", arguments)
        let numbers = PracticeNumbers(configuration, try MohrService.profiles(of: configuration))
        if arguments.has("json") {
            let members = numbers.values.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
            console.write(JSONWriter.bytes(.object(members), .indented))
            return .done
        }
        let text = try PracticeStatement.text(
            String(decoding: try InputFiles.bytes(template), as: UTF8.self), numbers, file: template)
        if let check = arguments["check"] {
            let isSame = String(decoding: try InputFiles.bytes(check), as: UTF8.self) == text
            console.say(isSame ? "cps.same" : "cps.other", ["file": check])
            return isSame ? .done : .rejected
        }
        guard let out = arguments["out"] else {
            console.write(Array(text.utf8))
            return .done
        }
        try OutputFiles.write(Array(text.utf8), to: out)
        return .done
    }

    private static func file(
        _ option: String, _ shipped: String, _ arguments: Arguments
    ) throws(ConfigurationError) -> String {
        if let named = arguments[option] { return named }
        do throws(CommandFailure) {
            return try Assets.root() + "/" + shipped
        } catch {
            throw .unreadable(file: shipped, cause: "not beside the program")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
import Service

/// `mohr controls`: what the house is held against, how far it is kept, and what is not.
enum ControlsCommand: Command {
    static let name = "controls"
    static let synopsis = ["[--file FILE] [--gaps] [--json]"]
    static let examples = ["mohr controls", "mohr controls --gaps"]
    static let shape = Arguments.Shape(single: ["file"], flags: ["gaps", "json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let file = try arguments["file"] ?? Assets.root() + "/Config/controls.json"
        let bytes = try InputFiles.bytes(file, limit: 1_048_576)
        let controls = try Controls(bytes, file: file)
        if arguments.has("json") {
            console.write(bytes)
        } else if arguments.has("gaps") {
            console.write(Array(controls.gaps.utf8))
        } else {
            for one in controls.all {
                let status = one.status.rawValue
                let padding = String(repeating: " ", count: max(1, 14 - status.count))
                console.say("\(status)\(padding)\(one.standard) \(one.clause): \(one.demand)")
            }
            console.say(
                "controls.sum",
                [
                    "covered": "\(controls.count(.covered))", "implemented": "\(controls.count(.implemented))",
                    "gaps": "\(controls.count(.gap))", "others": "\(controls.count(.outOfScope))",
                ])
        }
        return .done
    }
}

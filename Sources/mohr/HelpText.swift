// SPDX-License-Identifier: Apache-2.0
import Service

/// What `mohr help` prints: examples first, then the form, then what it does.
enum HelpText {
    static func overview(_ console: Console) {
        console.say("cli.overview", [:])
        console.say()
        for command in Program.commands {
            let padding = String(repeating: " ", count: max(1, 13 - command.name.count))
            console.say(
                "  mohr \(command.name)\(padding)"
                    + Catalogue.sentence("cli.summary.\(command.name)", in: console.language))
        }
        console.say()
        console.say("cli.overview.help", [:])
    }

    static func page(of command: any Command.Type, _ console: Console) {
        for example in command.examples { console.say("  \(example)") }
        console.say()
        console.say(Catalogue.sentence("cli.summary.\(command.name)", in: console.language))
        console.say()
        for line in command.synopsis {
            // A line that begins with a space goes on with the one before.
            let isContinued = line.hasPrefix(" ")
            let lead = "mohr \(command.name) "
            console.say(
                "  " + (isContinued ? String(repeating: " ", count: lead.count) + line.drop { $0 == " " } : lead + line)
            )
        }
        console.say()
        console.say("cli.exitCodes", [:])
    }
}

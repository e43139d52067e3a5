// SPDX-License-Identifier: Apache-2.0
import Service

/// One command of the program.
protocol Command: SendableMetatype {
    /// The word it is called by.
    static var name: String { get }
    /// How it is written, after the name; the same in every language.
    static var synopsis: [String] { get }
    /// Command lines that work, shown before anything else.
    static var examples: [String] { get }
    /// What it takes.
    static var shape: Arguments.Shape { get }
    /// Does it.
    ///
    /// - Throws: ``UsageError`` or ``CommandFailure``.
    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode
}

/// Why a command could not do what it was asked to: a sentence's key, its facts, and the exit code.
struct CommandFailure: Error {
    let exitCode: ExitCode
    let key: String
    let facts: [String: String]
    /// A room's error behind it; said in the reader's language where the sentence has `{cause}`.
    let cause: (any Error)?

    init(_ exitCode: ExitCode, _ key: String, _ facts: [String: String] = [:], cause: (any Error)? = nil) {
        self.exitCode = exitCode
        self.key = key
        self.facts = facts
        self.cause = cause
    }

    func sentence(in language: Language) -> String {
        var facts = facts
        if let cause { facts["cause"] = RoomSentence.sentence(for: cause, in: language) ?? "\(cause)" }
        return Catalogue.sentence(key, facts, in: language)
    }
}

extension UsageError {
    /// The catalogue's key and facts.
    var sentenceKey: (String, [String: String]) {
        switch self {
        case .unknownCommand(let name): ("cli.usage.command", ["seen": name])
        case .unknownOption(let name): ("cli.usage.option", ["seen": name])
        case .valueMissing(let name): ("cli.usage.valueMissing", ["option": "--\(name)"])
        case .valueNotTaken(let name): ("cli.usage.valueNotTaken", ["option": "--\(name)"])
        case .givenTwice(let name): ("cli.usage.twice", ["option": "--\(name)"])
        case .optionMissing(let name): ("cli.usage.optionMissing", ["option": "--\(name)"])
        case .operandCount(let seen, let allowed):
            (
                "cli.usage.operands",
                [
                    "seen": "\(seen)",
                    "allowed": allowed.count == 1
                        ? "\(allowed.lowerBound)" : "\(allowed.lowerBound)–\(allowed.upperBound)",
                ]
            )
        case .value(let option, let seen, let allowed):
            ("cli.usage.value", ["option": "--\(option)", "seen": seen, "allowed": allowed])
        }
    }
}

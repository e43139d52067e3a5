// SPDX-License-Identifier: Apache-2.0

/// A command's arguments, taken apart by the options that the command knows.
///
/// Options are `--name value` or `--name=value`, flags `--name`; `--` ends them. A name the command does not know, a
/// missing value, or one option twice where it makes no sense twice, is a usage error: a mistyped `--anchr` must never
/// quietly leave an anchor out.
struct Arguments {
    private(set) var operands: [String] = []
    private var values: [String: [String]] = [:]
    private var flags: Set<String> = []

    /// What a command takes.
    struct Shape {
        /// How many operands, least and most.
        var operands: ClosedRange<Int> = 0...0
        /// Options with a value, given at most once.
        var single: Set<String> = []
        /// Options with a value, given any number of times.
        var repeated: Set<String> = []
        /// Options without a value.
        var flags: Set<String> = []
    }

    /// Takes arguments apart.
    ///
    /// - Throws: ``UsageError``.
    init(_ words: some Sequence<String>, _ shape: Shape) throws(UsageError) {
        var rest = Array(words)[...]
        var optionsEnded = false
        while let word = rest.popFirst() {
            guard !optionsEnded, word.hasPrefix("--") else {
                guard optionsEnded || !word.hasPrefix("-") || word == "-" else { throw .unknownOption(word) }
                operands.append(word)
                continue
            }
            guard word != "--" else {
                optionsEnded = true
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.map(String.init) ?? ""
            if shape.flags.contains(name) {
                guard parts.count == 1 else { throw .valueNotTaken(name) }
                flags.insert(name)
            } else if shape.single.contains(name) || shape.repeated.contains(name) {
                guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                    throw .valueMissing(name)
                }
                guard shape.repeated.contains(name) || values[name] == nil else { throw .givenTwice(name) }
                values[name, default: []].append(value)
            } else {
                throw .unknownOption(word)
            }
        }
        guard shape.operands.contains(operands.count) else {
            throw .operandCount(seen: operands.count, allowed: shape.operands)
        }
    }

    /// The names of everything that was given.
    var given: Set<String> { flags.union(values.keys) }

    /// Whether a flag was given.
    func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// The value of an option given at most once.
    subscript(option: String) -> String? { values[option]?.first }

    /// The values of an option given any number of times, in order.
    func all(_ option: String) -> [String] { values[option] ?? [] }

    /// A value that the command cannot do without.
    func required(_ option: String) throws(UsageError) -> String {
        guard let value = self[option] else { throw .optionMissing(option) }
        return value
    }
}

/// Why a command line was not understood.
enum UsageError: Error, Equatable {
    case unknownCommand(String)
    case unknownOption(String)
    case valueMissing(String)
    case valueNotTaken(String)
    case givenTwice(String)
    case optionMissing(String)
    case operandCount(seen: Int, allowed: ClosedRange<Int>)
    case value(option: String, seen: String, allowed: String)
}

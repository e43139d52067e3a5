// SPDX-License-Identifier: Apache-2.0

/// The name of a batch of smart cards or tokens, as their maker prints it.
///
/// Makers name batches in their own ways, so it is kept as a word of a closed alphabet; upper and lower case mean the
/// same, since it is copied by hand.
public struct ChipBatch: Sendable, Hashable, CustomStringConvertible {
    /// ASCII capitals, digits, and `-`, `.`, `_` between them.
    public let canonical: String

    /// Checks a batch's name as typed.
    ///
    /// - Parameter text: one to sixty-four ASCII letters, digits (Persian and Arabic-Indic ones are taken for ASCII) and
    ///   `-`, `.`, `_`, which stand neither first nor last.
    /// - Throws: ``IdentityError`` if it has another form.
    public init(checking text: String) throws(IdentityError) {
        let scalars = Array(text.unicodeScalars)
        guard !scalars.isEmpty else { throw .empty(.chipBatch) }
        guard Self.lengths.contains(scalars.count) else {
            throw .length(.chipBatch, seen: scalars.count, allowed: Self.lengths)
        }
        var canonical: [UInt8] = []
        for (offset, scalar) in scalars.enumerated() {
            if let digit = scalar.decimalDigit {
                canonical.append(digit &+ UInt8(ascii: "0"))
            } else if scalar.isASCII, scalar.properties.isAlphabetic {
                canonical.append(UInt8(truncatingIfNeeded: scalar.value) & 0xDF)
            } else if scalar == "-" || scalar == "." || scalar == "_", offset > 0, offset < scalars.count - 1 {
                canonical.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                throw .character(.chipBatch, seen: scalar, at: offset, allowed: .batchCharacters)
            }
        }
        self.canonical = String(decoding: canonical, as: UTF8.self)
    }

    /// The canonical form: a batch is nobody's personal data.
    public var description: String { canonical }

    private static let lengths = 1...64
}

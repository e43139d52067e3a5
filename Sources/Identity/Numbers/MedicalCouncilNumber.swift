// SPDX-License-Identifier: Apache-2.0

/// A member's number in the Medical Council's register (شمارهٔ نظام پزشکی).
///
/// Physicians' and dentists' numbers are digits; the other professions' have a letter or two in front.
/// Which letter means which profession is not published, so the table is configuration and passed in.
public struct MedicalCouncilNumber: PersonalData {
    /// The profession's letters, normalised; nil if the number has none.
    public let letter: String?

    /// One to ten ASCII digits as given, leading zeros included.
    public let number: String

    /// `م-1234` or `1234`: what two numbers are compared by; without leading zeros.
    public let canonical: String

    /// Checks a Medical Council number as typed or as a certificate carries it.
    ///
    /// - Parameters:
    ///   - text: one or two Persian letters or none, a hyphen or none, one to ten Persian, Arabic-Indic or
    ///     ASCII digits; Arabic ي and ك are taken for ی and ک.
    ///   - letters: the letters that professions have; nil takes any, an empty set none.
    /// - Throws: ``IdentityError`` if it has another form, or letters that the table lacks.
    public init(checking text: String, letters: Set<String>? = nil) throws(IdentityError) {
        // Bidirectional controls would reverse the digits that a reader sees.
        for (offset, scalar) in text.unicodeScalars.enumerated() where scalar.isBidiControl {
            throw .bidiControl(.medicalCouncilNumber, seen: scalar, at: offset)
        }
        let typed = text.unicodeScalars.count
        guard typed <= 32 else {
            throw .length(.medicalCouncilNumber, seen: typed, allowed: 1...13)
        }
        let scalars = Array(PersianText.display(text).unicodeScalars)
        guard !scalars.isEmpty else { throw .empty(.medicalCouncilNumber) }

        let prefix = scalars.prefix { $0.isPersianLetter }
        var rest = scalars.dropFirst(prefix.count)
        if !prefix.isEmpty, rest.first == "-" { rest = rest.dropFirst() }
        guard prefix.count <= 2 else {
            throw .length(.medicalCouncilNumber, seen: prefix.count, allowed: 0...2)
        }
        var digits: [UInt8] = []
        for (offset, scalar) in zip(rest.indices, rest) {
            guard let digit = scalar.decimalDigit else {
                throw .character(
                    .medicalCouncilNumber, seen: scalar, at: offset, allowed: .lettersThenDecimalDigits)
            }
            digits.append(digit)
        }
        guard (1...10).contains(digits.count) else {
            throw .length(.medicalCouncilNumber, seen: digits.count, allowed: 1...10)
        }
        let letter = prefix.isEmpty ? nil : String(scalars: prefix)
        if let letter, let letters, !letters.contains(where: { PersianText.display($0) == letter }) {
            throw .professionLetter(seen: letter, allowed: letters.sorted())
        }
        self.letter = letter
        number = DigitString(digits: digits).text
        let significant = digits.drop { $0 == 0 }
        let bare = significant.isEmpty ? "0" : DigitString(digits: Array(significant)).text
        canonical = letter.map { "\($0)-\(bare)" } ?? bare
    }

    /// Compares the canonical forms: leading zeros make no difference.
    public static func == (one: MedicalCouncilNumber, other: MedicalCouncilNumber) -> Bool {
        one.canonical == other.canonical
    }

    /// Hashes the canonical form.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(canonical)
    }
}

extension Unicode.Scalar {
    /// Whether a profession's letter may be written with it: U+0622 آ to U+06CC ی, letters only.
    fileprivate var isPersianLetter: Bool {
        (0x622...0x6CC).contains(value) && properties.generalCategory == .otherLetter
    }
}

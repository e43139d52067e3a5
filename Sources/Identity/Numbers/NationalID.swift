// SPDX-License-Identifier: Apache-2.0

/// A citizen's national ID (کد ملی): ten digits, the last one a check digit.
///
/// The check digit catches typing faults and no more: about one wrong digit in sixty passes it.
/// A person is identified by the registry, never by this check.
public struct NationalID: PersonalData {
    /// Ten ASCII digits.
    public let canonical: String

    /// What an officer should ask the registry about; empty for an ordinary number.
    ///
    /// It is about the text that was typed, so it takes no part in comparing two numbers.
    public let warnings: [IdentityWarning]

    /// Checks a national ID as typed.
    ///
    /// Eight or nine digits are taken for a number whose leading zeros a spreadsheet has eaten:
    /// they are put back and a warning says so.
    ///
    /// - Parameters:
    ///   - text: eight to ten Persian, Arabic-Indic or ASCII digits and nothing else.
    ///   - knownPrefixes: the first three digits that the registry issues, in ASCII; empty if there is
    ///     no such table, and then no prefix is warned about.
    /// - Throws: ``IdentityError`` if it is not digits, not as many, or the check digit is wrong.
    public init(checking text: String, knownPrefixes: Set<String> = []) throws(IdentityError) {
        let typed = try DigitString(text, field: .nationalID, allowed: 8...10)
        let number = typed.padded(to: 10)
        let allowed = Self.checkDigit(of: number.digits.dropLast())
        guard let seen = number.digits.last, seen == allowed else {
            throw .checkDigit(
                .nationalID, seen: Personal(Int(number.digits.last ?? 0)), allowed: Personal(Int(allowed)))
        }
        canonical = number.text
        var warnings: [IdentityWarning] = []
        if typed.digits.count < 10 {
            warnings.append(.padded(.nationalID, seen: typed.digits.count))
        }
        if number.isOneDigitRepeated {
            warnings.append(.allSameDigits(.nationalID))
        }
        if !knownPrefixes.isEmpty, !knownPrefixes.contains(String(canonical.prefix(3))) {
            warnings.append(.unknownPrefix(.nationalID))
        }
        self.warnings = warnings
    }

    /// Compares the canonical forms: a number typed with and without its leading zeros is one number.
    public static func == (one: NationalID, other: NationalID) -> Bool {
        one.canonical == other.canonical
    }

    /// Hashes the canonical form.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(canonical)
    }

    /// The sum of the nine digits weighted 10 to 2, modulo 11; from 2 up, what it lacks of 11.
    private static func checkDigit(of digits: ArraySlice<UInt8>) -> UInt8 {
        var sum = 0
        for (digit, weight) in zip(digits, stride(from: 10, to: 1, by: -1)) {
            sum += Int(digit) * weight
        }
        let remainder = sum % 11
        return UInt8(truncatingIfNeeded: remainder < 2 ? remainder : 11 - remainder)
    }
}

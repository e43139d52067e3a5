// SPDX-License-Identifier: Apache-2.0

/// The national ID of a legal person (شناسهٔ ملی): eleven digits, the last one a check digit.
public struct LegalID: PersonalData {
    /// Eleven ASCII digits.
    public let canonical: String

    /// What an officer should ask the registry about; empty for an ordinary one.
    public let warnings: [IdentityWarning]

    /// Checks a legal person's national ID as typed.
    ///
    /// - Parameter text: eleven Persian, Arabic-Indic or ASCII digits and nothing else.
    /// - Throws: ``IdentityError`` if it is not digits, not as many, or the check digit is wrong.
    public init(checking text: String) throws(IdentityError) {
        let number = try DigitString(text, field: .legalID, allowed: 11...11)
        let allowed = Self.checkDigit(of: number.digits.dropLast())
        guard let seen = number.digits.last, seen == allowed else {
            throw .checkDigit(
                .legalID, seen: Personal(Int(number.digits.last ?? 0)), allowed: Personal(Int(allowed)))
        }
        canonical = number.text
        warnings = number.isOneDigitRepeated ? [.allSameDigits(.legalID)] : []
    }

    /// Each of the ten digits plus the tenth plus two, weighted 29, 27, 23, 19, 17 twice over, modulo 11;
    /// ten counts as zero.
    private static func checkDigit(of digits: ArraySlice<UInt8>) -> UInt8 {
        let shift = Int(digits.last ?? 0) + 2
        var sum = 0
        for (digit, weight) in zip(digits, [29, 27, 23, 19, 17, 29, 27, 23, 19, 17]) {
            sum += (Int(digit) + shift) * weight
        }
        let remainder = sum % 11
        return UInt8(truncatingIfNeeded: remainder == 10 ? 0 : remainder)
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A postal code: ten digits.
///
/// The rules in use beyond the ten digits reject some codes that the post has given out,
/// so they make warnings here and no refusals.
public struct PostalCode: PersonalData {
    /// Ten ASCII digits.
    public let canonical: String

    /// Where it departs from the known rule; empty if nowhere.
    public let warnings: [IdentityWarning]

    /// Checks a postal code as typed.
    ///
    /// - Parameter text: ten Persian, Arabic-Indic or ASCII digits and nothing else.
    /// - Throws: ``IdentityError`` if it is not digits, or not as many.
    public init(checking text: String) throws(IdentityError) {
        let number = try DigitString(text, field: .postalCode, allowed: 10...10)
        canonical = number.text
        var warnings: [IdentityWarning] = []
        if DigitString(digits: Array(number.digits.prefix(4))).isOneDigitRepeated {
            warnings.append(.repeatedLeadingDigit(.postalCode))
        }
        for (offset, digit) in number.digits.prefix(5).enumerated() where digit == 0 || digit == 2 {
            warnings.append(.unusualDigit(.postalCode, at: offset, allowed: "13456789"))
        }
        self.warnings = warnings
    }
}

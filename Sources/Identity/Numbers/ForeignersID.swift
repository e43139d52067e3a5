// SPDX-License-Identifier: Apache-2.0

/// A foreigner's comprehensive code (شناسهٔ فراگیر): twelve digits without a public check digit.
///
/// Only the registry can tell a right one from a wrong one.
public struct ForeignersID: PersonalData {
    /// Twelve ASCII digits.
    public let canonical: String

    /// What an officer should ask the registry about; empty for an ordinary one.
    public let warnings: [IdentityWarning]

    /// Checks a foreigner's comprehensive code as typed.
    ///
    /// - Parameter text: twelve Persian, Arabic-Indic or ASCII digits and nothing else.
    /// - Throws: ``IdentityError`` if it is not digits, or not as many.
    public init(checking text: String) throws(IdentityError) {
        let number = try DigitString(text, field: .foreignersID, allowed: 12...12)
        canonical = number.text
        warnings = number.isOneDigitRepeated ? [.allSameDigits(.foreignersID)] : []
    }
}

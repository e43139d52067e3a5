// SPDX-License-Identifier: Apache-2.0

/// A taxpayer's economic code (شمارهٔ اقتصادی): eleven to fourteen digits.
///
/// Eleven digits are a legal person's national ID; the longer forms have no public check digit.
public struct EconomicCode: PersonalData {
    /// Eleven to fourteen ASCII digits.
    public let canonical: String

    /// What an officer should ask the registry about; empty for an ordinary one.
    public let warnings: [IdentityWarning]

    /// The legal person's national ID that the code is; nil for the other forms.
    public let legalID: LegalID?

    /// Checks an economic code as typed.
    ///
    /// - Parameter text: eleven to fourteen Persian, Arabic-Indic or ASCII digits and nothing else.
    /// - Throws: ``IdentityError`` if it is not digits, or not as many.
    public init(checking text: String) throws(IdentityError) {
        let number = try DigitString(text, field: .economicCode, allowed: 11...14)
        canonical = number.text
        legalID = number.digits.count == 11 ? try? LegalID(checking: number.text) : nil
        var warnings: [IdentityWarning] = []
        if number.isOneDigitRepeated {
            warnings.append(.allSameDigits(.economicCode))
        }
        if number.digits.count == 11, legalID == nil {
            warnings.append(.notALegalID(.economicCode))
        }
        self.warnings = warnings
    }
}

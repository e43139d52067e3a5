// SPDX-License-Identifier: Apache-2.0

/// The number of a trader's commercial card (کارت بازرگانی).
///
/// Its format is not published, so it is kept as the digits it is, leading zeros and all.
public struct CommercialCardNumber: PersonalData {
    /// One to fourteen ASCII digits.
    public let canonical: String

    /// Checks a commercial card's number as typed.
    ///
    /// - Parameter text: one to fourteen Persian, Arabic-Indic or ASCII digits and nothing else.
    /// - Throws: ``IdentityError`` if it is not digits, or too many.
    public init(checking text: String) throws(IdentityError) {
        canonical = try DigitString(text, field: .commercialCardNumber, allowed: 1...14).text
    }
}

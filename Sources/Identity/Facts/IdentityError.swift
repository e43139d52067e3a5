// SPDX-License-Identifier: Apache-2.0

/// Why something that a person typed, or a request carried, is not an identity.
///
/// Every case is a refusal: the caller's doing, told in full. Each holds what was seen and what is
/// allowed; a part of a person's number or name is held as ``Personal`` and so prints as `‹personal›`.
/// Offsets count Unicode scalars from 0.
public enum IdentityError: Error, Hashable, Sendable {
    /// A control for the direction of text; it can make one name look like another, or reverse a number.
    ///
    /// Unicode Standard Annex 9, 2.
    case bidiControl(IdentityField, seen: Unicode.Scalar, at: Int)

    /// A character outside the field's alphabet.
    case character(IdentityField, seen: Unicode.Scalar, at: Int, allowed: AllowedCharacters)

    /// The last digit is not the one that the others give.
    case checkDigit(IdentityField, seen: Personal<Int>, allowed: Personal<Int>)

    /// A control character, or a line or paragraph separator.
    case control(IdentityField, seen: Unicode.Scalar, at: Int)

    /// Nothing was given, or nothing but spaces.
    case empty(IdentityField)

    /// Too few or too many characters; scalars, counted in the canonical form where there is one.
    case length(IdentityField, seen: Int, allowed: ClosedRange<Int>)

    /// A letter of another script inside a word of Persian letters; `seen` is the first one.
    case mixedScripts(IdentityField, seen: Unicode.Scalar, at: Int)

    /// No letter of the Arabic script where a Persian name is asked for.
    case noPersianLetter(IdentityField)

    /// It does not begin as it must.
    case prefix(IdentityField, seen: Personal<String>, allowed: [String])

    /// A character of a private use area: what it looks like is anyone's choice.
    case privateUse(IdentityField, seen: Unicode.Scalar, at: Int)

    /// The letter of a profession that the table does not list; `allowed` is the table, sorted.
    case professionLetter(seen: String, allowed: [String])

    /// A number outside its bounds, such as a month of 13.
    case range(IdentityField, seen: Personal<Int>, allowed: ClosedRange<Int>)

    /// A code point that no character is assigned to, a noncharacter among them.
    case unassigned(IdentityField, seen: Unicode.Scalar, at: Int)

    /// The field that was refused.
    public var field: IdentityField {
        switch self {
        case .bidiControl(let field, _, _), .character(let field, _, _, _), .checkDigit(let field, _, _),
            .control(let field, _, _), .empty(let field), .length(let field, _, _),
            .mixedScripts(let field, _, _), .noPersianLetter(let field), .prefix(let field, _, _),
            .privateUse(let field, _, _), .range(let field, _, _), .unassigned(let field, _, _):
            field
        case .professionLetter: .medicalCouncilNumber
        }
    }
}

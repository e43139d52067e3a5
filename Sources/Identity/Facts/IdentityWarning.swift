// SPDX-License-Identifier: Apache-2.0

/// Something about an accepted number that only the registry can settle.
///
/// A check digit is a typing aid: it lets through about one wrong digit in sixty. What is
/// merely unusual is therefore taken in with one of these facts, for an officer to ask the registry about.
public enum IdentityWarning: Hashable, Sendable {
    /// One digit repeated; numbers like this pass the check digit and have been issued.
    case allSameDigits(IdentityField)

    /// An economic code of eleven digits that is not a legal person's national ID.
    case notALegalID(IdentityField)

    /// Leading zeros were missing and have been added; `seen` digits were given.
    case padded(IdentityField, seen: Int)

    /// The four first digits of a postal code are equal.
    case repeatedLeadingDigit(IdentityField)

    /// A digit that the known rule for postal codes does not have in this place; `at` counts from 0.
    case unusualDigit(IdentityField, at: Int, allowed: String)

    /// The first three digits are not in the table of issued prefixes that was passed in.
    case unknownPrefix(IdentityField)
}

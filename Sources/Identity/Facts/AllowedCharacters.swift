// SPDX-License-Identifier: Apache-2.0

/// The alphabets that this room's fields are written in, for errors to name what was allowed.
public enum AllowedCharacters: String, CaseIterable, Hashable, Sendable {
    /// ASCII letters, decimal digits, and `-`, `.`, `_` between them.
    case batchCharacters
    /// Persian, Arabic-Indic or ASCII digits; they mean the same.
    case decimalDigits
    /// Decimal digits with one `/` or `-` between year, month and day.
    case decimalDigitsAndDateSeparator
    /// Decimal digits, after an optional `+` in first place.
    case decimalDigitsAndLeadingPlus
    /// ASCII letters, one space, hyphen or apostrophe between two of them.
    case latinNameCharacters
    /// One or two Persian letters, an optional hyphen, and decimal digits, in that order.
    case lettersThenDecimalDigits
    /// ASCII letters, digits and `.`, `-`, `_`, `+`, one `@`, and a domain with a dot behind it.
    case mailAddressCharacters
    /// Letters of the Arabic script, words of Latin letters, digits, spaces, zero-width
    /// non-joiners and punctuation.
    case persianNameCharacters
}

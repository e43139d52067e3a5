// SPDX-License-Identifier: Apache-2.0

/// Which of X.690's encodings a reader takes.
public enum EncodingRules: Sendable, Hashable {
    /// Basic: indefinite lengths, lengths with leading zeros and constructed strings are taken too.
    ///
    /// Only for the wrappers and the content of a CMS message, which arrive so from signing devices in the field.
    ///
    /// - SeeAlso: X.690 8; RFC 5652 5.
    case ber
    /// Distinguished: one value has one encoding; anything else is an error.
    ///
    /// - SeeAlso: X.690 10 and 11.
    case der
}

// SPDX-License-Identifier: Apache-2.0

/// Why a file that people write is not taken.
///
/// Lines count from 1; paths name a place from the top: `admission.professionItem.fa`, `subject[2]`.
public enum JSON5Error: Error, Hashable, Sendable {
    // The text.

    /// The file is larger than such files may be; bytes.
    case tooLarge(seen: Int, allowed: Int)
    /// The bytes are not UTF-8.
    case notUTF8
    /// A character where another is wanted; `nil` at the end of the file.
    case unexpected(seen: String?, wanted: String, line: Int)
    /// Lists and objects nested deeper than any such file needs.
    case tooDeep(allowed: Int, line: Int)
    /// A name that the object has already.
    case duplicateName(String, line: Int)
    /// An escape in a string that JSON5 does not have, or half of a surrogate pair.
    case escape(line: Int)
    /// A number that is not one, or does not fit.
    case number(String, line: Int)

    // What it says.

    /// A name that means nothing in this place.
    case unknownName(path: String, allowed: [String], line: Int)
    /// A name that must be there.
    case missing(path: String)
    /// A value of another type than the name's.
    case wrongType(path: String, seen: String, allowed: String)
}

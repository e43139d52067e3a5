// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not the JSON that Mohr takes in; offsets count bytes from the start.
public enum JSONError: Error, Hashable, Sendable {
    /// More bytes than the limit.
    case tooLarge(bytes: Int, allowed: Int)
    /// Arrays and objects nested deeper than the limit.
    case tooDeep(offset: Int, allowed: Int)
    /// Something other than what the grammar has here. RFC 8259 2.
    case unexpected(offset: Int)
    /// The text ends inside a value.
    case unfinished(offset: Int)
    /// Bytes that are not UTF-8, a lone surrogate, or a control character in a string. RFC 8259 7 and 8.1.
    case string(offset: Int)
    /// A number that is not in the grammar or too large. RFC 8259 6.
    case number(offset: Int)
    /// One name twice in an object: readers would disagree on which counts. RFC 8259 4.
    case duplicateName(offset: Int, name: String)
}

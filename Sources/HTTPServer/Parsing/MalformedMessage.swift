// SPDX-License-Identifier: Apache-2.0

/// In what way a message breaks the grammar of RFC 9112.
///
/// Each is something that another server or proxy may read in another way, which is how requests are smuggled
/// (RFC 9112 11.2); so none is mended.
public enum MalformedMessage: String, Sendable, Hashable, CaseIterable {
    // RFC 9112 2.2: the lines.

    /// A line feed without a carriage return before it.
    case bareLineFeed
    /// A carriage return without a line feed after it.
    case bareCarriageReturn

    // RFC 9112 3: the request line.

    /// Not three parts with one space between.
    case requestLine
    /// A character in the method that no token has.
    case method
    /// A character in the target that no URI has, a `%` without two hexadecimal digits, or the wrong form of target.
    case target
    /// The version is not `HTTP/` digit `.` digit.
    case version
    /// The first line of a response is not version, three digits, reason. RFC 9112 4.
    case statusLine
    /// No `Host`, two, or one that is no host and port. RFC 9112 3.2.
    case host

    // RFC 9112 5: the fields.

    /// A line that begins with white space (obs-fold), RFC 9112 5.2.
    case foldedField
    /// A field name that is empty, has a character that no token has, or has white space before its colon.
    case fieldName
    /// A control character in a field value.
    case fieldValue

    // RFC 9112 6 and 7: the body.

    /// `Content-Length` is not one plain decimal number, or came twice.
    case contentLength
    /// Both `Content-Length` and `Transfer-Encoding`, or `Transfer-Encoding` twice or in HTTP/1.0.
    case transferEncoding
    /// A chunk's size line is not 1 to 8 hexadecimal digits: no extensions are taken.
    case chunkSize
    /// A chunk is longer than its size says.
    case chunkEnd
    /// There are fields after the last chunk: none are taken.
    case trailer
}

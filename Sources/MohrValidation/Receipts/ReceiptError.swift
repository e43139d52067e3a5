// SPDX-License-Identifier: Apache-2.0
public import JSON

/// Why bytes are no receipt.
public enum ReceiptError: Error, Hashable, Sendable {
    /// The statement, or the file, is not JSON.
    case json(JSONError)
    /// A member is missing, is not known, or does not hold what it may.
    case member(String)
    /// The statement is not in the one form in which it is stamped (RFC 8785).
    case notCanonical
    /// The token is no RFC 3161 token; where it stops being one.
    case token(offset: Int?, String)
}

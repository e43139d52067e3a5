// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a line of PEM text.
///
/// - SeeAlso: RFC 7468 2 and 3.
public enum PEMFault: Equatable, Sendable {
    /// The line is no base64, or base64 goes on after its padding.
    case base64
    /// A second BEGIN stands inside a block.
    case beginInsideBlock(label: String)
    /// An END stands outside any block.
    case endWithoutBegin(label: String)
    /// END names another label than BEGIN did.
    case labelMismatch(begin: String, end: String)
    /// The text ends inside a block.
    case missingEnd(label: String)
    /// BEGIN or END is not closed by five dashes, or its label breaks the grammar.
    case boundary
    /// The block holds no bytes.
    case empty(label: String)
    /// Headers inside the block, as in the encryption of RFC 1421, which RFC 7468 forbids.
    case headers
}

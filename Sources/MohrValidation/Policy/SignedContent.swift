// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// The content that a signature is checked against.
public enum SignedContent: Sendable, Hashable {
    /// Only what the message itself carries.
    case embedded
    /// The document's bytes, which travelled another way.
    case bytes([UInt8])
    /// The document's digest: the document stays where it is.
    case digest(DigestAlgorithm, [UInt8])
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER

/// The digest of what is to be, or was, time-stamped.
///
///     MessageImprint ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, hashedMessage OCTET STRING }
///
/// - SeeAlso: RFC 3161 2.4.1.
public struct MessageImprint: Sendable, Hashable {
    /// What was hashed with; a digest that Mohr cannot compute can still be read.
    public let hashAlgorithm: AlgorithmIdentifier

    /// The digest.
    public let hashedMessage: [UInt8]

    /// Takes a digest.
    ///
    /// - Parameters:
    ///   - hashAlgorithm: what was hashed with.
    ///   - hashedMessage: the digest.
    public init(hashAlgorithm: AlgorithmIdentifier, hashedMessage: [UInt8]) {
        self.hashAlgorithm = hashAlgorithm
        self.hashedMessage = hashedMessage
    }

    /// Whether this is the imprint of some bytes.
    ///
    /// - Parameter bytes: what may have been stamped.
    /// - Returns: `false` also for a digest that Mohr cannot compute.
    public func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
        hashAlgorithm.digestAlgorithm.map { $0.digest(bytes) == hashedMessage } ?? false
    }

    /// Whether both are the same digest by the same algorithm, an absent parameter and NULL counting as equal.
    ///
    /// - Parameter other: the imprint to compare with.
    /// - Returns: whether they are the same.
    public func means(_ other: MessageImprint) -> Bool {
        hashAlgorithm.means(other.hashAlgorithm) && hashedMessage == other.hashedMessage
    }

    /// Reads an imprint.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `outOfRange` when the digest has not the length of a known algorithm.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try der(node.reader())
        hashAlgorithm = try AlgorithmIdentifier(try der(fields.read(.sequence)))
        let message = try der(fields.read(.octetString))
        hashedMessage = Array(message.content)
        try der(fields.finish())
        if let digest = hashAlgorithm.digestAlgorithm, digest.byteCount != hashedMessage.count {
            throw .outOfRange(
                field: "hashedMessage", seen: "\(hashedMessage.count) octets", allowed: "\(digest.byteCount) octets",
                offset: message.offset)
        }
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            hashAlgorithm.encode(into: &writer)
            writer.octetString(hashedMessage)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

/// An `archive-time-stamp-v3` of a signature: a time-stamp token with the index of what it covers.
///
/// - SeeAlso: ETSI EN 319 122-1 5.5.3.
public struct ArchiveTimestamp: Sendable {
    /// The time-stamp.
    public let token: TimestampToken

    /// What it covers beside content and signature.
    public let index: ATSHashIndex

    /// Reads the value of an `archive-time-stamp-v3` attribute.
    ///
    /// - Parameter bytes: the token's ContentInfo, nothing after it.
    /// - Throws: ``PKIXError``; `attributeNotSingle` when the token has no index, or more than one.
    public init(der bytes: ArraySlice<UInt8>) throws(PKIXError) {
        token = try TimestampToken(der: bytes)
        var found: [ATSHashIndex] = []
        var count = 0
        for attribute in token.signedData.signerInfos.flatMap(\.unsignedAttributes) {
            let form: ATSHashIndex.Form
            switch attribute.type {
            case OID.atsHashIndexV3: form = .v3
            case OID.atsHashIndex: form = .original
            default: continue
            }
            count += 1
            for value in attribute.values { found.append(try ATSHashIndex(der: value, form: form)) }
        }
        guard count == 1, found.count == 1, let index = found.first else {
            throw .attributeNotSingle(OID.atsHashIndexV3, attributes: count, values: found.count)
        }
        self.index = index
    }

    /// The digest that the time-stamp's imprint was made with; `nil` when Mohr cannot compute it.
    public var hashAlgorithm: DigestAlgorithm? { token.info.messageImprint.hashAlgorithm.digestAlgorithm }

    /// Whether index and imprint were made with the same digest, as they must be.
    ///
    /// - SeeAlso: ETSI EN 319 122-1 5.5.2 (hashIndAlgorithm).
    public var usesOneHashAlgorithm: Bool {
        index.hashAlgorithm.means(token.info.messageImprint.hashAlgorithm)
    }

    /// Whether the time-stamp is over this signature and this content, with its index.
    ///
    /// Says nothing of what the index lists: see ``coverage(of:in:)``.
    ///
    /// - Parameters:
    ///   - signer: the signature that carries the time-stamp.
    ///   - message: its message.
    ///   - contentDigest: the digest of the content by ``hashAlgorithm``; `nil` for the content inside the message.
    /// - Returns: `false` also without content, and for a digest that Mohr cannot compute.
    public func isOver(
        _ signer: SignerInfo, in message: SignedData, contentDigest: [UInt8]? = nil
    ) -> Bool {
        guard let hashAlgorithm, let digest = contentDigest ?? message.content.map({ hashAlgorithm.digest($0) })
        else { return false }
        let input = Self.imprintInput(for: signer, in: message, contentDigest: digest, index: index)
        return token.info.messageImprint.matches(input[...])
    }

    /// What is hashed into the imprint of an archive time-stamp.
    ///
    /// Content type, content digest, the fields of the signature as they stand, and the index, each with tag and length
    /// except the digest.
    ///
    /// - Parameters:
    ///   - signer: the signature to be time-stamped.
    ///   - message: its message.
    ///   - contentDigest: the digest of the content, by the algorithm of the imprint.
    ///   - index: what is to be covered beside.
    /// - Returns: the bytes to hash.
    /// - SeeAlso: ETSI EN 319 122-1 5.5.3.
    public static func imprintInput(
        for signer: SignerInfo, in message: SignedData, contentDigest: [UInt8], index: ATSHashIndex
    ) -> [UInt8] {
        message.parts.contentType + contentDigest + signer.signedFieldsEncoded + index.encoded
    }
}

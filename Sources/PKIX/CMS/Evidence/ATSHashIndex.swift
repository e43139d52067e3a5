// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

/// The list of what an archive time-stamp covers beside the signature itself, by digests.
///
///     ATSHashIndexV3 ::= SEQUENCE { hashIndAlgorithm AlgorithmIdentifier,
///         certificatesHashIndex SEQUENCE OF OCTET STRING, crlsHashIndex SEQUENCE OF OCTET STRING,
///         unsignedAttrValuesHashIndex SEQUENCE OF OCTET STRING }
///
/// What is added to a message later has no digest here, so additions do not break the time-stamp and are not proved
/// by it either. The older `ATSHashIndex` has the same form with SHA-256 as a default, and hashes whole attributes.
///
/// - SeeAlso: ETSI EN 319 122-1 5.5.2; ETSI TS 101 733 6.4.2 (the older form).
public struct ATSHashIndex: Sendable, Hashable {
    /// Which rules the digests follow.
    public enum Form: Sendable, Hashable {
        /// `ats-hash-index`: one digest an unsigned attribute, over the whole of it.
        case original
        /// `ats-hash-index-v3`: one digest an attribute value, over type and value.
        case v3
    }

    /// Which rules the digests follow.
    public let form: Form

    /// What was hashed with; must be what the time-stamp's imprint was hashed with.
    public let hashAlgorithm: AlgorithmIdentifier

    /// The digests of `SignedData.certificates`.
    public let certificates: [[UInt8]]

    /// The digests of `SignedData.crls`.
    public let revocationInformation: [[UInt8]]

    /// The digests of the signer's unsigned attributes.
    public let unsignedAttributes: [[UInt8]]

    /// The value as it stands in the attribute: the last thing that the time-stamp's imprint covers.
    public let encoded: ArraySlice<UInt8>

    /// The most digests in one of the three lists.
    public static let maximumDigests = 1_024

    /// Draws up the index of everything that a signature has now.
    ///
    /// - Parameters:
    ///   - message: the signed message.
    ///   - signer: the signature to be time-stamped, one of the message's.
    ///   - hashAlgorithm: what the time-stamp's imprint will be hashed with.
    public init(of message: SignedData, for signer: SignerInfo, hashAlgorithm: DigestAlgorithm) {
        form = .v3
        self.hashAlgorithm = AlgorithmIdentifier(digest: hashAlgorithm)
        certificates = message.parts.certificates.map { hashAlgorithm.digest($0) }
        revocationInformation = message.parts.revocationInformation.map { hashAlgorithm.digest($0) }
        unsignedAttributes = Self.hashed(signer.unsignedAttributes, .v3).map { hashAlgorithm.digest($0) }
        let lists = [certificates, revocationInformation, unsignedAttributes]
        let algorithm = self.hashAlgorithm
        encoded =
            DERWriter.bytes { writer in
                writer.sequence { writer in
                    algorithm.encode(into: &writer)
                    for list in lists {
                        writer.sequence { writer in
                            for digest in list { writer.octetString(digest) }
                        }
                    }
                }
            }[...]
    }

    /// Reads the value of an `ats-hash-index-v3` or `ats-hash-index` attribute.
    ///
    /// - Parameters:
    ///   - bytes: the value in DER, nothing after it.
    ///   - form: which of the two.
    /// - Throws: ``PKIXError``.
    public init(der bytes: ArraySlice<UInt8>, form: Form) throws(PKIXError) {
        var fields = try der(DERReader.single(bytes, .sequence).reader())
        self.form = form
        let first = try der(fields.read(.sequence))
        var next: DERNode?
        if form == .v3 || Self.isAlgorithm(first) {
            hashAlgorithm = try AlgorithmIdentifier(first)
        } else {
            // The older form leaves SHA-256 out (DEFAULT).
            hashAlgorithm = AlgorithmIdentifier(digest: .sha256)
            next = first
        }
        if next == nil { next = try der(fields.read(.sequence)) }
        certificates = try Self.digests(next)
        revocationInformation = try Self.digests(try der(fields.read(.sequence)))
        unsignedAttributes = try Self.digests(try der(fields.read(.sequence)))
        try der(fields.finish())
        encoded = bytes
    }

    private static func isAlgorithm(_ node: DERNode) -> Bool {
        (try? node.reader())?.nextTag == .objectIdentifier
    }

    private static func digests(_ node: DERNode?) throws(PKIXError) -> [[UInt8]] {
        guard let node else { return [] }
        var reader = try der(node.reader())
        var digests: [[UInt8]] = []
        while !reader.isAtEnd {
            guard digests.count < maximumDigests else {
                throw .tooLarge(field: "ATSHashIndex", seen: digests.count + 1, allowed: maximumDigests)
            }
            digests.append(Array(try der(reader.read(.octetString).octetString())))
        }
        return digests
    }

    /// The bytes that are hashed, one element a digest.
    static func hashed(_ attributes: [CMSAttribute], _ form: Form) -> [[UInt8]] {
        switch form {
        case .original: attributes.map { Array($0.encoded) }
        case .v3:
            attributes.flatMap { attribute in
                let type = DERWriter.bytes { $0.objectIdentifier(attribute.type) }
                return attribute.values.map { type + $0 }
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// A signed message: content, signatures over it, and the certificates and revocation information to judge them by.
///
///     ContentInfo ::= SEQUENCE { contentType id-signedData, content [0] EXPLICIT SignedData }
///     SignedData ::= SEQUENCE { version, digestAlgorithms SET OF, encapContentInfo, certificates [0] IMPLICIT
///         CertificateSet OPTIONAL, crls [1] IMPLICIT RevocationInfoChoices OPTIONAL, signerInfos SET OF }
///
/// Reading gives facts, not a verdict: what can be read but must be refused (no signer, no signed attributes, twice the
/// same signer) is there to be seen. Signing devices send the wrappers and the content in BER, so these may be; what is
/// hashed or signed is DER or an error. Nothing is copied except content that arrives in pieces, and certificates are
/// left undecoded.
///
/// - SeeAlso: RFC 5652 3 and 5; ETSI EN 319 122-1.
public struct SignedData: Sendable {
    /// 1, 3, 4 or 5 in what follows the standard; see ``expectedVersion``.
    public let version: Int

    /// The digests that the signers use, as announced ahead of the content.
    public let digestAlgorithms: [AlgorithmIdentifier]

    /// What the content is: `eContentType`.
    public let contentType: ObjectIdentifier

    /// The content's bytes: `eContent`, joined; `nil` when the content travels by another way.
    public let content: ArraySlice<UInt8>?

    /// The X.509 certificates, encoded, in their order; none is decoded yet.
    public let certificates: [ArraySlice<UInt8>]

    /// The other certificates, counted by kind.
    public let otherCertificates: OtherCertificates

    /// The revocation lists, encoded, in their order.
    public let crls: [ArraySlice<UInt8>]

    /// The encoded `OCSPResponse`s in their order.
    ///
    /// - SeeAlso: RFC 5940 2.1.
    public let ocspResponses: [ArraySlice<UInt8>]

    /// How many pieces of revocation information of another kind there are.
    public let otherRevocationInformationCount: Int

    /// The signatures in their order; none when the message only carries certificates.
    public let signerInfos: [SignerInfo]

    /// Whether any wrapper, or the content, is in BER and not in DER.
    public let usesBER: Bool

    /// The whole ContentInfo as it was received.
    public let encoded: ArraySlice<UInt8>

    /// The fields as they stand in the message, for what hashes or repeats them.
    let parts: SignedDataParts

    /// The largest message that is read; bytes.
    public static let maximumBytes = 16 * 1_048_576
    /// The most certificates in a message; an archive of many time stamps has some dozens.
    public static let maximumCertificates = 128
    /// The most pieces of revocation information in a message.
    public static let maximumRevocationInformation = 128
    /// The most signatures in a message.
    public static let maximumSignerInfos = 64
    /// The most attributes of either kind in one SignerInfo.
    public static let maximumAttributes = 64
    /// The most digest algorithms in a message.
    public static let maximumDigestAlgorithms = 64

    /// Reads a signed message.
    ///
    /// - Parameter bytes: the ContentInfo in DER or BER, nothing after it, at most ``maximumBytes``.
    /// - Throws: ``PKIXError``; `trailingBytes` in `der` when something follows, `unexpected` with field
    ///   `ContentInfo.contentType` when it is no SignedData, `tooLarge` for counts and sizes.
    public init(der bytes: [UInt8]) throws(PKIXError) {
        try self.init(der: bytes[...])
    }

    /// Reads a signed message out of a larger buffer.
    ///
    /// - Parameter bytes: the ContentInfo in DER or BER, nothing after it, at most ``maximumBytes``.
    /// - Throws: ``PKIXError``, its offsets counted from the start of the larger buffer.
    public init(der bytes: ArraySlice<UInt8>) throws(PKIXError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .tooLarge(field: "ContentInfo", seen: bytes.count, allowed: Self.maximumBytes)
        }
        var wrappers = CMSWrappers()
        let contentInfo = try wrappers.opened(try der(DERReader.single(bytes, .sequence, rules: .ber)))
        var fields = contentInfo
        let type = try der(fields.read(.objectIdentifier))
        let identifier = try der(type.objectIdentifier())
        guard identifier == OID.cmsSignedData else {
            throw .unexpected(
                field: "ContentInfo.contentType", seen: identifier.dotted, allowed: OID.cmsSignedData.dotted,
                offset: type.offset)
        }
        var explicit = try wrappers.opened(try der(fields.read(.contextConstructed(0))))
        try der(fields.finish())
        let signedData = try der(explicit.read(.sequence))
        try der(explicit.finish())
        try self.init(signedData, encoded: bytes, wrappers: &wrappers)
    }

    private init(
        _ node: DERNode, encoded: ArraySlice<UInt8>, wrappers: inout CMSWrappers
    ) throws(PKIXError) {
        var fields = try wrappers.opened(node)
        version = try der(fields.read(.integer).smallInteger())
        let digests = try der(fields.read(.set))
        digestAlgorithms = try wrappers.digestAlgorithms(digests)
        let encapsulated = try der(fields.read(.sequence))
        (contentType, content) = try wrappers.encapsulatedContent(encapsulated)
        let certificateSet = try der(fields.readIfPresent(.contextConstructed(0)))
        (certificates, otherCertificates) = try wrappers.certificates(certificateSet)
        let revocationSet = try der(fields.readIfPresent(.contextConstructed(1)))
        let revocation = try wrappers.revocationInformation(revocationSet)
        parts = try SignedDataParts(
            digestAlgorithms: digests, encapsulatedContent: encapsulated, certificates: certificateSet,
            revocationInformation: revocationSet)
        crls = revocation.crls
        ocspResponses = revocation.ocspResponses
        otherRevocationInformationCount = revocation.otherCount
        signerInfos = try wrappers.signerInfos(try der(fields.read(.set)))
        try der(fields.finish())
        usesBER = wrappers.usesBER
        self.encoded = encoded
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// Signed attributes before they are signed.
///
/// ``encoded()`` gives the bytes to sign; a card or a phone may sign them. The same bytes then go into a
/// ``SignerInfoDraft``.
///
/// - SeeAlso: RFC 5652 5.3; ETSI EN 319 122-1 5 and 6 (what CAdES B-B must hold).
public struct SignedAttributesDraft: Sendable {
    /// The type of the content, the same as in the message; `nil` in a counter-signature alone (RFC 5652 11.4).
    public var contentType: ObjectIdentifier?

    /// The digest of the content.
    public var messageDigest: [UInt8]

    /// The signer's certificate, then others of its path, if any; at least one.
    public var signingCertificates: [ESSCertIDv2]

    /// When the signer says that the signature is made.
    public var signingTime: Instant?

    /// The algorithms that will stand, unsigned, in the SignerInfo.
    public var algorithmProtection: CMSAlgorithmProtection?

    /// What the content is, in words.
    public var contentHints: ContentHints?

    /// The content's media type.
    public var mimeType: String?

    /// Further attributes, of types not named above.
    public var others: [CMSAttribute]

    /// Draws up signed attributes.
    ///
    /// - Parameters:
    ///   - contentType: the type of the content; `nil` in a counter-signature.
    ///   - messageDigest: the digest of the content.
    ///   - signingCertificate: the signer's certificate.
    ///   - signingTime: when the signature is made; CAdES B-B asks for it.
    ///   - algorithmProtection: the algorithms that will stand in the SignerInfo.
    ///   - contentHints: what the content is, in words.
    ///   - mimeType: the content's media type.
    public init(
        contentType: ObjectIdentifier? = OID.cmsData, messageDigest: [UInt8], signingCertificate: ESSCertIDv2,
        signingTime: Instant?, algorithmProtection: CMSAlgorithmProtection? = nil, contentHints: ContentHints? = nil,
        mimeType: String? = nil
    ) {
        self.contentType = contentType
        self.messageDigest = messageDigest
        signingCertificates = [signingCertificate]
        self.signingTime = signingTime
        self.algorithmProtection = algorithmProtection
        self.contentHints = contentHints
        self.mimeType = mimeType
        others = []
    }

    /// The bytes to sign.
    ///
    /// - Returns: the DER `SET OF Attribute`, tag 31, sorted. The same draft gives the same bytes.
    public func encoded() -> [UInt8] {
        DERWriter.bytes { writer in
            writer.setOf(attributes.map { Array($0.encoded) })
        }
    }

    private var attributes: [CMSAttribute] {
        var all = [
            CMSAttribute(OID.messageDigest) { $0.octetString(messageDigest) },
            CMSAttribute(OID.signingCertificateV2) { writer in
                writer.sequence { writer in
                    writer.sequence { writer in
                        for certificate in signingCertificates { certificate.encode(into: &writer) }
                    }
                }
            },
        ]
        if let contentType { all.append(CMSAttribute(OID.contentType) { $0.objectIdentifier(contentType) }) }
        if let signingTime { all.append(CMSAttribute(OID.signingTime) { $0.time(signingTime) }) }
        if let algorithmProtection {
            all.append(CMSAttribute(OID.cmsAlgorithmProtection) { algorithmProtection.encode(into: &$0) })
        }
        if let contentHints { all.append(CMSAttribute(OID.contentHints) { contentHints.encode(into: &$0) }) }
        if let mimeType { all.append(CMSAttribute(OID.mimeType) { $0.utf8String(mimeType) }) }
        return all + others
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// The attributes that Mohr interprets.
///
/// Each gives `nil` when the attribute is absent, and throws when it is repeated, has not exactly one value, or the
/// value is not what its definition says: the three must not be taken for each other.
extension SignedAttributes {
    /// `contentType`: the type of the content that was signed.
    ///
    /// - SeeAlso: RFC 5652 11.1.
    public var contentType: ObjectIdentifier? {
        get throws(PKIXError) {
            guard let value = try singleValue(of: OID.contentType) else { return nil }
            return try der(DERReader.single(value, .objectIdentifier).objectIdentifier())
        }
    }

    /// `messageDigest`: the digest of the content by the SignerInfo's digest algorithm.
    ///
    /// - SeeAlso: RFC 5652 11.2.
    public var messageDigest: ArraySlice<UInt8>? {
        get throws(PKIXError) {
            guard let value = try singleValue(of: OID.messageDigest) else { return nil }
            return try der(DERReader.single(value, .octetString).octetString())
        }
    }

    /// `signingTime`: when the signer says that the signature was made.
    ///
    /// - SeeAlso: RFC 5652 11.3.
    public var signingTime: Instant? {
        get throws(PKIXError) {
            guard let value = try singleValue(of: OID.signingTime) else { return nil }
            var reader = DERReader(value)
            let time = try der(reader.read().time())
            try der(reader.finish())
            return time
        }
    }

    /// `signingCertificate`, version 1: identified by SHA-1; the signer's certificate first.
    ///
    /// - SeeAlso: RFC 2634 5.4.
    public var signingCertificate: [ESSCertIDv2]? {
        get throws(PKIXError) {
            guard let value = try singleValue(of: OID.signingCertificate) else { return nil }
            return try ESSCertIDv2.list(try der(DERReader.single(value, .sequence)), version: 1)
        }
    }

    /// `signingCertificateV2`: the signer's certificate first, then others of its path, if any.
    ///
    /// - SeeAlso: RFC 5035 3; ETSI EN 319 122-1 5.2.2.3.
    public var signingCertificateV2: [ESSCertIDv2]? {
        get throws(PKIXError) {
            guard let value = try singleValue(of: OID.signingCertificateV2) else { return nil }
            return try ESSCertIDv2.list(try der(DERReader.single(value, .sequence)), version: 2)
        }
    }

    /// `CMSAlgorithmProtection`: the algorithms that the signer meant, which the unsigned fields must repeat.
    ///
    /// - SeeAlso: RFC 6211 2.
    public var cmsAlgorithmProtection: CMSAlgorithmProtection? {
        get throws(PKIXError) {
            guard let value = try singleValue(of: OID.cmsAlgorithmProtection) else { return nil }
            return try CMSAlgorithmProtection(try der(DERReader.single(value, .sequence)))
        }
    }

    /// `contentHints`: what the content is, for whoever cannot look inside.
    ///
    /// - SeeAlso: RFC 2634 2.9.
    public var contentHints: ContentHints? {
        get throws(PKIXError) {
            guard let value = try singleValue(of: OID.contentHints) else { return nil }
            return try ContentHints(try der(DERReader.single(value, .sequence)))
        }
    }

    /// `mimeType`: the media type of the content.
    ///
    /// - SeeAlso: ETSI EN 319 122-1 5.2.5.2.
    public var mimeType: String? {
        get throws(PKIXError) {
            guard let value = try singleValue(of: OID.mimeType) else { return nil }
            return try der(DERReader.single(value, .utf8String).string())
        }
    }

    /// `content-time-stamp` tokens, each an encoded ContentInfo; there may be several.
    ///
    /// - SeeAlso: ETSI EN 319 122-1 5.2.8.
    public var contentTimestamps: [ArraySlice<UInt8>] {
        attributes(of: OID.contentTimestamp).flatMap(\.values)
    }
}

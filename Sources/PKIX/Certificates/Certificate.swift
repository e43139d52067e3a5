// SPDX-License-Identifier: Apache-2.0
import DER

/// An X.509 certificate, read and understood, its signature not yet checked.
///
///     Certificate ::= SEQUENCE {
///         tbsCertificate TBSCertificate, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
///
/// Every extension that this room knows has been decoded: a certificate whose extensions are malformed cannot be
/// made. Copies share one allocation.
///
/// - SeeAlso: RFC 5280 4.1.
public struct Certificate: Sendable, Hashable {
    /// Bytes beyond this are no certificate in the field; those of people have 1 to 2 KB.
    public static let maximumBytes = 64 * 1024

    let contents: CertificateContents

    /// Reads a certificate.
    ///
    /// - Parameter bytes: DER, nothing after it, at most ``maximumBytes``.
    /// - Throws: ``PKIXError``, naming the place; offsets count from the start of `bytes`.
    public init(der bytes: [UInt8]) throws(PKIXError) {
        contents = try CertificateContents(bytes)
    }

    /// Reads a certificate that lies in a larger buffer, such as a CMS message.
    ///
    /// - Parameter bytes: DER, nothing after it; copied, so that the message need not be kept.
    /// - Throws: ``PKIXError``; offsets count from the start of the certificate.
    public init(der bytes: ArraySlice<UInt8>) throws(PKIXError) {
        try self.init(der: Array(bytes))
    }

    /// Puts a signature to what was signed.
    ///
    /// - Parameters:
    ///   - tbs: the encoding of a ``TBSCertificate``, byte for byte as it was signed.
    ///   - signatureAlgorithm: the one that the TBSCertificate names.
    ///   - signature: the signature's bytes.
    /// - Returns: the certificate, read back from its bytes.
    /// - Throws: ``PKIXError`` when the bytes are not a TBSCertificate.
    public static func assemble(
        tbs: [UInt8], signatureAlgorithm: AlgorithmIdentifier, signature: [UInt8]
    ) throws(PKIXError) -> Certificate {
        var writer = DERWriter(reservingCapacity: tbs.count + signature.count + 64)
        writer.sequence { writer in
            writer.raw(tbs)
            signatureAlgorithm.encode(into: &writer)
            writer.bitString(signature)
        }
        return try Certificate(der: writer.bytes)
    }

    /// The whole certificate, DER.
    public var encoded: [UInt8] { contents.encoded }

    /// What the issuer signed, decoded.
    public var tbs: TBSCertificate { contents.tbs }

    /// What the issuer signed, byte for byte.
    public var tbsEncoded: ArraySlice<UInt8> { contents.tbsEncoded }

    /// The algorithm named outside of what was signed; must equal the one inside (RFC 5280 4.1.1.2).
    public var signatureAlgorithm: AlgorithmIdentifier { contents.signatureAlgorithm }

    /// The signature's bytes.
    public var signature: ArraySlice<UInt8> { contents.signature.bytes }

    /// Whom the certificate is about.
    public var subject: Name { contents.tbs.subject }

    /// Who issued it.
    public var issuer: Name { contents.tbs.issuer }

    /// The issuer's number for it.
    public var serialNumber: SerialNumber { contents.tbs.serialNumber }

    /// When it is valid.
    public var validity: Validity { contents.tbs.validity }

    /// Its extensions, not interpreted.
    public var extensions: Extensions { contents.tbs.extensions }

    /// Whether issuer and subject are the same entity (RFC 5280 3.2); says nothing of who signed.
    public var isSelfIssued: Bool { contents.isSelfIssued }

    /// Whether both have the same bytes.
    public static func == (left: Certificate, right: Certificate) -> Bool {
        left.contents === right.contents || left.contents.encoded == right.contents.encoded
    }

    /// Hashes the signature, which differs wherever the rest does.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(signature)
    }
}

/// The one allocation behind a certificate's copies.
final class CertificateContents: Sendable {
    let encoded: [UInt8]
    let tbs: TBSCertificate
    let tbsEncoded: ArraySlice<UInt8>
    let signatureAlgorithm: AlgorithmIdentifier
    let signature: BitString
    let decoded: DecodedExtensions
    let isSelfIssued: Bool

    init(_ bytes: [UInt8]) throws(PKIXError) {
        guard bytes.count <= Certificate.maximumBytes else {
            throw .tooLarge(field: "Certificate", seen: bytes.count, allowed: Certificate.maximumBytes)
        }
        var fields = try der(DERReader.single(bytes, .sequence).reader())
        let inner = try fields.next(.sequence)
        tbs = try TBSCertificate(inner)
        tbsEncoded = inner.encoded
        signatureAlgorithm = try AlgorithmIdentifier(try fields.next(.sequence))
        signature = try der(fields.read(.bitString).bitString())
        try fields.end()
        encoded = bytes
        decoded = try DecodedExtensions(tbs.extensions)
        isSelfIssued = tbs.issuer.matches(tbs.subject)
    }
}

// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// Which certificate a status is asked or given for.
///
///     CertID ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, issuerNameHash OCTET STRING,
///         issuerKeyHash OCTET STRING, serialNumber CertificateSerialNumber }
///
/// The hashes only find the issuer, so SHA-1 does no harm here.
///
/// - SeeAlso: RFC 6960 4.1.1.
public struct CertID: Sendable, Hashable {
    /// What issuer name and key were hashed with.
    public let hashAlgorithm: DigestAlgorithm

    /// The digest of the issuer's name, as encoded in the certificate asked about.
    public let issuerNameHash: [UInt8]

    /// The digest of the issuer's public key, without its algorithm.
    public let issuerKeyHash: [UInt8]

    /// The certificate's number.
    public let serialNumber: SerialNumber

    /// Whether the algorithm's parameters are NULL and not absent; an answer repeats the form that was asked in.
    ///
    /// Does not count in comparisons.
    public let hasNullParameters: Bool

    /// Takes the parts.
    ///
    /// - Parameters:
    ///   - hashAlgorithm: what issuer name and key were hashed with.
    ///   - issuerNameHash: the digest of the issuer's name.
    ///   - issuerKeyHash: the digest of the issuer's public key.
    ///   - serialNumber: the certificate's number.
    ///   - hasNullParameters: whether to write the algorithm with NULL parameters, as most clients do.
    public init(
        hashAlgorithm: DigestAlgorithm, issuerNameHash: [UInt8], issuerKeyHash: [UInt8], serialNumber: SerialNumber,
        hasNullParameters: Bool = true
    ) {
        self.hashAlgorithm = hashAlgorithm
        self.issuerNameHash = issuerNameHash
        self.issuerKeyHash = issuerKeyHash
        self.serialNumber = serialNumber
        self.hasNullParameters = hasNullParameters
    }

    /// Names a certificate by its number and its issuer's certificate.
    ///
    /// - Parameters:
    ///   - serialNumber: the certificate's number.
    ///   - issuer: the issuer's certificate.
    ///   - hashAlgorithm: SHA-1 is what every responder knows (RFC 5019 2.1.1).
    /// - Throws: ``PKIXError`` when the issuer's key cannot be read.
    public init(
        serialNumber: SerialNumber, issuer: Certificate, hashAlgorithm: DigestAlgorithm = .sha1
    ) throws(PKIXError) {
        let key = try SubjectPublicKeyInfo(der: issuer.tbs.subjectPublicKeyInfo).subjectPublicKey
        self.init(
            hashAlgorithm: hashAlgorithm, issuerNameHash: hashAlgorithm.digest(issuer.tbs.subject.encodedSlice),
            issuerKeyHash: hashAlgorithm.digest(key), serialNumber: serialNumber)
    }

    /// Reads a CertID.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `unsupportedAlgorithm` for a hash that Mohr cannot compute, `outOfRange` for a digest
    ///   that has not the hash's length.
    public init(_ node: DERNode) throws(PKIXError) {
        try der(node.expect(.sequence))
        var fields = try der(node.reader())
        let identifier = try AlgorithmIdentifier(try der(fields.read(.sequence)))
        guard let algorithm = identifier.digestAlgorithm else {
            throw .unsupportedAlgorithm(identifier.algorithm)
        }
        hashAlgorithm = algorithm
        hasNullParameters = identifier.parameters != nil
        issuerNameHash = try Self.digest(&fields, algorithm, "issuerNameHash")
        issuerKeyHash = try Self.digest(&fields, algorithm, "issuerKeyHash")
        serialNumber = try SerialNumber(try der(fields.read(.integer)))
        try der(fields.finish())
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            let identifier = AlgorithmIdentifier(digest: hashAlgorithm)
            AlgorithmIdentifier(
                algorithm: identifier.algorithm, parameters: hasNullParameters ? AlgorithmIdentifier.null : nil
            ).encode(into: &writer)
            writer.octetString(issuerNameHash)
            writer.octetString(issuerKeyHash)
            writer.integer(content: serialNumber.bytes)
        }
    }

    /// Whether both name the same certificate by the same hash.
    public static func == (left: CertID, right: CertID) -> Bool {
        left.serialNumber == right.serialNumber && left.hashAlgorithm == right.hashAlgorithm
            && left.issuerKeyHash == right.issuerKeyHash && left.issuerNameHash == right.issuerNameHash
    }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(serialNumber)
        hasher.combine(issuerKeyHash)
    }

    private static func digest(
        _ fields: inout DERReader, _ algorithm: DigestAlgorithm, _ field: String
    ) throws(PKIXError) -> [UInt8] {
        let node = try der(fields.read(.octetString))
        guard node.content.count == algorithm.byteCount else {
            throw .outOfRange(
                field: field, seen: "\(node.content.count) octets", allowed: "\(algorithm.byteCount) octets",
                offset: node.offset)
        }
        return Array(node.content)
    }
}

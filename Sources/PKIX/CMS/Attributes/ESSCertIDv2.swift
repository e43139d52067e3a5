// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

/// A certificate that the signer names in the signed attributes, by its digest.
///
///     ESSCertIDv2 ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier DEFAULT { algorithm id-sha256 },
///                                certHash OCTET STRING, issuerSerial IssuerSerial OPTIONAL }
///     IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber INTEGER }
///
/// Without it a signature could be moved to another certificate over the same key. Version 1 (`ESSCertID`) has no
/// algorithm field and means SHA-1; it is read into the same type.
///
/// - SeeAlso: RFC 5035 4; RFC 2634 5.4.1.
public struct ESSCertIDv2: Sendable, Hashable {
    /// The hash, `nil` when it is one that Mohr cannot compute.
    public let hashAlgorithm: DigestAlgorithm?

    /// The digest of the certificate's whole DER encoding.
    public let certHash: ArraySlice<UInt8>

    /// Who issued the certificate, if it says.
    public let issuer: [GeneralName]?

    /// The certificate's number, there exactly when ``issuer`` is.
    public let serialNumber: SerialNumber?

    /// A signer's path is a handful of certificates long.
    public static let maximumCount = 64

    /// Names a certificate by its digest, issuer and number.
    ///
    /// - Parameters:
    ///   - certificate: the certificate to name.
    ///   - hashAlgorithm: SHA-256 needs no algorithm field.
    public init(_ certificate: Certificate, hashAlgorithm: DigestAlgorithm = .sha256) {
        self.hashAlgorithm = hashAlgorithm
        certHash = hashAlgorithm.digest(certificate.encoded)[...]
        issuer = [.directoryName(certificate.tbs.issuer)]
        serialNumber = certificate.tbs.serialNumber
    }

    /// Whether the digest is this certificate's.
    ///
    /// - Parameter certificate: any certificate.
    /// - Returns: `false` also when the hash is not known.
    public func digestMatches(_ certificate: Certificate) -> Bool {
        hashAlgorithm.map { $0.digest(certificate.encoded)[...] == certHash } ?? false
    }

    /// Whether issuer and number, if it gives them, are this certificate's.
    ///
    /// - Parameter certificate: any certificate.
    /// - Returns: `true` also when it gives none.
    public func issuerAndSerialMatch(_ certificate: Certificate) -> Bool {
        guard let issuer, let serialNumber else { return true }
        guard serialNumber == certificate.tbs.serialNumber else { return false }
        return issuer.contains { name in
            if case .directoryName(let directoryName) = name { return directoryName.matches(certificate.tbs.issuer) }
            return false
        }
    }

    private init(_ node: DERNode, version: Int) throws(PKIXError) {
        var fields = try der(node.reader())
        if version == 1 {
            hashAlgorithm = .sha1
        } else if let algorithm = try der(fields.readIfPresent(.sequence)) {
            hashAlgorithm = try AlgorithmIdentifier(algorithm).digestAlgorithm
        } else {
            hashAlgorithm = .sha256
        }
        certHash = try der(fields.read(.octetString).octetString())
        if let issuerSerial = try der(fields.readIfPresent(.sequence)) {
            var parts = try der(issuerSerial.reader())
            issuer = try GeneralName.list(try der(parts.read(.sequence)))
            serialNumber = try SerialNumber(try der(parts.read(.integer)))
            try der(parts.finish())
        } else {
            issuer = nil
            serialNumber = nil
        }
        try der(fields.finish())
    }

    /// Reads `SigningCertificate` or `SigningCertificateV2`; policies are checked for form and dropped.
    static func list(_ node: DERNode, version: Int) throws(PKIXError) -> [ESSCertIDv2] {
        var fields = try der(node.reader())
        let list = try der(fields.read(.sequence))
        _ = try der(fields.readIfPresent(.sequence))
        try der(fields.finish())
        var reader = try der(list.reader())
        var identifiers: [ESSCertIDv2] = []
        while !reader.isAtEnd {
            guard identifiers.count < maximumCount else {
                throw .tooLarge(field: "SigningCertificate.certs", seen: identifiers.count + 1, allowed: maximumCount)
            }
            identifiers.append(try ESSCertIDv2(try der(reader.read(.sequence)), version: version))
        }
        guard !identifiers.isEmpty else { throw .empty(field: "SigningCertificate.certs", offset: list.offset) }
        return identifiers
    }

    /// Writes the SEQUENCE; an algorithm that is the default is left out (X.690 11.5).
    func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            if let hashAlgorithm, hashAlgorithm != .sha256 {
                AlgorithmIdentifier(digest: hashAlgorithm).encode(into: &writer)
            }
            writer.octetString(certHash)
            if let issuer, let serialNumber {
                writer.sequence { writer in
                    writer.sequence { writer in
                        for name in issuer { name.encode(into: &writer) }
                    }
                    writer.integer(content: serialNumber.bytes)
                }
            }
        }
    }
}

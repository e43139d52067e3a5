// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// A revocation list as it was signed.
///
///     CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue }
///     TBSCertList ::= SEQUENCE { version INTEGER OPTIONAL, signature, issuer, thisUpdate, nextUpdate OPTIONAL,
///         revokedCertificates SEQUENCE OF SEQUENCE {...} OPTIONAL, crlExtensions [0] EXPLICIT OPTIONAL }
///
/// Reading checks every entry once and keeps 16 bytes for each; after that a look-up is a binary search. Whether the
/// list may be relied on is the validator's question.
///
/// - SeeAlso: RFC 5280 5.
public struct CertificateList: Sendable, Hashable {
    /// The whole list.
    public let encoded: [UInt8]

    /// The bytes that are signed.
    public let tbsEncoded: ArraySlice<UInt8>

    /// 1 or 2.
    public let version: Int

    /// What it is signed with, as the signed part says.
    public let innerSignatureAlgorithm: AlgorithmIdentifier

    /// What it is signed with, as stands beside the signature.
    public let signatureAlgorithm: AlgorithmIdentifier

    /// Who issued it.
    public let issuer: Name

    /// When its entries were read.
    public let thisUpdate: Instant

    /// When the next list is out at the latest; `nil` when it does not say, which RFC 5280 forbids.
    public let nextUpdate: Instant?

    /// The revoked certificates by number.
    public let entries: RevokedEntries

    /// The list's own extensions.
    public let extensions: Extensions

    /// `cRLNumber`, big-endian without leading zeros, 20 octets at most.
    public let crlNumber: [UInt8]?

    /// `deltaCRLIndicator`: the number of the list that this one only adds to.
    public let deltaBase: [UInt8]?

    /// `issuingDistributionPoint`: what the list covers.
    public let issuingDistributionPoint: IssuingDistributionPoint?

    /// `authorityKeyIdentifier`: which key of the issuer signed.
    public let authorityKeyIdentifier: AuthorityKeyIdentifier?

    /// `freshestCRL`: where deltas to this list are; empty when it does not say.
    public let freshestCRL: [DistributionPoint]

    /// `expiredCertsOnCRL`: certificates that expired since then are still listed.
    public let expiredCertsOnCRL: Instant?

    /// The signature's value; empty, and so never good, when it is not whole octets.
    public let signature: ArraySlice<UInt8>

    /// The longest `cRLNumber` that the standard allows, in octets.
    ///
    /// - SeeAlso: RFC 5280 5.2.3.
    public static let maximumNumberOctets = 20

    /// Reads a list.
    ///
    /// - Parameter encoded: the list in DER, nothing after it.
    /// - Throws: ``PKIXError``.
    public init(der encoded: [UInt8]) throws(PKIXError) {
        var fields = try der(DERReader.single(encoded, .sequence).reader())
        let tbs = try der(fields.read(.sequence))
        signatureAlgorithm = try AlgorithmIdentifier(try der(fields.read(.sequence)))
        let signatureBits = try der(fields.read(.bitString).bitString())
        signature = signatureBits.unusedBits == 0 ? signatureBits.bytes : []
        try der(fields.finish())
        let list = try CertificateListReader(tbs, encoded: encoded)
        self.encoded = encoded
        tbsEncoded = tbs.encoded
        version = list.version
        innerSignatureAlgorithm = list.signature
        issuer = list.issuer
        thisUpdate = list.thisUpdate
        nextUpdate = list.nextUpdate
        entries = list.entries
        extensions = list.extensions
        let known = try CertificateListExtensions(list.extensions)
        crlNumber = known.crlNumber
        deltaBase = known.deltaBase
        issuingDistributionPoint = known.issuingDistributionPoint
        authorityKeyIdentifier = known.authorityKeyIdentifier
        freshestCRL = known.freshestCRL
        expiredCertsOnCRL = known.expiredCertsOnCRL
    }

    /// Reads a list from a file's bytes.
    ///
    /// - Parameter bytes: DER, or PEM with a block `X509 CRL`, the first of which is taken.
    /// - Throws: ``PKIXError``; `noPEMBlock` when PEM holds no list, `pem` when it is broken.
    public init(derOrPEM bytes: [UInt8]) throws(PKIXError) {
        try self.init(der: try Armour.first(in: bytes, labels: ["X509 CRL"]))
    }

    /// Whether the signature is by this key and the signed part names the same algorithm.
    ///
    /// - Parameter key: the key of the list's issuer.
    /// - Returns: `false` also for an algorithm that is not known.
    /// - SeeAlso: RFC 5280 5.1.1.2 (both identifiers must be the same).
    public func isSigned(by key: PublicKey) -> Bool {
        guard signatureAlgorithm == innerSignatureAlgorithm, let algorithm = signatureAlgorithm.signatureAlgorithm
        else { return false }
        return key.isValid(signature, over: tbsEncoded, by: algorithm)
    }

    /// The entry of a certificate.
    ///
    /// - Parameters:
    ///   - serialNumber: the certificate's number.
    ///   - issuer: who issued the certificate; for most lists the list's issuer.
    /// - Returns: `nil` when the certificate is not listed.
    /// - Complexity: logarithmic in the number of entries.
    public func entry(for serialNumber: SerialNumber, issuer: Name) -> RevokedEntry? {
        entries.entry(for: serialNumber, issuer: issuer, listIssuer: self.issuer)
    }

    /// The critical extensions of the list that Mohr does not know; if there is one, the list must not be used.
    ///
    /// - SeeAlso: RFC 5280 5.2.
    public var unknownCriticalExtensions: [ObjectIdentifier] {
        extensions.criticalExtensions(besides: CertificateListExtensions.understood)
    }

    /// The critical extensions of entries that Mohr does not know, each once; if there is one, the list must not be
    /// used.
    ///
    /// - SeeAlso: RFC 5280 5.3.
    public var unknownCriticalEntryExtensions: [ObjectIdentifier] { entries.unknownCriticalExtensions }

    /// Whether any critical extension, of the list or of an entry, is unknown.
    public var hasUnknownCriticalExtension: Bool {
        !unknownCriticalExtensions.isEmpty || !unknownCriticalEntryExtensions.isEmpty
    }

    /// By encoding.
    public static func == (left: CertificateList, right: CertificateList) -> Bool {
        left.encoded == right.encoded
    }

    /// By signature, which differs where anything differs.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(signature)
    }
}

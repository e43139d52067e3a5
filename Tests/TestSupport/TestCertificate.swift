// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// A certificate before it is signed, every part of it open to be made wrong.
public struct TestCertificate: Sendable {
    /// Whom it is about.
    public var subject: Name
    /// Who issues; the signer's subject when `nil`.
    public var issuer: Name?
    /// The issuer's number for it; drawn at random.
    public var serialNumber: SerialNumber
    /// When it is valid; ``TestPKI/validity`` at first.
    public var validity: Validity
    /// The certified key.
    public var key: PrivateKey
    /// The certified key as written; that of ``key`` at first.
    public var subjectPublicKeyInfo: [UInt8]
    /// The extensions, in their order; key identifiers are added when it is signed.
    public var extensions: [Extension] = []
    /// Whether subject and authority key identifiers are added.
    public var hasKeyIdentifiers = true
    /// The algorithm to sign with; what the signer's key prefers when `nil`.
    public var signatureAlgorithm: SignatureAlgorithm?
    /// The algorithm named inside of what is signed; the one signed with when `nil`.
    public var innerAlgorithm: AlgorithmIdentifier?

    /// Begins a certificate of `C=IR, O=Test, CN=…` with a fresh key.
    ///
    /// - Parameters:
    ///   - commonName: the common name.
    ///   - kind: the kind of the key.
    /// - Throws: when there can be no such name or key.
    public init(_ commonName: String, key kind: KeyKind = .p256) throws {
        try self.init(
            subject: Name([
                (OID.countryName, "IR"), (OID.organizationName, "Test"), (OID.commonName, commonName),
            ]), key: PrivateKey.generate(kind))
    }

    /// Begins a certificate.
    ///
    /// - Parameters:
    ///   - subject: whom it is about.
    ///   - key: the certified key.
    /// - Throws: when no serial number can be drawn.
    public init(subject: Name, key: PrivateKey) throws {
        self.subject = subject
        self.key = key
        subjectPublicKeyInfo = key.publicKey.subjectPublicKeyInfo
        serialNumber = SerialNumber(unsigned: [0x4d] + (try SecureRandom.bytes(16)))
        validity = TestPKI.validity
    }

    /// Puts an extension in, in place of one with the same identifier.
    ///
    /// - Parameter item: the extension.
    public mutating func set(_ item: Extension) {
        if let index = extensions.firstIndex(where: { $0.oid == item.oid }) {
            extensions[index] = item
        } else {
            extensions.append(item)
        }
    }

    /// Takes an extension out.
    ///
    /// - Parameter oid: its identifier.
    public mutating func remove(_ oid: ObjectIdentifier) {
        extensions.removeAll { $0.oid == oid }
    }

    /// Makes the subject a certificate authority that signs certificates and lists.
    ///
    /// - Parameter pathLength: how many more may stand below it.
    public mutating func makeAuthority(pathLength: Int? = nil) {
        set(.basicConstraints(BasicConstraints(isCA: true, pathLength: pathLength)))
        set(.keyUsage([.keyCertSign, .cRLSign]))
    }

    /// Signs the certificate.
    ///
    /// - Parameter signer: the issuer; the certified key itself when `nil`.
    /// - Returns: the certificate with its key.
    /// - Throws: when something asked for cannot be written or signed.
    public func signed(by signer: TestIdentity?) throws -> TestIdentity {
        let signingKey = signer?.key ?? key
        let algorithm = signatureAlgorithm ?? signingKey.preferredSignatureAlgorithm
        var all = extensions
        if hasKeyIdentifiers {
            let own = try SubjectPublicKeyInfo(der: subjectPublicKeyInfo).keyIdentifier
            if !all.contains(where: { $0.oid == OID.subjectKeyIdentifier }) {
                all.append(.subjectKeyIdentifier(own))
            }
            let authority = signer?.certificate.subjectKeyIdentifier ?? own[...]
            if !all.contains(where: { $0.oid == OID.authorityKeyIdentifier }) {
                all.append(.authorityKeyIdentifier(AuthorityKeyIdentifier(keyIdentifier: authority)))
            }
        }
        let tbs = TBSCertificate(
            serialNumber: serialNumber, signature: innerAlgorithm ?? AlgorithmIdentifier(algorithm),
            issuer: issuer ?? signer?.name ?? subject, validity: validity, subject: subject,
            subjectPublicKeyInfo: subjectPublicKeyInfo, extensions: try Extensions(all)
        ).encoded()
        let certificate = try Certificate.assemble(
            tbs: tbs, signatureAlgorithm: AlgorithmIdentifier(algorithm),
            signature: try signingKey.sign(tbs, by: algorithm))
        return TestIdentity(certificate: certificate, key: key)
    }
}

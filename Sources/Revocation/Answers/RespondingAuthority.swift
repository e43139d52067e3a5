// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
public import PKIX

/// An authority and the responder that it lets answer for it.
///
/// The responder has a key and a short-lived certificate of its own, so that the authority's key need not be where
/// questions arrive.
///
/// - SeeAlso: RFC 6960 4.2.2.2 (authorized responders).
public struct RespondingAuthority: Sendable {
    /// The authority's name on record.
    public let name: String

    /// The authority's certificate.
    public let issuer: Certificate

    /// The responder's certificate, which goes with every answer.
    public let responder: Certificate

    let key: any SigningKey
    let algorithm: SignatureAlgorithm
    let responderID: ResponderID
    /// By each hash that a question may name the authority by, name and key hashed, one after the other.
    let hashes: [DigestAlgorithm: [UInt8]]

    /// Checks that the responder may answer for the authority.
    ///
    /// - Parameters:
    ///   - name: the authority's name on record.
    ///   - issuer: the authority's certificate.
    ///   - responder: issued by the authority for OCSPSigning, with `id-pkix-ocsp-nocheck`.
    ///   - key: the responder's.
    /// - Throws: ``RevocationError/responder(authority:_:)``, ``RevocationError/keyMismatch(authority:)``.
    public init(
        name: String, issuer: Certificate, responder: Certificate, key: any SigningKey
    ) throws(RevocationError) {
        guard try papered(try responder.publicKey()) == key.publicKey else { throw .keyMismatch(authority: name) }
        guard responder.issuer == issuer.subject, responder.isSigned(by: try papered(try issuer.publicKey())) else {
            throw .responder(authority: name, .notIssuedByAuthority)
        }
        guard responder.extendedKeyUsage?.contains(OID.ocspSigning) ?? false else {
            throw .responder(authority: name, .notForAnswering)
        }
        guard responder.tbs.extensions[OID.ocspNoCheck] != nil else {
            throw .responder(authority: name, .noCheckMissing)
        }
        self.name = name
        self.issuer = issuer
        self.responder = responder
        self.key = key
        algorithm = key.preferredSignatureAlgorithm
        do throws(PKIXError) {
            responderID = try ResponderID(keyOf: responder)
            var hashes: [DigestAlgorithm: [UInt8]] = [:]
            for hash in DigestAlgorithm.allCases {
                let id = try CertID(serialNumber: issuer.serialNumber, issuer: issuer, hashAlgorithm: hash)
                hashes[hash] = id.issuerNameHash + id.issuerKeyHash
            }
            self.hashes = hashes
        } catch {
            throw .responder(authority: name, .keyUnreadable)
        }
    }

    /// How a question names one of the authority's certificates.
    func certID(of serial: SerialNumber, by hash: DigestAlgorithm) -> CertID {
        let both = hashes[hash] ?? []
        return CertID(
            hashAlgorithm: hash, issuerNameHash: Array(both.prefix(hash.byteCount)),
            issuerKeyHash: Array(both.dropFirst(hash.byteCount)), serialNumber: serial)
    }
}

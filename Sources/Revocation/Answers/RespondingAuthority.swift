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
    let desk: ResponderDesk

    /// The authority's name on record.
    public var name: String { desk.authority }

    /// The authority's certificate.
    public var issuer: Certificate { desk.issuer }

    /// The responder's certificate, which goes with every answer.
    public var responder: Certificate { desk.certificate }

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
        do throws(PKIXError) {
            desk = try ResponderDesk(authority: name, issuer: issuer, certificate: responder, key: key)
        } catch {
            throw .responder(authority: name, .keyUnreadable)
        }
    }
}

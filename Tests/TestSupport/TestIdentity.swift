// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// A certificate with its key: an authority, a person, a responder.
public struct TestIdentity: Sendable {
    /// The certificate.
    public let certificate: Certificate

    /// The key that it certifies.
    public let key: PrivateKey

    /// Takes both.
    public init(certificate: Certificate, key: PrivateKey) {
        self.certificate = certificate
        self.key = key
    }

    /// Who it is.
    public var name: Name { certificate.subject }

    /// Issues an intermediate authority below this one.
    ///
    /// - Parameters:
    ///   - commonName: its name, below `C=IR, O=Test`.
    ///   - key: the kind of its key.
    ///   - pathLength: its path length constraint.
    ///   - change: anything else to be different.
    /// - Returns: the authority.
    /// - Throws: when something asked for cannot be written.
    public func authority(
        _ commonName: String, key: KeyKind = .p256, pathLength: Int? = nil,
        _ change: (inout TestCertificate) throws -> Void = { _ in }
    ) throws -> TestIdentity {
        var draft = try TestCertificate(commonName, key: key)
        draft.makeAuthority(pathLength: pathLength)
        try change(&draft)
        return try draft.signed(by: self)
    }

    /// Issues a certificate to someone who signs documents: keyUsage nonRepudiation.
    ///
    /// - Parameters:
    ///   - commonName: the name, below `C=IR, O=Test`.
    ///   - key: the kind of the key.
    ///   - change: anything else to be different.
    /// - Returns: the signer.
    /// - Throws: when something asked for cannot be written.
    public func signer(
        _ commonName: String, key: KeyKind = .p256, _ change: (inout TestCertificate) throws -> Void = { _ in }
    ) throws -> TestIdentity {
        var draft = try TestCertificate(commonName, key: key)
        draft.set(.keyUsage(.nonRepudiation))
        try change(&draft)
        return try draft.signed(by: self)
    }

    /// Issues a certificate to an OCSP responder of this authority.
    ///
    /// - Parameters:
    ///   - commonName: the name, below `C=IR, O=Test`.
    ///   - change: anything else to be different.
    /// - Returns: the responder.
    /// - Throws: when something asked for cannot be written.
    public func responder(
        _ commonName: String = "Test Responder", _ change: (inout TestCertificate) throws -> Void = { _ in }
    ) throws -> TestIdentity {
        var draft = try TestCertificate(commonName, key: .p256)
        draft.set(.keyUsage(.digitalSignature))
        draft.set(.extendedKeyUsage([OID.ocspSigning]))
        draft.set(.ocspNoCheck)
        try change(&draft)
        return try draft.signed(by: self)
    }
}

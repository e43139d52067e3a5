// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import PKIX

/// A card, or any other token by PKCS #11: the key never leaves it, the certificate is in it or in a file.
///
/// - SeeAlso: PKCS #11 v2.40; RFC 7512.
public struct CardToken: SigningToken {
    /// The subscriber's certificate.
    public let certificate: Certificate
    /// The authorities above it, the issuer first, without the anchor.
    public let path: [Certificate]
    /// What the token signs with.
    public var signatureAlgorithm: SignatureAlgorithm { inner.signatureAlgorithm }

    private let inner: FileToken

    /// Finds a key on a card, and its certificate.
    ///
    /// - Parameters:
    ///   - card: logged in to.
    ///   - key: what describes the key: label, `CKA_ID`, or both; one key exactly. It may have been put on the card
    ///     where that was printed, but must not be to be got out of it.
    ///   - certificate: the subscriber's; `nil` for the one that the card keeps beside the key.
    ///   - path: the authorities above, the issuer first.
    /// - Throws: ``SigningError/key(_:)``, ``SigningError/noCertificate(object:)``,
    ///   ``SigningError/keyIsNotTheCertificates``, ``SigningError/certificate(_:)``.
    public init(
        _ card: PKCS11Token, key: PKCS11URI, certificate: Certificate? = nil, path: [Certificate] = []
    ) throws(SigningError) {
        let found: PKCS11Key
        var kept: [[UInt8]] = []
        do throws(CryptographyError) {
            found = try card.key(key, custody: .staysInToken)
            // By id alone where there is one: labels of key and certificate differ on many cards.
            if certificate == nil { kept = try card.certificates(try card.description(of: found)) }
        } catch {
            throw .key(error)
        }
        // A card keeps others too: of authorities, of keys that were replaced.
        let own = kept.lazy.compactMap { try? Certificate(der: $0) }.first {
            $0.tbs.subjectPublicKeyInfo == found.publicKey.subjectPublicKeyInfo
        }
        guard let certificate = certificate ?? own else { throw .noCertificate(object: "\(found.uri)") }
        inner = try FileToken(key: found, certificate: certificate, path: path)
        self.certificate = certificate
        self.path = path
    }

    /// Signs with the key on the card.
    public func sign(_ bytes: [UInt8]) throws(SigningError) -> [UInt8] { try inner.sign(bytes) }
}

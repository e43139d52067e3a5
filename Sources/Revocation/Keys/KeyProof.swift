// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import PKIX

/// What a key signed to say that it is in other hands: who can show that has the key.
///
/// A request that was made for something else proves nothing of the sort, so what is signed says it in so many words.
public struct KeyProof: Sendable {
    /// What a request's common name says.
    public static let commonName = "The key that signed this is compromised"

    /// The key that says so of itself.
    public let publicKey: PublicKey

    /// SHA-256 of its SubjectPublicKeyInfo.
    public let keySHA256: [UInt8]

    /// SHA-256 of what was handed in.
    public let sha256: [UInt8]

    /// What a bare signature is made over.
    ///
    /// - Parameter keySHA256: SHA-256 of the key's SubjectPublicKeyInfo; 32 bytes.
    /// - Returns: one line, UTF-8, with its line feed.
    public static func statement(about keySHA256: [UInt8]) -> [UInt8] {
        Array("The key \(Hex.encode(keySHA256)) is compromised\n".utf8)
    }

    /// Checks a request whose subject's common name is ``commonName``.
    ///
    /// - Parameter request: PKCS#10, DER or PEM.
    /// - Throws: ``RevocationError/keyProof(_:)``.
    public init(request: [UInt8]) throws(RevocationError) {
        let key: PublicKey
        let read: CertificationRequest
        do throws(PKIXError) {
            read = try CertificationRequest(derOrPEM: request)
            key = try read.provenPublicKey()
        } catch {
            throw .keyProof(.unreadable(error))
        }
        guard read.subject.value(of: OID.commonName) == Self.commonName else { throw .keyProof(.saysSomethingElse) }
        // Under a broken hash somebody else's request could be made to fit.
        guard read.signatureAlgorithm.signatureAlgorithm?.digest != .sha1 else { throw .keyProof(.signature) }
        self.init(key, shown: request)
    }

    /// Checks a signature over ``statement(about:)``.
    ///
    /// - Parameters:
    ///   - signature: as the key makes it: for ECDSA a DER `ECDSA-Sig-Value`.
    ///   - subjectPublicKeyInfo: the key, DER.
    /// - Throws: ``RevocationError/keyProof(_:)``.
    public init(signature: [UInt8], by subjectPublicKeyInfo: [UInt8]) throws(RevocationError) {
        let key: PublicKey
        do throws(CryptographyError) {
            key = try PublicKey(subjectPublicKeyInfo: subjectPublicKeyInfo)
        } catch {
            throw .keyProof(.unreadable(.publicKey(error)))
        }
        let statement = Self.statement(about: DigestAlgorithm.sha256.digest(key.subjectPublicKeyInfo))
        let fitting = Self.algorithms.filter { $0.fits(key.kind) }
        guard fitting.contains(where: { key.isValid(signature[...], over: statement[...], by: $0) }) else {
            throw .keyProof(.signature)
        }
        self.init(key, shown: signature)
    }

    private init(_ key: PublicKey, shown: [UInt8]) {
        publicKey = key
        keySHA256 = DigestAlgorithm.sha256.digest(key.subjectPublicKeyInfo)
        sha256 = DigestAlgorithm.sha256.digest(shown)
    }

    private static let algorithms: [SignatureAlgorithm] =
        [DigestAlgorithm.sha256, .sha384, .sha512].flatMap {
            [.ecdsa($0), .rsaPKCS1($0), .rsaPSS($0, mgf1: $0, saltLength: $0.byteCount)]
        } + [.ed25519]
}

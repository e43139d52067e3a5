// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import Foundation

/// A private key that signs inside a token and never leaves it.
///
/// Every signature is verified here before anyone sees it: a token with a fault would otherwise publish garbage under an
/// authority's name, and one wrong RSA signature can give the key away.
///
/// - SeeAlso: PKCS #11 v2.40, 5.11 (signing); Boneh, DeMillo, Lipton 1997 (faults).
public final class PKCS11Key: SigningKey, @unchecked Sendable {
    /// The public half.
    public let publicKey: PublicKey

    /// What describes the key: token, label, `CKA_ID`.
    public let uri: PKCS11URI

    private let token: PKCS11Token
    private let custody: KeyCustody
    private let wantsPIN: Bool

    private let lock = NSLock()
    // Guarded by `lock`: a handle means something within one stay of the token.
    private var known: (epoch: Int, handle: CK_OBJECT_HANDLE)

    init(
        _ token: PKCS11Token, _ uri: PKCS11URI, _ publicKey: PublicKey, _ custody: KeyCustody, wantsPIN: Bool,
        handle: CK_OBJECT_HANDLE, epoch: Int
    ) {
        self.token = token
        self.uri = uri
        self.publicKey = publicKey
        self.custody = custody
        self.wantsPIN = wantsPIN
        known = (epoch, handle)
    }

    /// Signs a message.
    ///
    /// - Parameters:
    ///   - message: the bytes to sign, unhashed; hashed here.
    ///   - algorithm: one that fits the key.
    /// - Returns: the signature, verified; for ECDSA a DER SEQUENCE, for RSA as many bytes as the modulus.
    /// - Throws: ``CryptographyError``, as ``signature(ofDigest:by:)``.
    public func sign(_ message: [UInt8], by algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8] {
        guard algorithm.fits(publicKey.kind), let digest = algorithm.digest else {
            throw .algorithmDoesNotFitKey(algorithm, publicKey.kind)
        }
        return try signature(ofDigest: digest.digest(message), by: algorithm)
    }

    /// Signs a digest that was computed elsewhere.
    ///
    /// - Parameters:
    ///   - digest: the digest by the algorithm's hash, of exactly its length.
    ///   - algorithm: one that fits the key.
    /// - Returns: the signature, verified.
    /// - Throws: ``CryptographyError/algorithmDoesNotFitKey(_:_:)``, ``CryptographyError/digestLength(seen:allowed:)``,
    ///   or ``CryptographyError/token(_:)``; after ``TokenFault/isPassing`` ones it can be asked again.
    public func signature(
        ofDigest digest: [UInt8], by algorithm: SignatureAlgorithm
    ) throws(CryptographyError) -> [UInt8] {
        guard algorithm.fits(publicKey.kind), let allowed = algorithm.digest?.byteCount else {
            throw .algorithmDoesNotFitKey(algorithm, publicKey.kind)
        }
        guard digest.count == allowed else { throw .digestLength(seen: digest.count, allowed: allowed) }
        guard let mechanism = TokenMechanism(algorithm, digest: digest) else {
            throw .token(.mechanism(token: token.uri.description, seen: "\(algorithm)"))
        }
        let told = try token.withSession { session throws(TokenTrouble) -> [UInt8] in
            try octets(mechanism, session)
        }
        let signature = publicKey.kind.isEllipticCurve ? SmallDER.signature(halves: told) : told
        guard let signature, publicKey.isValid(signature[...], ofDigest: digest[...], by: algorithm) else {
            throw .token(.wrongSignature(object: uri.description, algorithm: algorithm))
        }
        return signature
    }

    private func octets(_ mechanism: TokenMechanism, _ session: TokenSession) throws(TokenTrouble) -> [UInt8] {
        do throws(TokenTrouble) {
            return try session.sign(
                mechanism, key: try handle(in: session), pin: token.pin, wantsPIN: wantsPIN)
        } catch {
            switch error {
            case .call("C_SignInit", let value) where value.code == CKR_MECHANISM_INVALID:
                throw .fault(.mechanism(token: token.uri.description, seen: mechanism.name))
            case .call("C_Login", let value):
                guard let refusal = PKCS11Token.refusal(value, token: token.uri.description) else { throw error }
                token.refuse(refusal)
                throw .fault(refusal)
            default: throw error
            }
        }
    }

    /// The key's handle, found again after each loss; it must still be the same key.
    private func handle(in session: TokenSession) throws(TokenTrouble) -> CK_OBJECT_HANDLE {
        if let handle = lock.withLock({ known.epoch == session.epoch ? known.handle : nil }) { return handle }
        let found = try session.privateKey(uri)
        try session.demand(custody, of: found, uri)
        guard try session.publicKey(of: found, uri) == publicKey else {
            throw .fault(.objectMissing(object: uri.description))
        }
        lock.withLock { known = (session.epoch, found) }
        return found
    }
}

extension PKCS11Key: CustomStringConvertible {
    /// The kind of key and where it is.
    public var description: String { "private \(publicKey.kind) key \(uri)" }
}

extension TokenSession {
    /// The one private key that a URI describes.
    func privateKey(_ uri: PKCS11URI) throws(TokenTrouble) -> CK_OBJECT_HANDLE {
        var template = AttributeTemplate()
        template.add(CKA_CLASS, number: CKO_PRIVATE_KEY)
        if let label = uri.object { template.add(CKA_LABEL, Array(label.utf8)) }
        if let id = uri.id { template.add(CKA_ID, id) }
        let found = try objects(template)
        guard let first = found.first else { throw .fault(.objectMissing(object: uri.description)) }
        guard found.count == 1 else { throw .fault(.severalObjects(object: uri.description, count: found.count)) }
        return first
    }
}

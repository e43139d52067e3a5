// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

extension CertificationRequest {
    /// The key to be certified, once the request's signature has shown that the requester holds it.
    ///
    /// Whether it is a key that may be certified, such as long enough, is for the profile to say.
    ///
    /// - Returns: the key that made the request's signature.
    /// - Throws: ``PKIXError/publicKey(_:)`` when the key cannot be used, ``PKIXError/unsupportedAlgorithm(_:)``,
    ///   ``PKIXError/algorithmDoesNotFitKey(_:_:)``, or ``PKIXError/proofOfPossession(_:)`` when the signature is not
    ///   the key's.
    /// - SeeAlso: RFC 2986 3.
    public func provenPublicKey() throws(PKIXError) -> PublicKey {
        let key: PublicKey
        do throws(CryptographyError) {
            key = try PublicKey(subjectPublicKeyInfo: subjectPublicKeyInfo)
        } catch {
            throw .publicKey(error)
        }
        guard let algorithm = signatureAlgorithm.signatureAlgorithm else {
            throw .unsupportedAlgorithm(signatureAlgorithm.algorithm)
        }
        guard algorithm.fits(key.kind) else { throw .algorithmDoesNotFitKey(algorithm, key.kind) }
        guard signature.unusedBits == 0, key.isValid(signature.bytes, over: infoEncoded, by: algorithm) else {
            throw .proofOfPossession(algorithm)
        }
        return key
    }

    /// Whether the request is signed by the key that it asks to have certified.
    public func proofOfPossessionIsValid() -> Bool {
        (try? provenPublicKey()) != nil
    }
}

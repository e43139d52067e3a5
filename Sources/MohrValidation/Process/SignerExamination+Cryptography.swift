// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

extension SignerExamination {
    /// Whether the content is what was signed.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.7; RFC 5652 5.4 and 5.6.
    mutating func checkContent(_ content: inout ContentDigests) {
        if content.differs { find(.contentDiffers) }
        guard let attributes = signer.signedAttributes else { return }
        let before = causes.count
        let signed = value { () throws(PKIXError) in try attributes.messageDigest }
        guard let signed else {
            if causes.count == before { find(.messageDigestMissing) }
            return
        }
        guard let algorithm = signer.digestAlgorithm.digestAlgorithm else {
            return find(
                .algorithm, ["seen": signer.digestAlgorithm.algorithm.dotted, "allowed": AlgorithmName.accepted])
        }
        guard let digest = content.digest(algorithm) else { return find(.signedDataNotFound) }
        if digest[...] != signed {
            find(.hashFailure, ["seen": Hex.encode(digest), "allowed": Hex.encode(signed)])
        }
    }

    /// Whether the signature is by the certificate's key, with an algorithm that is strong enough.
    mutating func checkSignature(by holder: Signer) {
        guard signer.signedAttributes != nil else { return }
        guard let scheme = signer.signatureScheme else {
            return find(
                .algorithm,
                ["seen": signer.signatureAlgorithm.algorithm.dotted, "allowed": AlgorithmName.accepted])
        }
        if !signer.isSigned(by: holder.key) { find(.sigCryptoFailure) }
        let lifetime = AlgorithmPolicy.mohr.lifetime(of: scheme, under: holder.key.kind)
        if !lifetime.covers(now) {
            find(
                .algorithm,
                ["seen": "\(AlgorithmName.of(scheme)), \(holder.key.kind)", "allowed": AlgorithmName.accepted])
        } else if let digest = signer.digestAlgorithm.digestAlgorithm,
            !AlgorithmPolicy.mohr.lifetime(of: digest).covers(now)
        {
            find(.algorithm, ["seen": AlgorithmName.of(digest), "allowed": AlgorithmName.accepted])
        }
    }
}

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
        checkValue(by: holder)
        for algorithm in algorithms(of: holder) {
            switch algorithm.lifetime(by: policy.algorithms) {
            case .never: find(.algorithm, ["seen": algorithm.name, "allowed": AlgorithmName.accepted])
            case .until(let end) where now >= end:
                find(.algorithmEnded, ["seen": algorithm.name, "allowed": AlgorithmName.accepted])
            default: continue
            }
            break
        }
    }

    /// Whether the signature is by the certificate's key, whatever the time.
    mutating func checkValue(by holder: Signer) {
        guard signer.signedAttributes != nil else { return }
        guard signer.signatureScheme != nil else {
            return find(
                .algorithm,
                ["seen": signer.signatureAlgorithm.algorithm.dotted, "allowed": AlgorithmName.accepted])
        }
        if !signer.isSigned(by: holder.key) { find(.sigCryptoFailure) }
    }

    /// What the signature rests on.
    func algorithms(of holder: Signer) -> [AlgorithmFacts] {
        guard let scheme = signer.signatureScheme else { return [] }
        return [.signature(scheme, holder.key.kind)]
            + (signer.digestAlgorithm.digestAlgorithm.map { [.digest($0)] } ?? [])
    }
}

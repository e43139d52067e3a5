// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Linting
import PKIX

/// A responder of an authority with all that its answers have in common, computed once.
final class ResponderDesk: Sendable {
    let authority: String
    let issuer: Certificate
    let certificate: Certificate
    let responderID: ResponderID
    /// By each hash that a question may name the authority by: name and key hashed, one after the other.
    let hashes: [DigestAlgorithm: [UInt8]]
    /// What every response of the desk ends in: `certs [0]`.
    let ending: [UInt8]
    private let key: any SigningKey
    /// What every answer is looked at by before it is signed.
    let linter: AnswerLinter

    init(
        authority: String, issuer: Certificate, certificate: Certificate, key: any SigningKey
    ) throws(PKIXError) {
        self.authority = authority
        self.issuer = issuer
        self.certificate = certificate
        self.key = key
        linter = AnswerLinter(
            for: try AnswerSigner(
                issuer: issuer, certificate: certificate, algorithm: key.preferredSignatureAlgorithm))
        responderID = try ResponderID(keyOf: certificate)
        var hashes: [DigestAlgorithm: [UInt8]] = [:]
        for hash in DigestAlgorithm.allCases {
            let id = try CertID(serialNumber: issuer.serialNumber, issuer: issuer, hashAlgorithm: hash)
            hashes[hash] = id.issuerNameHash + id.issuerKeyHash
        }
        self.hashes = hashes
        ending = DERWriter.bytes { writer in
            writer.explicit(0) { writer in writer.sequence { $0.raw(certificate.encoded) } }
        }
    }

    /// Whether an answer that is signed at a moment can be checked with the certificate for a while.
    func isValid(at time: Instant) -> Bool {
        let validity = certificate.tbs.validity
        return validity.contains(time) && validity.notAfter > time
    }

    /// How a question names one of the authority's certificates.
    func certID(of serial: SerialNumber, by hash: DigestAlgorithm) -> CertID {
        let both = hashes[hash] ?? []
        return CertID(
            hashAlgorithm: hash, issuerNameHash: Array(both.prefix(hash.byteCount)),
            issuerKeyHash: Array(both.dropFirst(hash.byteCount)), serialNumber: serial)
    }

    /// Signs an answer that no rule objects to.
    ///
    /// - Parameters:
    ///   - draft: the answer.
    ///   - asked: what was asked.
    ///   - nonce: the question's nonce, if it had one.
    /// - Returns: the response without its ending; nil when the key fails, or a rule objects (see ``linter``).
    func sign(_ draft: OCSPResponseDraft, to asked: [CertID], nonce: [UInt8]?) -> [UInt8]? {
        do throws(LintingError) {
            return sign(try linter.clear(draft.encodedTBS(), asked: asked, nonce: nonce, at: draft.producedAt))
        } catch {
            return nil
        }
    }

    private func sign(_ clearance: consuming AnswerClearance) -> [UInt8]? {
        let algorithm = clearance.algorithm
        let tbs = clearance.spend()
        do throws(CryptographyError) {
            let response = OCSPResponseDraft.assemble(
                tbs: tbs, signatureAlgorithm: algorithm, signature: try key.sign(tbs, by: algorithm),
                certificates: [certificate.encoded])
            // Exactly as long as it is: there may be a million.
            return Array(response[..<(response.count - ending.count)])
        } catch {
            return nil
        }
    }

    /// The whole response.
    func response(_ stem: [UInt8]) -> [UInt8] { stem + ending }
}

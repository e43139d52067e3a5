// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

/// Good is said with the digest of the certificate that is good, SHA-256 or better, and unknown with none.
struct AnswerCertHashRule: AnswerLintRule {
    let name = "commonpki.answer-cert-hash"
    let citation = "Common PKI part 4, 3.1.2; CP/CPS 7.3"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        answer.responses.flatMap { response in
            guard let hash = response.certHash else {
                return demand(response.status != .good, seen: "good without certHash", allowed: "certHash")
            }
            return demand(response.status != .unknown, seen: "certHash of an unknown certificate", allowed: "none")
                + demand(
                    hash.hashAlgorithm != .sha1 && hash.hashAlgorithm != .sha224, seen: "\(hash.hashAlgorithm)",
                    allowed: "SHA-256 or better")
                + demand(
                    hash.certificateHash.count == hash.hashAlgorithm.byteCount,
                    seen: "\(hash.certificateHash.count) octets",
                    allowed: "\(hash.hashAlgorithm.byteCount) octets")
        }
    }
}

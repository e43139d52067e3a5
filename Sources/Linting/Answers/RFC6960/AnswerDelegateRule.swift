// SPDX-License-Identifier: Apache-2.0
import PKIX

/// Who signs is the authority itself, or someone to whom it gave a certificate for answering, whose own status is not asked.
struct AnswerDelegateRule: AnswerLintRule {
    let name = "rfc6960.answer-delegate"
    let citation = "RFC 6960 4.2.2.2 and 4.2.2.2.1"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        let (signer, issuer) = (context.signer.certificate, context.signer.issuer)
        if signer.tbs.subjectPublicKeyInfo == issuer.tbs.subjectPublicKeyInfo { return [] }
        return demand(
            signer.issuer == issuer.subject, seen: "another issuer's certificate", allowed: "issued by the authority")
            + demand(
                signer.authorityKeyIdentifier?.keyIdentifier == issuer.subjectKeyIdentifier, seen: "under another key",
                allowed: "issued under the authority's key")
            + demand(
                signer.extendedKeyUsage?.contains(OID.ocspSigning) ?? false, seen: "no OCSPSigning",
                allowed: "OCSPSigning")
            + demand(signer.hasOCSPNoCheck, seen: "no id-pkix-ocsp-nocheck", allowed: "id-pkix-ocsp-nocheck")
    }
}

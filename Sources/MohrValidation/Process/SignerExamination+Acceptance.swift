// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

extension SignerExamination {
    /// Whether the certificate is one for signing, and its holder one who may sign this.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.6 (chain constraints); RFC 5280 4.2.1.3.
    mutating func checkConstraints(of holder: Signer) {
        let certificate = holder.certificate
        if certificate.keyUsage?.contains(.nonRepudiation) != true {
            find(
                .keyUsage,
                ["seen": certificate.keyUsage?.names.joined(separator: " ") ?? "–", "allowed": "nonRepudiation"])
        }
        if let purposes = certificate.extendedKeyUsage, Self.signingPurposes.isDisjoint(with: purposes) {
            find(.extendedKeyUsage, ["seen": purposes.map(\.dotted).joined(separator: " ")])
        }
        if let professions = policy.professions, professions.isDisjoint(with: holder.report.professionOIDs) {
            let seen = holder.report.profession ?? holder.report.professionOIDs.first?.dotted
            find(.professionNotAllowed, ["seen": seen ?? "–", "purpose": policy.purpose])
        }
        if let policies = policy.certificatePolicies {
            // What the certificate says of itself counts only as far as the authorities above may say it.
            let seen = pathPolicies ?? Set(certificate.certificatePolicies?.identifiers ?? [])
            if policies.isDisjoint(with: seen), !seen.contains(OID.anyPolicy) {
                find(.certificatePolicy, ["seen": seen.map(\.dotted).sorted().joined(separator: " ")])
            }
        }
    }

    /// Whether the signature is one that the policy takes.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.8; ETSI EN 319 122-1 6.3 (B-B requirements).
    mutating func checkAcceptance(of holder: Signer) {
        guard let attributes = signer.signedAttributes else { return }
        if attributes.attributes(of: OID.signingCertificateV2).isEmpty,
            attributes.attributes(of: OID.signingCertificate).isEmpty
        {
            find(.signingCertificateAttributeMissing)
        }
        checkSignaturePolicy(attributes)
        guard let claimedTime else {
            if attributes.attributes(of: OID.signingTime).isEmpty { find(.signingTimeMissing) }
            return
        }
        let validity = holder.certificate.validity
        if !validity.contains(claimedTime) {
            find(
                .signingTimeOutsideValidity,
                [
                    "seen": claimedTime.rfc3339,
                    "allowed": "\(validity.notBefore.rfc3339) – \(validity.notAfter.rfc3339)",
                ])
        }
    }

    /// Whether the policy that the signer says it was signed under is at hand, and the same.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.4 (validation context initialization).
    private mutating func checkSignaturePolicy(_ attributes: SignedAttributes) {
        guard let named = value({ () throws(PKIXError) in try attributes.signaturePolicy }) else { return }
        guard let known = policy.signaturePolicies[named.policy] else {
            return find(.signaturePolicyNotAvailable, ["seen": named.policy.dotted])
        }
        // All zero octets: the signer left open which text.
        guard named.hash.contains(where: { $0 != 0 }) else { return }
        if named.hashAlgorithm.digestAlgorithm != .sha256 || named.hash != known {
            find(.signaturePolicyMismatch, ["seen": named.policy.dotted])
        }
    }

    /// What the claimed time is worth at the moment of judgement.
    mutating func checkClaimedTime() {
        guard signer.signedAttributes != nil, let claimedTime else { return }
        if claimedTime.seconds(since: now) > policy.clockToleranceSeconds {
            find(.signingTimeInFuture, ["seen": claimedTime.rfc3339, "allowed": now.rfc3339])
        }
        find(.claimedTimeOnly, ["seen": claimedTime.rfc3339])
    }

    /// Uses that go with signing documents: e-mail protection, document signing (RFC 9336 and Microsoft's older
    /// identifier), and any.
    private static let signingPurposes: Set<ObjectIdentifier> = [
        OID.emailProtection, OID.documentSigning, OID.microsoftDocumentSigning, OID.anyExtendedKeyUsage,
    ]
}

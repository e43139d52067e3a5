// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

extension SignerExamination {
    /// Whether the certificate is one for signing, and its holder one who may sign this.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.6 (chain constraints); RFC 5280 4.2.1.3.
    mutating func checkConstraints(of holder: Signer) {
        for cause in policy.objections(to: traits(of: holder)) { find(cause.code, cause.facts) }
    }

    /// What signature and certificate say that a purpose may ask about.
    mutating func traits(of holder: Signer) -> SignerTraits {
        let certificate = holder.certificate
        var named: SignerTraits.NamedPolicy?
        if let attributes = signer.signedAttributes,
            let policy = value({ () throws(PKIXError) in try attributes.signaturePolicy })
        {
            // All zero octets: the signer left open which text.
            let isOpen = !policy.hash.contains { $0 != 0 }
            let isSHA256 = policy.hashAlgorithm.digestAlgorithm == .sha256
            named = SignerTraits.NamedPolicy(
                identifier: policy.policy, sha256: isOpen ? [] : isSHA256 ? policy.hash : nil)
        }
        return SignerTraits(
            keyUsage: certificate.keyUsage?.names, extendedKeyUsage: certificate.extendedKeyUsage,
            professions: holder.report.professionOIDs, professionName: holder.report.profession,
            // What the certificate says of itself counts only as far as the authorities above may say it.
            policies: pathPolicies ?? Set(certificate.certificatePolicies?.identifiers ?? []),
            signaturePolicy: named, documentKind: documentKind)
    }

    /// The media type that was signed, without its parameters. ETSI EN 319 122-1 5.2.5
    private var documentKind: String? {
        guard let attributes = signer.signedAttributes, let type = try? attributes.mimeType else { return nil }
        let bare = type.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        return bare.isEmpty ? nil : bare
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

    /// Whether the signer might practise at the reference time.
    ///
    /// - Returns: what was known of it; it says nothing of the signature.
    mutating func checkProfession(of holder: Signer) -> ProfessionalStatusReport {
        let facts = snapshot.professions?.facts(of: holder.report)
        for cause in policy.professional.findings(on: facts, at: now, claimed: claimedTime, for: policy.purpose) {
            find(cause.code, cause.facts)
        }
        return facts?.report(at: now) ?? .unknown
    }

    /// What the claimed time is worth at the moment of judgement.
    mutating func checkClaimedTime() {
        if policy.needsProofOfTime { find(.noProofOfTime, ["purpose": policy.purpose]) }
        guard signer.signedAttributes != nil, let claimedTime else { return }
        if claimedTime.seconds(since: now) > policy.clockToleranceSeconds {
            find(.signingTimeInFuture, ["seen": claimedTime.rfc3339, "allowed": now.rfc3339])
        }
        find(.claimedTimeOnly, ["seen": claimedTime.rfc3339])
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// Judges a certificate that someone shows, such as an officer's at the office listener.
///
/// The same path, the same evidence and the same records as for signatures; there is no second way of trusting.
public struct CertificateValidator: Sendable {
    /// Makes a validator.
    public init() {}

    /// Everything that stands in the way of relying on a certificate.
    ///
    /// - Parameters:
    ///   - certificate: what was shown; that its holder has the key has been seen.
    ///   - purpose: the extended key usage that it must have: `clientAuth` for TLS.
    ///   - time: when.
    ///   - snapshot: what to judge by; its records' word on the certificate is the newest.
    /// - Returns: findings in the order of the process; none when it may be relied on.
    public func objections(
        to certificate: Certificate, for purpose: ObjectIdentifier, at time: Instant, against snapshot: TrustSnapshot
    ) -> [Cause] {
        var policy = PathPolicy(time: time)
        policy.revocation = .reported
        policy.algorithms = .mohr
        policy.ocspTrust = snapshot.ocspTrust
        policy.processedCriticalExtensions = [OID.admission, OID.qcStatements]
        let result = PathValidator().validate(
            certificate, anchors: snapshot.anchors, store: snapshot.evidence, policy: policy)
        guard let path = result.examined else {
            let causes = result.failures.map { Cause($0, at: time) }
            return causes.isEmpty ? [Cause(.noCertificateChainFound)] : causes
        }
        var causes = path.failures(at: time).map { Cause($0, at: time) }
        let recorded = snapshot.recordedStatus(
            of: certificate, sha256: certificate.sha256, at: time, maximumAge: policy.freshness.maximumAgeSeconds)
        for (index, evidence) in path.evidence.enumerated() {
            if index == 0, let recorded {
                if let cause = Cause(recorded) { causes.append(cause) }
            } else if let objection = evidence.objection(at: time, evidenceAt: time) {
                causes.append(Cause(PathFailure(index: index, fact: objection), at: time))
            }
        }
        if certificate.extendedKeyUsage?.contains(purpose) != true {
            let seen = certificate.extendedKeyUsage?.map(\.dotted).joined(separator: " ") ?? "–"
            causes.append(Cause(.extendedKeyUsage, ["seen": seen]))
        }
        return causes.sorted { $0.code.rank < $1.code.rank }
    }
}

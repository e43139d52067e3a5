// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

extension PathPolicy {
    /// RFC 5280's inputs for a look at a path whose failures are weighed afterwards: revocation is reported, not required.
    ///
    /// - Parameters:
    ///   - time: the moment that certificates are judged at.
    ///   - evidence: the latest moment that statements may be from.
    ///   - policy: how far clocks may disagree, how old statements may be, which algorithms count.
    ///   - snapshot: whose OCSP answers are believed.
    /// - Returns: the inputs.
    static func examining(
        at time: Instant, evidenceAt evidence: Instant, _ policy: ValidationPolicy, _ snapshot: TrustSnapshot
    ) -> PathPolicy {
        var path = PathPolicy(time: time)
        path.revocation = .reported
        path.evidenceTime = evidence
        path.freshness = EvidenceFreshness(
            toleranceSeconds: policy.clockToleranceSeconds, maximumAgeSeconds: policy.maximumStatusAgeSeconds)
        path.algorithms = policy.algorithms
        path.ocspTrust = snapshot.ocspTrust
        // Admission and the QC statements are read here; marked critical, they are no obstacle.
        path.processedCriticalExtensions = [OID.admission, OID.qcStatements]
        return path
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A certificate is valid only while its issuer is, and is not dated before the day it is issued on.
///
/// A date further back would let a certificate pass for one that was there before it was.
struct IssuerLifetimeRule: LintRule {
    let name = "cpcps.issuer-lifetime"
    let citation = "CP/CPS 6.3.2; ETSI EN 319 411-1 GEN-6.3.3-05"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let issuer = (context.issuer ?? certificate).validity
        let validity = certificate.validity
        let earliest = context.time.advanced(bySeconds: -Self.backdateLimit)
        return demand(
            validity.notAfter <= issuer.notAfter, seen: "notAfter \(validity.notAfter.rfc3339)",
            allowed: "to \(issuer.notAfter.rfc3339)")
            + demand(
                validity.notBefore >= issuer.notBefore && validity.notBefore >= earliest
                    && validity.notBefore <= context.time,
                seen: "notBefore \(validity.notBefore.rfc3339)",
                allowed: "\(max(issuer.notBefore, earliest).rfc3339) to \(context.time.rfc3339)")
    }

    /// A day: clocks of relying parties that are further behind are out of order.
    private static let backdateLimit: Int64 = 86_400
}

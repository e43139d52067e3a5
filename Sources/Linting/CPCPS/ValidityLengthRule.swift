// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A certificate is not valid for longer than the profile says; both ends are counted.
///
/// Taking both ends for one second less made every certificate of an authority elsewhere a second too long.
struct ValidityLengthRule: LintRule {
    let name = "cpcps.validity-length"
    let citation = "CP/CPS 6.3.2; RFC 5280 4.1.2.5 (both ends inclusive)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let validity = certificate.validity
        let seconds = validity.notAfter.advanced(bySeconds: 1).seconds(since: validity.notBefore)
        let allowed = context.profile.validitySeconds
        return demand(seconds <= allowed, seen: "\(seconds) s", allowed: "\(allowed) s at most")
    }
}

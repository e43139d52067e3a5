// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A certificate is valid for some time, and both ends can be written.
struct ValidityRule: LintRule {
    let name = "rfc5280.validity"
    let citation = "RFC 5280 4.1.2.5"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let validity = certificate.validity
        return demand(
            validity.notBefore < validity.notAfter,
            seen: "notBefore \(validity.notBefore.rfc3339), notAfter \(validity.notAfter.rfc3339)",
            allowed: "notBefore earlier than notAfter")
            + demand(
                validity.notBefore >= Self.earliest, seen: validity.notBefore.rfc3339,
                allowed: "from \(Self.earliest.rfc3339)")
    }

    /// The first moment that UTCTime can say (RFC 5280 4.1.2.5.1).
    private static let earliest = Instant(secondsSince1970: -631_152_000)
}

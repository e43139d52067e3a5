// SPDX-License-Identifier: Apache-2.0
import DER

/// Since when expired certificates stay listed is a GeneralizedTime, not after the list was drawn up.
struct ExpiredCertificatesRule: ListLintRule {
    let name = "x509.expired-certificates"
    let citation = "X.509 9.5.2.8 (expiredCertsOnCRL)"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let since = list.expiredSince else { return [] }
        guard let instant = since.instant, since.tag == .generalizedTime else {
            return [finding("tag \(since.tag.octet), or no such moment", allowed: "YYYYMMDDHHMMSSZ")]
        }
        return demand(
            list.thisUpdate.instant.map { instant <= $0 } ?? true, seen: instant.rfc3339,
            allowed: "thisUpdate or earlier")
    }
}

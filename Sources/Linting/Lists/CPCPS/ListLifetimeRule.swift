// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A list lives ten days at most, an offline root's a year, and never longer than the certificate of who signs it.
struct ListLifetimeRule: ListLintRule {
    let name = "cpcps.list-lifetime"
    let citation = "CP/CPS 4.9.7"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let start = list.thisUpdate.instant, let end = list.nextUpdate?.instant else { return [] }
        let limit = context.issuer.isSelfIssued ? Self.offlineSeconds : Self.onlineSeconds
        let expiry = context.issuer.validity.notAfter
        return demand(
            end.seconds(since: start) <= limit, seen: "\(end.seconds(since: start)) seconds",
            allowed: "\(limit) seconds")
            + demand(end <= expiry, seen: end.rfc3339, allowed: "\(expiry.rfc3339), when the issuer expires")
    }

    /// Ten days.
    private static let onlineSeconds: Int64 = 864_000
    /// A leap year, for a key that is fetched from a safe to sign.
    private static let offlineSeconds: Int64 = 31_622_400
}

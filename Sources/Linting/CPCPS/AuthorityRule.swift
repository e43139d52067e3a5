// SPDX-License-Identifier: Apache-2.0
import PKIX

/// Only an authority's profile makes an authority, with the path length that it says; nobody else can issue.
///
/// Two certificates of subscribers that could issue were what ended one authority in 2012 (TURKTRUST).
struct AuthorityRule: LintRule {
    let name = "cpcps.authority"
    let citation = "CP/CPS 4.3.1 and 7.1.2; RFC 5280 4.2.1.9"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let seen = certificate.basicConstraints
        let isAuthority = context.profile.kind == .authority
        return demand(
            (seen?.isCA ?? false) == isAuthority && seen?.pathLength == context.profile.basicConstraints?.pathLength,
            seen: Self.words(seen), allowed: Self.words(isAuthority ? context.profile.basicConstraints : nil))
            + demand(
                isAuthority || certificate.keyUsage?.isDisjoint(with: [.keyCertSign, .cRLSign]) ?? false,
                seen: certificate.keyUsage?.names.joined(separator: ", ") ?? "no key usage",
                allowed: "neither keyCertSign nor cRLSign")
            + demand(
                isAuthority || context.issuer != nil, seen: "self-signed", allowed: "issued by an authority")
    }

    private static func words(_ constraints: BasicConstraints?) -> String {
        guard let constraints, constraints.isCA else { return "no authority" }
        return "an authority, " + (constraints.pathLength.map { "path length \($0)" } ?? "any path length")
    }
}

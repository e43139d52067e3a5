// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A path length is said of authorities only, and is less than the issuer's own.
struct BasicConstraintsRule: LintRule {
    let name = "rfc5280.basic-constraints"
    let citation = "RFC 5280 4.2.1.9 and 6.1.4 (m)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        guard let constraints = certificate.basicConstraints else { return [] }
        guard constraints.isCA else {
            return demand(
                constraints.pathLength == nil, seen: "a path length without cA", allowed: "no path length")
        }
        guard let above = context.issuer?.basicConstraints?.pathLength else { return [] }
        let seen = constraints.pathLength.map { "path length \($0)" } ?? "no path length"
        guard above > 0 else { return [finding(seen, allowed: "no authority below an issuer of path length 0")] }
        return demand(
            constraints.pathLength.map { $0 < above } ?? false, seen: seen, allowed: "a path length below \(above)")
    }
}

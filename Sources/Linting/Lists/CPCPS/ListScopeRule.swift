// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A list covers what its plan says: all reasons, all of the issuer's own certificates, under the one address that they name.
///
/// Certificates whose list has another name than they say are on no list at all for whoever asks.
struct ListScopeRule: ListLintRule {
    let name = "cpcps.list-scope"
    let citation = "CP/CPS 4.9.7 and 7.2; RFC 5280 6.3.3 (b) (2)"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        let point = list.distributionPoint
        return demand(
            point.map(Self.uris) ?? [] == (context.address.map { [$0] } ?? []),
            seen: point.map { Self.uris($0).joined(separator: ", ") } ?? "no name",
            allowed: context.address ?? "no name")
            + demand(
                point.map { $0 == IssuingDistributionPoint(name: $0.name) } ?? true,
                seen: "some certificates, some reasons, or others' certificates",
                allowed: "all certificates for all reasons")
            + demand(
                list.deltaBase.map { $0.drop { $0 == 0 } } == context.deltaBase.map { $0.drop { $0 == 0 } },
                seen: list.deltaBase == nil ? "no delta" : "a delta", allowed: "what its plan says")
    }

    private static func uris(_ point: IssuingDistributionPoint) -> [String] {
        guard case .fullName(let names) = point.name else { return [] }
        return names.map { if case .uri(let uri) = $0 { uri } else { "a name of another kind" } }
    }
}

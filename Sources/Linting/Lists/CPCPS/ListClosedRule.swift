// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A list has a number, its key's identifier and the date since when expired certificates stay, and no unknown extension.
struct ListClosedRule: ListLintRule {
    let name = "cpcps.list-closed-extensions"
    let citation = "CP/CPS 7.2"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        let seen = list.extensions.all.map(\.oid)
        let foreign = seen.filter { !Self.allowed.contains($0) }
        return foreign.map { finding($0.dotted, allowed: Self.allowed.map(\.dotted).joined(separator: ", ")) }
            + demand(
                seen.contains(OID.expiredCertsOnCRL), seen: "no expiredCertsOnCRL",
                allowed: "present, since expired certificates stay listed")
    }

    private static let allowed = [
        OID.authorityKeyIdentifier, OID.crlNumber, OID.deltaCRLIndicator, OID.issuingDistributionPoint, OID.freshestCRL,
        OID.expiredCertsOnCRL, MohrOID.logCheckpoint,
    ]
}

// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// What is stated of the certificate's quality is what the profile states, each statement once.
///
/// A statement has legal effect: "the key is on a secure device" must not be said of a key in a file.
struct StatementsRule: LintRule {
    let name = "etsi.statements"
    let citation = "ETSI EN 319 412-5 4; RFC 3739 3.2.6"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let seen = certificate.qcStatements
        let allowed = context.profile.qcStatements
        return demand(
            seen == allowed, seen: seen.map(\.identifier.dotted).joined(separator: ", "),
            allowed: allowed.map(\.identifier.dotted).joined(separator: ", "))
    }
}

// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A subscriber's key commits its holder to what was signed, and does nothing else; no other key does.
///
/// A key that also signs in to places could be made to sign a document that was shown as a log-in.
struct CommitmentRule: LintRule {
    let name = "etsi.commitment"
    let citation = "ETSI EN 319 412-2 4.3.2 (type A)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let usage = certificate.keyUsage ?? []
        let seen = usage.names.joined(separator: ", ")
        switch context.profile.kind {
        case .subscriber:
            return demand(usage == .nonRepudiation, seen: seen, allowed: "nonRepudiation alone")
        case .timestampUnit:
            return []
        case .authority, .officer, .ocspResponder, .tlsServer:
            return demand(!usage.contains(.nonRepudiation), seen: seen, allowed: "no nonRepudiation")
        }
    }
}

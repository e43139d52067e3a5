// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A certificate with extensions has version 3.
struct VersionRule: LintRule {
    let name = "rfc5280.version"
    let citation = "RFC 5280 4.1.2.1"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let version = certificate.tbs.version
        return demand(version == .v3, seen: "version \(version.rawValue)", allowed: "version 3")
    }
}

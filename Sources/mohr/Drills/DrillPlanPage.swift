// SPDX-License-Identifier: Apache-2.0
import Records
import Service

/// The house's plan for mass revocation, its numbers taken from the configuration that runs.
///
/// - SeeAlso: BR 5.7.1.2 (nine parts and a yearly test); CP/CPS 5.7.
enum DrillPlanPage {
    private static let parts = [
        "triggers", "contacts", "automation", "targets", "notices", "roles", "training", "test", "lessons",
    ]

    /// The page: English, then Persian.
    static func markdown(of configuration: Configuration) -> String {
        let campaigns = configuration.campaigns
        let facts = [
            "approvals": "\(campaigns.approvals)",
            "roles": campaigns.roles.map(\.rawValue).joined(separator: ", "),
            "notices": campaigns.notices, "url": configuration.publicListener.publicURL,
            "period": "\(configuration.crl.periodSeconds)", "lifetime": "\(configuration.crl.lifetimeSeconds)",
            "shards": "\(configuration.crl.shards)", "ocsp": "\(configuration.ocsp.lifetimeSeconds)",
            "authorities": configuration.authorities.map(\.name).joined(separator: ", "),
        ]
        return Language.allCases.map { language in
            var lines = ["# " + Catalogue.sentence("drill.plan.title", in: language), ""]
            for (number, part) in parts.enumerated() {
                lines.append("## \(number + 1). " + Catalogue.sentence("drill.plan.\(part).title", in: language))
                lines.append(Catalogue.sentence("drill.plan.\(part).text", facts, in: language))
                lines.append("")
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}

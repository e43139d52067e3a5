// SPDX-License-Identifier: Apache-2.0
import PKIX
public import Records

extension Configuration {
    /// What it takes to do one thing to many certificates.
    public struct Campaigns: Sendable, Hashable {
        /// How many different people approve a plan.
        public let approvals: Int
        /// Which roles may approve and start.
        public let roles: [OfficerRecord.Role]
        /// Whether an administrator at the console may be one of them.
        public let consoleAdministrators: Bool
        /// The folder of notices; relative to the home unless it begins with `/`.
        public let notices: String
    }
}

extension ConfigurationReader {
    mutating func campaigns() throws(ConfigurationError) -> Configuration.Campaigns {
        var section = try self.section("campaigns")
        let approvals = Int(try section.number("approvals", 2...5))
        let allowed: [OfficerRecord.Role] = [.enterer, .approver, .supervisor, .administrator]
        var roles: [OfficerRecord.Role] = []
        for word in try section.texts("roles") {
            // An auditor changes nothing.
            guard let role = OfficerRecord.Role(rawValue: word), allowed.contains(role) else {
                throw .value(
                    file: section.file, path: "campaigns.roles", seen: word,
                    allowed: allowed.map(\.rawValue).joined(separator: ", "))
            }
            roles.append(role)
        }
        let campaigns = Configuration.Campaigns(
            approvals: approvals, roles: roles, consoleAdministrators: try section.flag("consoleAdministrators"),
            notices: try section.text("notices"))
        try section.finish()
        return campaigns
    }
}

// SPDX-License-Identifier: Apache-2.0
import Campaigns
import PKIX
import Records

extension CampaignRefusal {
    /// What it says of a campaign.
    func statement(of id: String) -> Statement {
        switch self {
        case .approvalsMissing(let seen, let needed):
            Statement("campaign.refused.approvalsMissing", ["id": id, "seen": "\(seen)", "allowed": "\(needed)"])
        case .approvedAlready(let officer):
            Statement("campaign.refused.approvedAlready", ["id": id, "officer": officer])
        case .exists: Statement("campaign.refused.exists", ["id": id])
        case .membersChanged(let seen, let approved):
            Statement("campaign.refused.membersChanged", ["id": id, "seen": "\(seen)", "allowed": "\(approved)"])
        case .moved(let seen, let expected):
            Statement(
                "campaign.refused.moved", ["id": id],
                parts: ["seen": [seen.statement], "allowed": expected.map(\.statement)])
        case .rehearsed: Statement("campaign.refused.rehearsed", ["id": id])
        case .unknown: Statement("campaign.refused.unknown", ["id": id])
        }
    }

    /// How a client is answered.
    var httpStatus: Int { self == .unknown ? 404 : 409 }
}

extension CampaignState {
    /// The state's word.
    var statement: Statement { Statement("campaign.state.\(rawValue)") }
}

extension CampaignError {
    /// What it says.
    var statement: Statement {
        switch self {
        case .document(let error): Statement("campaign.error.document", parts: ["cause": [error.statement]])
        case .noMembers: Statement("campaign.error.noMembers")
        case .listEntry(let file, let line, let seen):
            Statement("campaign.error.listEntry", ["file": file, "line": "\(line)", "seen": seen])
        case .value(let path, let seen, let allowed):
            Statement(
                "campaign.error.value", ["path": path, "seen": seen, "allowed": allowed.joined(separator: ", ")])
        case .notices(let detail): Statement("campaign.error.notices", ["detail": detail])
        case .records(let error): error.statement
        }
    }
}

extension Problem {
    /// What a campaign was refused for, or what it failed at.
    init(_ error: CampaignError) {
        switch error {
        case .document, .noMembers, .listEntry, .value: self.init(422, "campaigns", error.statement)
        case .notices: self = .fault("campaigns", error, isPassing: true)
        case .records(let inner): self.init(inner)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Records

extension HandlingRefusal {
    /// What it says.
    ///
    /// One row a case: a table, and so longer than a screen.
    var statement: Statement {
        switch self {
        case .officeClosed(let office, let opens):
            opens.map {
                told("officeClosed", ["id": office, "opens": $0.rfc3339, "clock": $0.tehran])
            } ?? told("officeNeverOpen", ["id": office])
        case .officeProfession(let office, let seen, let allowed):
            told("officeProfession", ["id": office, "seen": seen, "allowed": Statement.list(allowed)])
        case .officeQuota(let office, let allowed, let again):
            told(
                "officeQuota",
                ["id": office, "allowed": "\(allowed)", "again": again.rfc3339, "clock": again.tehran])
        case .hours(let seen): told("hours", ["seen": seen, "allowed": OpeningHours.usual])
        case .delegationLength(let seen, let allowed):
            told(
                "delegationLength",
                ["days": "\(allowed.upperBound / 86_400)", "seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .delegationRole(let principal, let deputy):
            told("delegationRole", parts: ["held": [principal.statement], "seen": [deputy.statement]])
        case .delegationElsewhere(let principal, let deputy):
            told("delegationElsewhere", ["id": principal, "officer": deputy])
        case .remarkPoint(let seen): told("remarkPoint", ["seen": seen])
        case .draftOffice(let id, let seen, let allowed):
            seen.map { told("draftOffice", ["id": id, "seen": $0, "allowed": allowed]) }
                ?? told("draftWithoutOffice", ["id": id])
        case .draftWithoutRequest(let id): told("draftWithoutRequest", ["id": id])
        case .evidenceMissing(let kinds):
            told("evidenceMissing", parts: ["kinds": kinds.map(\.statement)])
        case .evidenceSize(let seen, let allowed):
            told("evidenceSize", ["seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .evidenceType(let seen, let allowed):
            told("evidenceType", ["seen": seen, "allowed": Statement.list(allowed)])
        case .evidenceDamaged(let type): told("evidenceDamaged", ["seen": type])
        case .evidenceTwofold(let type): told("evidenceTwofold", ["seen": type])
        case .evidenceActive(let feature): told("evidenceActive", ["seen": feature])
        case .evidencePixels(let width, let height, let allowed):
            told("evidencePixels", ["seen": "\(width)×\(height)", "allowed": Statement.range(allowed)])
        case .registryMismatch(let kind, let fields):
            told("registryMismatch", parts: ["registry": [kind.statement], "fields": fields.map(\.statement)])
        case .registryUnknown(let kind): told("registryUnknown", parts: ["registry": [kind.statement]])
        case .registryInactive(let kind, let seen):
            told("registryInactive", ["seen": seen], parts: ["registry": [kind.statement]])
        case .registryTimedOut(let kind, let allowed):
            told("registryTimedOut", ["allowed": "\(allowed)"], parts: ["registry": [kind.statement]])
        case .registryUnavailable(let kind): told("registryUnavailable", parts: ["registry": [kind.statement]])
        case .noChannel(let application): told("noChannel", ["id": application])
        case .notSent(let application): told("notSent", ["id": application])
        case .activationMissing(let application): told("activationMissing", ["id": application])
        case .activationWrong(let application, let left):
            told("activationWrong", ["id": application, "left": "\(left)"])
        case .activationSpent(let application): told("activationSpent", ["id": application])
        case .activationExpired(let application, let since):
            told("activationExpired", ["id": application, "since": since.rfc3339, "clock": since.tehran])
        case .activationTooOften(let application, let again):
            told("activationTooOften", ["id": application, "again": again.rfc3339, "clock": again.tehran])
        case .holdStatus(let seen): told("holdStatus", parts: ["seen": [seen.statement]])
        }
    }

    /// How a client is answered.
    var httpStatus: Int {
        switch self {
        case .officeClosed, .officeProfession, .delegationRole, .delegationElsewhere: 403
        case .draftOffice(_, let seen, _): seen == nil ? 422 : 403
        case .officeQuota, .activationSpent, .activationTooOften: 429
        case .hours, .delegationLength, .remarkPoint, .draftWithoutRequest, .evidenceMissing, .evidenceDamaged,
            .evidenceTwofold, .evidenceActive, .evidencePixels, .noChannel, .activationMissing, .activationWrong:
            422
        case .evidenceSize(let seen, let allowed): seen > allowed.upperBound ? 413 : 422
        case .evidenceType: 415
        case .registryMismatch, .registryUnknown, .registryInactive, .activationExpired, .holdStatus: 409
        case .registryTimedOut: 504
        case .registryUnavailable, .notSent: 503
        }
    }

    /// The rule that was broken, where it is another's than the house's own.
    var clause: String? {
        switch self {
        case .registryMismatch, .registryUnknown, .registryInactive: "ETSI EN 319 411-1 REG-6.3.1-00B"
        case .activationMissing, .activationWrong, .activationSpent, .activationExpired: "21 CFR 1311.105 (c)"
        case .delegationRole: "CIMC FMT_SMR.2.3"
        default: nil
        }
    }

    private func told(
        _ name: String, _ facts: [String: String] = [:], parts: [String: [Statement]] = [:]
    ) -> Statement {
        Statement("problem.handling.\(name)", facts, parts: parts)
    }
}

extension EvidenceKind {
    /// What the paper is called.
    var statement: Statement { Statement("evidence.\(rawValue)") }
}

extension RegistryKind {
    /// What the register is called.
    var statement: Statement { Statement("registry.\(rawValue)") }
}

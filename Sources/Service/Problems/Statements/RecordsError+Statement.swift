// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

extension RecordsError {
    /// What it says.
    ///
    /// One row a case: a table, and so longer than a screen.
    var statement: Statement {
        switch self {
        case .applicationExists(let id): told("applicationExists", ["id": id])
        case .applicationMoved(let id, let seen, let expected):
            told(
                "applicationMoved", ["id": id],
                parts: ["seen": [seen.statement], "allowed": expected.map(\.statement)])
        case .applicationStep(let from, let to):
            told("applicationStep", parts: ["seen": [from.statement], "to": [to.statement]])
        case .authorityExists(let name): told("authorityExists", ["name": name])
        case .authorityCertified(let name): told("authorityCertified", ["name": name])
        case .authoritySucceeded(let name): told("authoritySucceeded", ["name": name])
        case .ceremonyOpen(let authority): told("ceremonyOpen", ["name": authority])
        case .campaign(let id, let refusal): refusal.statement(of: id)
        case .desk(let refusal): refusal.statement
        case .certificateDiffersFromDraft(let reference):
            told("certificateDiffersFromDraft", ["certificate": reference.label])
        case .certificateExpired(let reference, let since):
            told("certificateExpired", ["certificate": reference.label, "since": since.rfc3339])
        case .certificateExists: told("certificateExists")
        case .clockAhead(let seen, let newest, let allowed):
            told("clockAhead", ["seen": seen.rfc3339, "newest": newest.rfc3339, "allowed": "\(allowed)"])
        case .clockBehind(let seen, let newest, let tolerated):
            told("clockBehind", ["seen": seen.rfc3339, "newest": newest.rfc3339, "allowed": "\(tolerated)"])
        case .issuanceMoved(let reference, let seen, let expected):
            told(
                "issuanceMoved",
                [
                    "certificate": reference.label, "seen": seen.rawValue,
                    "allowed": Statement.list(expected.map(\.rawValue)),
                ])
        case .keyUsedForOtherRequest(let key): told("keyUsedForOtherRequest", ["key": key])
        case .keyInUse(let key, let since): told("keyInUse", ["key": key, "since": since.rfc3339])
        case .leaseLost(let name): told("leaseLost", ["name": name])
        case .listNumberBehind(let authority, let scope, let seen, let newest):
            told(
                "listNumberBehind",
                ["authority": authority, "scope": scope, "seen": "\(seen)", "newest": "\(newest)"])
        case .listTimeBehind(let authority, let scope, let seen, let newest):
            told(
                "listTimeBehind",
                ["authority": authority, "scope": scope, "seen": seen.rfc3339, "newest": newest.rfc3339])
        case .officeExists(let id): told("officeExists", ["id": id])
        case .officerExists(let id): told("officerExists", ["id": id])
        case .officeSuspended(let id): told("officeSuspended", ["id": id])
        case .officeUnlicensed(let id, let since): told("officeUnlicensed", ["id": id, "since": since.rfc3339])
        case .officerSuspended(let id): told("officerSuspended", ["id": id])
        case .applicationInTheWay(let id): told("applicationInTheWay", ["id": id])
        case .professionFeedMoved(let body, let newest):
            told("professionFeedMoved", ["name": body, "newest": "\(newest)"])
        case .revokedAlready(let reference, let since):
            told("revokedAlready", ["certificate": reference.label, "since": since.rfc3339])
        case .sameOfficer(let id, let application): told("sameOfficer", ["id": id, "application": application])
        case .keyOfSomeoneElse(let reference): told("keyOfSomeoneElse", ["certificate": reference.label])
        case .keyReported(let sha256): told("keyReported", ["key": Hex.encode(sha256)])
        case .serialTaken(let reference): told("serialTaken", ["certificate": reference.label])
        case .statusStep(let reference, let seen, let allowed):
            told(
                "statusStep", ["certificate": reference.label],
                parts: ["seen": [seen.statement], "allowed": allowed.map(\.statement)])
        case .tooManySteps(let to, let actor, let limit):
            told(
                "tooManySteps", ["id": actor, "allowed": "\(limit.count)", "seconds": "\(limit.seconds)"],
                parts: ["to": [to.statement]])
        case .unknownApplication(let id): told("unknownApplication", ["id": id])
        case .unknownAuthority(let name): told("unknownAuthority", ["name": name])
        case .unknownCertificate(let reference): told("unknownCertificate", ["certificate": reference.label])
        case .unknownOffice(let id): told("unknownOffice", ["id": id])
        case .unknownOfficer(let id): told("unknownOfficer", ["id": id])
        case .value(let field, let seen, let allowed):
            told("value", ["name": field, "seen": seen, "allowed": allowed])
        case .database(let error): told("database", ["detail": CaseWords.of(error)])
        case .damaged(let table, let column): told("damaged", ["table": table, "column": column])
        case .logShorter(let size, let seen): told("logShorter", ["seen": "\(size)", "allowed": "\(seen)"])
        case .locked(let since): told("locked", ["since": since.rfc3339])
        case .restoration(let refusal): refusal.statement
        case .statusAltered(let first, let count):
            told("statusAltered", ["certificate": first.label, "count": "\(count)"])
        case .logRewritten(let size): told("logRewritten", ["size": "\(size)"])
        case .checkpoint(let error): told("checkpoint", parts: ["cause": [error.statement]])
        case .home(let path, let detail): told("home", ["file": path, "detail": detail])
        }
    }

    private func told(
        _ name: String, _ facts: [String: String] = [:], parts: [String: [Statement]] = [:]
    ) -> Statement {
        Statement("problem.records.\(name)", facts, parts: parts)
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Identity
import Linting
import PKIX
import Records

extension EnrollmentError {
    /// What it says.
    ///
    /// One row a case: a table, and so longer than a screen.
    var statement: Statement {
        switch self {
        case .profile(let seen, let allowed):
            told("profile", ["seen": seen, "allowed": Statement.list(allowed)])
        case .fieldMissing(let field, let profile): told("fieldMissing", ["profile": profile], field: field)
        case .fieldNotAsked(let field, let profile): told("fieldNotAsked", ["profile": profile], field: field)
        case .fieldsExclusive(let field, let other):
            told("fieldsExclusive", parts: ["field": [field.statement], "other": [other.statement]])
        case .identity(let field, let error):
            told("identity", parts: ["field": [field.statement(for: error)], "cause": [error.statement]])
        case .title(let seen, let allowed): told("title", ["seen": seen, "allowed": Statement.list(allowed)])
        case .subjectLength(let attribute, let seen, let allowed):
            told(
                "subjectLength",
                ["attribute": attribute.label, "seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .licenceOfSomeoneElse: told("licenceOfSomeoneElse")
        case .requestSize(let seen, let allowed): told("requestSize", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .requestUnreadable(let error): told("requestUnreadable", parts: ["cause": [error.statement]])
        case .proofOfPossession(let algorithm): told("proofOfPossession", ["seen": "\(algorithm)"])
        case .requestAlgorithm(let seen, let allowed):
            told("requestAlgorithm", ["seen": seen, "allowed": Statement.list(allowed)])
        case .key(let weakness): told("key", parts: ["cause": [weakness.statement]])
        case .keyKind(let seen, let allowed):
            told("keyKind", ["seen": "\(seen)", "allowed": Statement.list(allowed)])
        case .keyCompromised: told("keyCompromised")
        case .keyOfSomeoneElse: told("keyOfSomeoneElse")
        case .keyRenewal: told("keyRenewal")
        case .keyInOpenApplication(let id): told("keyInOpenApplication", ["id": id])
        case .keyOfAuthority(let name): told("keyOfAuthority", ["name": name])
        case .requestBidiControl(let attribute, let seen, let offset):
            told("requestBidiControl", Self.place(attribute, seen, offset))
        case .requestHiddenCharacter(let attribute, let seen, let offset):
            told("requestHiddenCharacter", Self.place(attribute, seen, offset))
        case .requestIdentity(let error):
            told(
                "requestIdentity",
                parts: ["field": [Statement("field.\(error.field.rawValue)")], "cause": [error.statement]])
        case .requestContradicts(let field): told("requestContradicts", field: field)
        case .requestAsksForAuthority: told("requestAsksForAuthority")
        case .unknownOffice(let id): told("unknownOffice", ["id": id])
        case .officeSuspended(let id): told("officeSuspended", ["id": id])
        case .officeUnlicensed(let id, let since): told("officeUnlicensed", ["id": id, "since": since.rfc3339])
        case .officeScope(let office, let profile, let allowed):
            told("officeScope", ["id": office, "seen": profile, "allowed": Statement.list(allowed)])
        case .officeLicence(let until, let from, let longest):
            told(
                "officeLicence", ["seen": until.rfc3339, "allowed": "\(from.rfc3339)–\(longest.rfc3339)"])
        case .officeExists(let id): told("officeExists", ["id": id])
        case .value(let field, let seen, let allowed):
            told("value", ["name": field, "seen": seen, "allowed": allowed])
        case .certificateOfNoOfficer: told("certificateOfNoOfficer")
        case .unknownOfficer(let id): told("unknownOfficer", ["id": id])
        case .officerSuspended(let id): told("officerSuspended", ["id": id])
        case .role(let officer, let seen, let allowed):
            told(
                "role", ["id": officer], parts: ["seen": [seen.statement], "allowed": allowed.map(\.statement)])
        case .officerOfOtherOffice(_, let seen, let allowed):
            told("officerOfOtherOffice", ["seen": seen, "allowed": allowed])
        case .ownApplication: told("ownApplication")
        case .officerUnidentified(let id): told("officerUnidentified", ["id": id])
        case .sameOfficer(let officer): told("sameOfficer", ["id": officer])
        case .tooManyActions(let officer, let limit, let consequence):
            told(
                "tooManyActions", ["id": officer, "allowed": "\(limit.count)", "seconds": "\(limit.seconds)"],
                parts: ["consequence": [Statement("consequence.\(consequence.rawValue)")]])
        case .officerSignatureMissing(let officer): told("officerSignatureMissing", ["id": officer])
        case .officerSignature(let officer): told("officerSignature", ["id": officer])
        case .officerExists(let id): told("officerExists", ["id": id])
        case .rolesNotDisjoint(let seen, let held):
            told("rolesNotDisjoint", parts: ["seen": [seen.statement], "held": [held.statement]])
        case .certificateOfSomeoneElse(let officer): told("certificateOfSomeoneElse", ["id": officer])
        case .unknownApplication(let id): told("unknownApplication", ["id": id])
        case .applicationMoved(let id, let seen, let allowed):
            told(
                "applicationMoved", ["id": id],
                parts: ["seen": [seen.statement], "allowed": allowed.map(\.statement)])
        case .cause(let length, let allowed):
            told("cause", ["seen": "\(length)", "allowed": Statement.range(allowed)])
        case .acceptanceProof(let application): told("acceptanceProof", ["id": application])
        case .acceptanceOverdue(let application, let since):
            told("acceptanceOverdue", ["id": application, "since": since.rfc3339])
        case .notAwaitingAcceptance(let application, let seen):
            told("notAwaitingAcceptance", ["id": application], parts: ["seen": [seen.statement]])
        case .desk(let refusal): refusal.statement
        case .handling(let refusal): refusal.statement
        case .nothingToReplace(let profile): told("nothingToReplace", ["profile": profile])
        case .importedInForce(let issuer, let serial, let until):
            told("importedInForce", ["issuer": issuer, "serial": serial.hex, "until": until.rfc3339])
        case .renewal(let refusal): refusal.statement
        case .records(let error): error.statement
        case .random(let error): error.statement
        case .evidenceStore(let detail): told("evidenceStore", ["detail": detail])
        case .channelKey(let detail): told("channelKey", ["detail": detail])
        case .codeRefused: told("codeRefused")
        case .notInYourName(let serial): told("notInYourName", ["serial": serial])
        case .askedTooOften(let again):
            told("askedTooOften", ["again": again.rfc3339, "clock": again.tehran])
        case .attributeWithoutField(let attribute, let profile):
            told("attributeWithoutField", ["seen": attribute.label, "profile": profile])
        case .professionWithoutRegister(let profession, let profile):
            told("professionWithoutRegister", ["seen": profession.dotted, "profile": profile])
        case .damaged(let place, let error): told("damaged", ["seen": place], parts: ["cause": [error.statement]])
        }
    }

    private func told(
        _ name: String, _ facts: [String: String] = [:], parts: [String: [Statement]] = [:]
    ) -> Statement {
        Statement("problem.enrollment.\(name)", facts, parts: parts)
    }

    private func told(_ name: String, _ facts: [String: String] = [:], field: FormField) -> Statement {
        told(name, facts, parts: ["field": [field.statement]])
    }

    private static func place(
        _ attribute: ObjectIdentifier, _ seen: Unicode.Scalar, _ offset: Int
    ) -> [String: String] {
        ["attribute": attribute.label, "seen": Statement.scalar(seen), "at": "\(offset + 1)"]
    }
}

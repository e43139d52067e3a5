// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Linting
import PKIX
import Records

extension EnrollmentError {
    /// The error as the desk tells it.
    public var cause: EnrollmentCause {
        formCause ?? requestCause ?? officeCause ?? officerCause ?? recordCause ?? faultCause
    }

    private var formCause: EnrollmentCause? {
        switch self {
        case .profile(let seen, let allowed):
            EnrollmentCause(.input, "profile", ["seen": seen, "allowed": allowed.listed])
        case .fieldMissing(let field, let profile):
            EnrollmentCause(.input, "fieldMissing", ["field": field.rawValue, "profile": profile])
        case .fieldNotAsked(let field, let profile):
            EnrollmentCause(.input, "fieldNotAsked", ["field": field.rawValue, "profile": profile])
        case .fieldsExclusive(let one, let other):
            EnrollmentCause(.input, "fieldsExclusive", ["field": one.rawValue, "other": other.rawValue])
        case .identity(let field, let error): error.cause.with("field", field.rawValue)
        case .title(let seen, let allowed):
            EnrollmentCause(.input, "title", ["field": "title", "seen": seen, "allowed": allowed.listed])
        case .subjectLength(let type, let seen, let allowed):
            EnrollmentCause(
                .input, "subjectLength", ["attribute": type.label, "seen": "\(seen)", "allowed": allowed.shown],
                clause: "RFC 5280 A.1")
        case .licenceOfSomeoneElse: EnrollmentCause(.conflict, "licenceOfSomeoneElse", ["field": "licenceNumber"])
        default: nil
        }
    }

    private var requestCause: EnrollmentCause? {
        switch self {
        case .requestSize(let seen, let allowed):
            EnrollmentCause(.input, "requestSize", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .requestUnreadable(let error):
            EnrollmentCause(
                .input, "requestUnreadable", ["offset": error.offset.map { "\($0)" } ?? "–"], clause: "RFC 2986 4")
        case .proofOfPossession: EnrollmentCause(.input, "proofOfPossession", clause: "RFC 2986 3")
        case .requestAlgorithm(let seen, let allowed):
            EnrollmentCause(.input, "requestAlgorithm", ["seen": seen, "allowed": allowed.listed])
        case .key(let weakness): weakness.cause
        case .keyKind(let seen, let allowed):
            EnrollmentCause(
                .input, "keyKind", ["seen": "\(seen)", "allowed": allowed.map { "\($0)" }.listed],
                clause: "CP/CPS 6.1.5")
        case .keyCompromised: EnrollmentCause(.conflict, "keyCompromised", clause: "CP/CPS 4.9.1")
        case .keyOfSomeoneElse: EnrollmentCause(.conflict, "keyOfSomeoneElse")
        case .keyInOpenApplication(let id): EnrollmentCause(.conflict, "keyInOpenApplication", ["application": id])
        case .keyOfAuthority(let name): EnrollmentCause(.conflict, "keyOfAuthority", ["authority": name])
        case .requestBidiControl(let type, let seen, let offset):
            EnrollmentCause(
                .input, "requestBidiControl",
                ["attribute": type.label, "seen": seen.codePoint, "offset": "\(offset)"], clause: "UAX 9 2")
        case .requestHiddenCharacter(let type, let seen, let offset):
            EnrollmentCause(
                .input, "requestHiddenCharacter",
                ["attribute": type.label, "seen": seen.codePoint, "offset": "\(offset)"])
        case .requestIdentity(let error): error.cause.with("field", "request")
        case .requestContradicts(let field): EnrollmentCause(.input, "requestContradicts", ["field": field.rawValue])
        case .requestAsksForAuthority: EnrollmentCause(.input, "requestAsksForAuthority", clause: "RFC 5280 4.2.1.9")
        default: nil
        }
    }

    private var officeCause: EnrollmentCause? {
        let article14 = "Regulation under Art. 32 ECL, Art. 14"
        return switch self {
        case .unknownOffice(let id): EnrollmentCause(.unknown, "unknownOffice", ["office": id])
        case .officeSuspended(let id): EnrollmentCause(.permission, "officeSuspended", ["office": id])
        case .officeUnlicensed(let id, let since):
            EnrollmentCause(
                .permission, "officeUnlicensed", ["office": id, "since": since.rfc3339], clause: article14)
        case .officeScope(let office, let profile, let allowed):
            EnrollmentCause(
                .permission, "officeScope", ["office": office, "profile": profile, "allowed": allowed.listed])
        case .officeLicence(let until, let from, let longest):
            EnrollmentCause(
                .input, "officeLicence",
                ["seen": until.rfc3339, "from": from.rfc3339, "allowed": longest.rfc3339], clause: article14)
        case .officeExists(let id): EnrollmentCause(.conflict, "officeExists", ["office": id])
        case .value(let field, let seen, let allowed):
            EnrollmentCause(.input, "value", ["field": field, "seen": seen, "allowed": allowed])
        default: nil
        }
    }

    private var officerCause: EnrollmentCause? {
        switch self {
        case .certificateOfNoOfficer(let sha256):
            EnrollmentCause(.permission, "certificateOfNoOfficer", ["sha256": Hex.encode(sha256)])
        case .unknownOfficer(let id): EnrollmentCause(.unknown, "unknownOfficer", ["officer": id])
        case .officerSuspended(let id): EnrollmentCause(.permission, "officerSuspended", ["officer": id])
        case .role(let id, let seen, let allowed):
            EnrollmentCause(
                .permission, "role",
                ["officer": id, "seen": seen.rawValue, "allowed": allowed.map(\.rawValue).listed])
        case .officerOfOtherOffice(let id, let seen, let allowed):
            EnrollmentCause(
                .permission, "officerOfOtherOffice", ["officer": id, "seen": seen, "allowed": allowed])
        case .ownApplication(let id):
            EnrollmentCause(
                .permission, "ownApplication", ["officer": id], clause: "ETSI EN 319 411-1 REG-6.2.2-26")
        case .officerUnidentified(let id): EnrollmentCause(.permission, "officerUnidentified", ["officer": id])
        case .sameOfficer(let id):
            EnrollmentCause(.permission, "sameOfficer", ["officer": id], clause: "21 CFR 1311.125 (c)")
        case .tooManyActions(let id, let limit, let consequence):
            EnrollmentCause(
                .limit, consequence == .suspend ? "tooManyActionsSuspended" : "tooManyActions",
                [
                    "officer": id, "scope": limit.scope.rawValue, "allowed": "\(limit.count)",
                    "seconds": "\(limit.seconds)",
                ])
        case .officerSignatureMissing(let id):
            EnrollmentCause(.permission, "officerSignatureMissing", ["officer": id])
        case .officerSignature(let id): EnrollmentCause(.permission, "officerSignature", ["officer": id])
        default: nil
        }
    }

    private var recordCause: EnrollmentCause? {
        switch self {
        case .officerExists(let id): EnrollmentCause(.conflict, "officerExists", ["officer": id])
        case .rolesNotDisjoint(let seen, let held):
            EnrollmentCause(
                .conflict, "rolesNotDisjoint", ["seen": seen.rawValue, "held": held.rawValue],
                clause: "CIMC FMT_SMR.2.3")
        case .certificateOfSomeoneElse(let id):
            EnrollmentCause(.input, "certificateOfSomeoneElse", ["officer": id])
        case .unknownApplication(let id): EnrollmentCause(.unknown, "unknownApplication", ["application": id])
        case .applicationMoved(let id, let seen, let allowed):
            EnrollmentCause(
                .conflict, "applicationMoved",
                ["application": id, "seen": seen.rawValue, "allowed": allowed.map(\.rawValue).listed])
        case .cause(let length, let allowed):
            EnrollmentCause(.input, "cause", ["seen": "\(length)", "allowed": allowed.shown])
        case .acceptanceProof(let id):
            EnrollmentCause(.permission, "acceptanceProof", ["application": id], clause: "RFC 3647 4.4.4")
        case .acceptanceOverdue(let id, let since):
            EnrollmentCause(.conflict, "acceptanceOverdue", ["application": id, "since": since.rfc3339])
        case .notAwaitingAcceptance(let id, let seen):
            EnrollmentCause(.conflict, "notAwaitingAcceptance", ["application": id, "seen": seen.rawValue])
        default: nil
        }
    }

    /// Of faults only their kind is told.
    private var faultCause: EnrollmentCause {
        switch self {
        case .records: EnrollmentCause(.fault, "records")
        case .random: EnrollmentCause(.fault, "random")
        case .attributeWithoutField(let type, let profile):
            EnrollmentCause(.fault, "attributeWithoutField", ["attribute": type.label, "profile": profile])
        case .professionWithoutRegister(let type, let profile):
            EnrollmentCause(.fault, "professionWithoutRegister", ["profession": type.dotted, "profile": profile])
        default: EnrollmentCause(.fault, "damaged")
        }
    }
}

extension [String] {
    var listed: String { isEmpty ? "–" : joined(separator: ", ") }
}

extension ClosedRange<Int> {
    var shown: String { lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound)–\(upperBound)" }
}

extension Unicode.Scalar {
    /// `U+202E`.
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

extension ObjectIdentifier {
    /// `CN`, or the dotted number.
    fileprivate var label: String { AttributeLabel.label(of: self) ?? dotted }
}

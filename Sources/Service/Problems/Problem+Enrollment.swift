// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Identity
import Linting
import Records

extension Problem {
    /// What the registration authority refused, or what it failed at.
    init(_ error: EnrollmentError) {
        switch error.standing {
        case .refusal(let status): self.init(status, "enrollment", error.statement, clause: error.clause)
        case .fault: self = .fault("enrollment", error, isPassing: false)
        case .ofRecords(let inner): self.init(inner)
        }
    }

    /// Runs an act of the registration authority.
    static func enrolling<Value>(_ act: () throws(EnrollmentError) -> Value) throws(Problem) -> Value {
        do throws(EnrollmentError) {
            return try act()
        } catch {
            throw Problem(error)
        }
    }
}

extension EnrollmentError {
    fileprivate enum Standing {
        case refusal(Int)
        case fault
        case ofRecords(RecordsError)
    }

    /// Whose doing it is, and how the web calls that.
    fileprivate var standing: Standing {
        switch self {
        case .requestSize: .refusal(413)
        case .unknownOffice, .unknownOfficer, .unknownApplication, .nothingToReplace, .notInYourName: .refusal(404)
        case .officeSuspended, .officeUnlicensed, .officeScope, .certificateOfNoOfficer, .officerSuspended, .role,
            .officerOfOtherOffice, .ownApplication, .officerUnidentified, .sameOfficer, .officerSignature:
            .refusal(403)
        case .licenceOfSomeoneElse, .keyOfSomeoneElse, .keyRenewal, .keyInOpenApplication, .keyOfAuthority,
            .officeExists,
            .importedInForce, .officerExists, .rolesNotDisjoint, .applicationMoved, .acceptanceOverdue,
            .notAwaitingAcceptance:
            .refusal(409)
        case .renewal(let refusal): .refusal(refusal.webStatus)
        case .desk(let refusal): .refusal(refusal.httpStatus)
        case .handling(let refusal): .refusal(refusal.httpStatus)
        case .tooManyActions, .askedTooOften: .refusal(429)
        case .codeRefused: .refusal(403)
        case .profile, .fieldMissing, .fieldNotAsked, .fieldsExclusive, .identity, .title, .subjectLength,
            .requestUnreadable, .proofOfPossession, .requestAlgorithm, .key, .keyKind, .keyCompromised,
            .requestBidiControl, .requestHiddenCharacter, .requestIdentity, .requestContradicts,
            .requestAsksForAuthority, .officeLicence, .value, .officerSignatureMissing, .certificateOfSomeoneElse,
            .cause, .acceptanceProof:
            .refusal(422)
        case .random, .evidenceStore, .channelKey, .attributeWithoutField, .professionWithoutRegister, .damaged: .fault
        case .records(let error): .ofRecords(error)
        }
    }

    /// The rule that was broken, where it is another's than the house's own.
    fileprivate var clause: String? {
        switch self {
        case .identity(_, .bidiControl), .requestIdentity(.bidiControl), .requestBidiControl: "UAX 9 2"
        case .identity(_, .mixedScripts), .requestIdentity(.mixedScripts): "UTS 39 5.1"
        case .proofOfPossession: "RFC 2986 3"
        case .requestUnreadable: "RFC 2986 4"
        case .key(.unusable(.pointNotOnCurve)), .key(.unusable(.pointAtInfinity)): "SEC 1 3.2.2.1"
        case .key(.unusable): "RFC 5280 4.1.2.7"
        case .key(.kindNotAllowed), .key(.rsaSize), .keyKind, .requestAlgorithm: "CP/CPS 6.1.5"
        case .key(.rsaROCA): "CVE-2017-15361"
        case .key: "CP/CPS 6.1.6"
        case .keyCompromised: "CP/CPS 4.9.1"
        case .requestAsksForAuthority: "RFC 5280 4.2.1.9"
        case .subjectLength: "RFC 5280 A.1"
        case .officeUnlicensed, .officeLicence: "Regulation under Art. 32 ECL, Art. 14"
        case .ownApplication: "ETSI EN 319 411-1 REG-6.2.2-26"
        case .sameOfficer: "21 CFR 1311.125 (c)"
        case .rolesNotDisjoint: "CIMC FMT_SMR.2.3"
        case .acceptanceProof: "RFC 3647 4.4.4"
        case .renewal(let refusal): refusal.clause
        case .handling(let refusal): refusal.clause
        default: nil
        }
    }
}

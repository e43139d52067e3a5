// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Identity
import Linting
import Records

extension Problem {
    /// What the registration authority refused, or what it failed at.
    init(_ error: EnrollmentError) {
        switch error.standing {
        case .refusal(let status): self.init(status, "enrollment", error.statement, clause: error.cause.clause)
        case .fault: self = .fault("enrollment", error, isPassing: false)
        case .ofRecords(let inner): self.init(inner)
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
        case .unknownOffice, .unknownOfficer, .unknownApplication: .refusal(404)
        case .officeSuspended, .officeUnlicensed, .officeScope, .certificateOfNoOfficer, .officerSuspended, .role,
            .officerOfOtherOffice, .ownApplication, .officerUnidentified, .sameOfficer, .officerSignature:
            .refusal(403)
        case .licenceOfSomeoneElse, .keyOfSomeoneElse, .keyInOpenApplication, .keyOfAuthority, .officeExists,
            .officerExists, .rolesNotDisjoint, .applicationMoved, .acceptanceOverdue, .notAwaitingAcceptance:
            .refusal(409)
        case .tooManyActions: .refusal(429)
        case .profile, .fieldMissing, .fieldNotAsked, .fieldsExclusive, .identity, .title, .subjectLength,
            .requestUnreadable, .proofOfPossession, .requestAlgorithm, .key, .keyKind, .keyCompromised,
            .requestBidiControl, .requestHiddenCharacter, .requestIdentity, .requestContradicts,
            .requestAsksForAuthority, .officeLicence, .value, .officerSignatureMissing, .certificateOfSomeoneElse,
            .cause, .acceptanceProof:
            .refusal(422)
        case .random, .attributeWithoutField, .professionWithoutRegister, .damaged: .fault
        case .records(let error): .ofRecords(error)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Records

extension Problem {
    /// What the records refused or failed at.
    init(_ error: RecordsError) {
        switch error {
        case .unknownApplication, .unknownCertificate, .unknownOffice, .unknownOfficer:
            self.init(404, "records", error.statement)
        case .officeSuspended, .officeUnlicensed, .officerSuspended, .sameOfficer:
            self.init(403, "records", error.statement)
        case .applicationExists, .applicationMoved, .applicationStep, .officeExists, .officerExists,
            .applicationInTheWay,
            .revokedAlready, .statusStep, .keyUsedForOtherRequest, .keyInUse, .keyOfSomeoneElse, .keyReported:
            self.init(409, "records", error.statement)
        case .campaign(_, let refusal): self.init(refusal.httpStatus, "records", error.statement)
        case .desk(let refusal): self.init(refusal.httpStatus, "records", error.statement)
        case .tooManySteps: self.init(429, "records", error.statement)
        case .value: self.init(422, "records", error.statement)
        // Nothing that a request asks for leads here: an authority's own work, or a clock, went wrong.
        case .authorityExists, .authorityCertified, .authoritySucceeded, .ceremonyOpen, .certificateDiffersFromDraft,
            .certificateExists, .certificateExpired, .issuanceMoved,
            .listNumberBehind, .listTimeBehind, .serialTaken, .unknownAuthority, .damaged, .logShorter,
            .logRewritten, .statusAltered, .locked, .restoration, .checkpoint, .home:
            self = .fault("records", error, isPassing: false)
        case .clockAhead, .clockBehind, .professionFeedMoved, .leaseLost, .database:
            self = .fault("records", error, isPassing: true)
        }
    }

    /// Runs something on the records.
    static func onRecord<Value>(_ act: () throws(RecordsError) -> Value) throws(Problem) -> Value {
        do throws(RecordsError) {
            return try act()
        } catch {
            throw Problem(error)
        }
    }
}

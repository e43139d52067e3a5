// SPDX-License-Identifier: Apache-2.0
public import DER
public import Database
public import Transparency

/// Why the records did not take down or give out what was asked.
public enum RecordsError: Error, Hashable, Sendable {
    // Refusals: the caller's doing.

    /// There is an application with this tracking code already.
    case applicationExists(id: String)
    /// The application is not where the caller thought: someone else moved it first.
    case applicationMoved(id: String, seen: ApplicationState, expected: [ApplicationState])
    /// Another application, with the same key or licence number, stands in the way.
    case applicationInTheWay(id: String)
    /// No application is ever moved this way.
    case applicationStep(from: ApplicationState, to: ApplicationState)
    /// There is an authority of this name already.
    case authorityExists(name: String)
    /// The authority has its certificate already.
    case authorityCertified(name: String)
    /// Another authority takes this one's place already.
    case authoritySucceeded(name: String)
    /// A ceremony of the authority was begun and neither ended nor given up.
    case ceremonyOpen(authority: String)
    /// The certificate is not the drafted one: its TBSCertificate differs from the draft that was linted.
    case certificateDiffersFromDraft(CertificateReference)
    /// The certificate's validity is over: a step that is about relying on it from now on comes too late.
    case certificateExpired(CertificateReference, since: Instant)
    /// A campaign did not take the step.
    case campaign(id: String, CampaignRefusal)
    /// Somebody else came first at the desk, or what was asked for is not there.
    case desk(DeskRefusal)
    /// This very certificate is on record already.
    case certificateExists(sha256: [UInt8])
    /// The clock is ahead of the records by more than a pause explains, and no one has said that it is right.
    case clockAhead(seen: Instant, newest: Instant, allowedSeconds: Int64)
    /// The clock is behind the newest line of the audit log by more than clocks may differ.
    case clockBehind(seen: Instant, newest: Instant, toleratedSeconds: Int64)
    /// The issuance is not at the step that this one follows.
    case issuanceMoved(CertificateReference, seen: IssuanceState, expected: [IssuanceState])
    /// The key was used for another request.
    case keyUsedForOtherRequest(key: String)
    /// The same request is being done right now.
    case keyInUse(key: String, since: Instant)
    /// The key is certified for somebody else; the certificate that says so.
    case keyOfSomeoneElse(CertificateReference)
    /// The key is known to be in other hands; SHA-256 of its SubjectPublicKeyInfo.
    case keyReported(sha256: [UInt8])
    /// Another process acts as the authority now; this one did nothing.
    case leaseLost(name: String)
    /// A list's number is not above that of the newest one.
    case listNumberBehind(authority: String, scope: String, seen: Int64, newest: Int64)
    /// A list was drawn up before the newest one.
    case listTimeBehind(authority: String, scope: String, seen: Instant, newest: Instant)
    /// There is an office of this identifier already.
    case officeExists(id: String)
    /// There is an officer of this identifier, or with this certificate, already.
    case officerExists(id: String)
    /// The office may not work until it is resumed.
    case officeSuspended(id: String)
    /// The office's licence ran out.
    case officeUnlicensed(id: String, since: Instant)
    /// The officer may not work until they are resumed.
    case officerSuspended(id: String)
    /// Another feed of the licensing body was taken in between; the number of the newest.
    case professionFeedMoved(body: String, newest: Int64)
    /// The certificate is revoked, and that is final.
    case revokedAlready(CertificateReference, since: Instant)
    /// The officer who entered an application may not approve it.
    case sameOfficer(id: String, application: String)
    /// The issuer gave this serial number out before; draw another.
    case serialTaken(CertificateReference)
    /// The certificate's status is not one from which this step is taken.
    case statusStep(CertificateReference, seen: RecordedStatus, allowed: [RecordedStatus])
    /// The officer, or their office, has done this as often as is allowed for now.
    case tooManySteps(to: ApplicationState, by: String, limit: StepLimit)
    /// No such application.
    case unknownApplication(id: String)
    /// No such authority.
    case unknownAuthority(name: String)
    /// No such certificate or reserved serial number.
    case unknownCertificate(CertificateReference)
    /// No such office.
    case unknownOffice(id: String)
    /// No such officer.
    case unknownOfficer(id: String)
    /// The records were put back from a copy, and nobody has shown them yet what left the house after it was made:
    /// revocations may be missing. Nothing is signed or answered from them.
    case locked(since: Instant)
    /// Records that were put back from a copy may not be worked with yet.
    case restoration(RestorationRefusal)
    /// A field does not hold what it may.
    case value(field: String, seen: String, allowed: String)

    // Faults: ours.

    /// The store refused or failed; nothing was taken down.
    case database(DatabaseError)
    /// A row holds what the records never write.
    case damaged(table: String, column: String)
    /// The audit log is shorter than it was when something was read from it: an older copy of the
    /// records took their place.
    case logShorter(size: Int, seen: Int)
    /// The audit log does not begin with what a checkpoint of this size signed, or its hashes contradict its head:
    /// lines were changed. Nothing more is signed.
    case logRewritten(size: Int)
    /// The rows of certificates are not what the audit log says of them: somebody changed or removed rows. Their status
    /// is unknown until the records are restored.
    case statusAltered(first: CertificateReference, count: Int)
    /// A checkpoint cannot be signed.
    case checkpoint(TransparencyError)
    /// The folder of the records cannot be made.
    case home(path: String, String)
}

extension RecordsError: StoreFailure {
    /// The failure of the store, if it is one.
    public var storeFault: DatabaseError? {
        guard case .database(let error) = self else { return nil }
        return error
    }
}

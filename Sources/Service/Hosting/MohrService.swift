// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import Enrollment
import Foundation
public import Issuance
import MohrValidation
public import PKIX
public import Records
public import Revocation
public import Timestamping
import Transparency

/// One house at work: its records, its authorities, its lists, its verdicts, wired together.
///
/// Commands and routes do everything through it, so that the demo, the command line and the listeners run the same
/// code.
public final class MohrService: Sendable {
    /// What the operator set.
    public let configuration: Configuration
    /// Where the house keeps its things.
    public let home: Home
    /// The house's one truth.
    public let records: Records
    /// What an interrupted run left behind and how it was closed; `nil` where this process is not the one to do so.
    public let recovery: RecoveryReport?
    /// What the folder of lists had that the records do not bear out, when the house was opened to be served.
    public let listFindings: [RevocationError]
    /// The files of answers that are not used, and why; they are made anew.
    public let answerFindings: [RevocationError]
    /// The keys of this process's own services that could not be read; it serves what was signed before.
    public let missingKeys: [String]
    /// The profiles and their tables that are not what they were when the house was last opened.
    public let profileChanges: [ProfileChange]
    /// The profiles, by name.
    public let profiles: [String: CertificateProfile]
    /// The authorities' certificates, by name.
    public let authorities: [String: Certificate]
    /// Links between roots and cross-certificates, by name; served beside the authorities' certificates.
    public let links: [String: Certificate]
    /// The authorities that can issue here; none without the role.
    public let issuers: [CertificateAuthority]
    /// The offices' side.
    public let registration: RegistrationAuthority
    /// Revocation, hold and release.
    public let clerk: StatusClerk
    /// The lists given out.
    public let lists: PublishedLists
    /// What verdicts are given by.
    public let snapshots: SnapshotHolder
    /// OCSP.
    public let responder: StatusResponder
    /// Time stamps; `nil` without the role, and in a house without a unit.
    public let timestamps: TimestampAuthority?
    /// Receipts of verifications.
    public let receipts: ReceiptDesk
    /// What licensing bodies say.
    public let professions: ProfessionDesk
    /// What happened, counted.
    public let counters = Counters()
    /// What is measured of listeners.
    let meters = RequestMeters()
    /// What costs a look to know.
    let vitals = Vitals()
    /// Where this process and its neighbours say how they are.
    let state: StateFolder
    /// What it says of itself in the log.
    let notes: ServingNotes
    /// What went wrong and was told to clients as a number.
    public let faults = FaultLog()

    /// What a house is opened for.
    public enum Opening: Sendable, Hashable {
        /// One command, perhaps beside a process that serves.
        case forOneCommand
        /// To serve it: whatever an earlier run left unfinished is closed.
        case toServe
    }

    let clock: @Sendable () -> Instant
    /// The right to act as the authority, in a process that may.
    let lease: AuthorityLease?
    /// Keeps time when the system's clock is set; `nil` where ``clock`` is believed.
    let clockWatch: ClockWatch?
    /// Asks the registers before each issuance.
    let gate: IssuanceGate
    let keys: KeyRing
    let responding: RespondingAuthorities
    let answers: StatusAnswers
    let status: CurrentStatus
    /// Around the lists that are handed on: those that were read first must not come last.
    private let listIntake = NSLock()
    let watch: AuditWatch
    let publishers: [RevocationPublisher]
    let feedFolder: FeedFolder?
    let prescriptions: PrescriptionIndex
    let roles: Set<Role>

    /// Opens a house: reads files and records, signs nothing yet.
    ///
    /// - Parameters:
    ///   - home: where it is.
    ///   - configuration: what the operator set.
    ///   - passphrase: of the key files; `nil` when they are not encrypted.
    ///   - custodians: how those are asked who hold an authority's key together.
    ///   - token: that keys are in; `nil` where they are all in files.
    ///   - roles: what this process does; keys of authorities are opened only for their role.
    ///   - opening: whether this process is the one that serves the house.
    ///   - given: what time it is.
    ///   - watched: the system's clocks, to be held against each other instead of believing `clock`.
    ///   - reached: called between the steps of issuance; tests stop there.
    /// - Throws: ``ServiceError``.
    public init(
        home: Home, configuration: Configuration, passphrase: Passphrase?, custodians: CustodianVoices = .none,
        token: PKCS11Token? = nil, roles: Set<Role>, opening: Opening = .toServe,
        clock given: @escaping @Sendable () -> Instant = { Instant.now() }, watched: FineClock? = nil,
        reached: @escaping @Sendable (IssuancePoint) -> Void = { _ in }
    ) throws(ServiceError) {
        self.home = home
        self.configuration = configuration
        self.roles = roles
        state = StateFolder(path: home.state, role: Role.word(for: roles))
        notes = ServingNotes(state)
        let records = try Self.records { () throws(RecordsError) in try Records(of: home, configuration) }
        self.records = records
        let section = configuration.timestamps
        let guarded = watched.map {
            ClockWatch($0, step: section.maximumStepSeconds, pause: section.maximumPauseSeconds) {
                (try? records.timestampMark(of: Home.timestampUnit)) ?? nil
            }
        }
        clockWatch = guarded
        let clock = guarded.map { guarded in { @Sendable in guarded.now } } ?? given
        self.clock = clock
        if let guarded {
            guarded.hold(against: try Self.records { () throws(RecordsError) in try records.newestTime() })
        }
        // What another process is issuing right now looks like what a crash left: only the one that holds the keys and
        // serves may close it.
        let isOurs = opening == .toServe && roles.contains(.certificateAuthority)
        // Nor may it while another process of the same house is at it.
        let lease = isOurs ? AuthorityLease(records) : nil
        self.lease = lease
        let holdsLease =
            try Self.records { () throws(RecordsError) in try lease?.keep(at: clock()) != .standby } && isOurs
        recovery = holdsLease ? try Self.records { () throws(RecordsError) in try records.recover(at: clock()) } : nil
        let profileSet = try Materials.profiles(in: configuration.profiles)
        profiles = profileSet.profiles
        profileChanges =
            holdsLease
            ? try Self.records { () throws(RecordsError) in
                try records.noteProfiles(profileSet.digests, by: "service", at: clock())
            } : []
        let served = try ServedAuthorities(configuration, records)
        authorities = served.certificates
        links = served.links
        clerk = StatusClerk(records: records)
        var registration = RegistrationAuthority(
            records: records, profiles: profiles, policy: EnrollmentPolicy(configuration, profileSet), clock: clock)
        let evidenceKey = EvidenceKey(home, passphrase: passphrase)
        registration.vault = EvidenceVault(folder: home.evidence) { try evidenceKey.open() }
        let channelSecret = HomeSecret(home.channelKey)
        registration.channelKey = ChannelKey { try channelSecret.open() }
        registration.registry = try configuration.registries.map { section throws(ServiceError) in
            try section.port(in: home)
        }
        let (counters, faults) = (counters, faults)
        registration.alarmed = { alarm in Self.tell(alarm, counters, faults) }
        self.registration = registration
        gate = IssuanceGate(registration, clock: clock)
        status = try Self.revocation { () throws(RevocationError) in try CurrentStatus(records: records, clock: clock) }
        let index = status.reading.index
        try Self.records { () throws(RecordsError) in try served.refuseAltered(index, records) }
        let lists = PublishedLists()
        self.lists = lists
        listFindings = try Self.revocation { () throws(RevocationError) in
            try lists.load(from: records)
            return holdsLease
                ? try ListFolder(path: home.lists).reconcile(
                    with: lists, records: records, authorities: served.certificates)
                : []
        }
        do throws(PKIXError) {
            snapshots = try SnapshotHolder(
                authorities: authorities, links: Array(served.links.values), nationalRoots: configuration.nationalRoots,
                index: status.reading.index, at: status.reading.asOf, readAt: status.reading.readAt)
        } catch {
            throw .certificate(file: "anchor", error)
        }
        prescriptions = PrescriptionIndex(
            records: records, keyFile: home.prescriptionKey, idMember: configuration.batch.prescriptionIDMember,
            faults: faults)
        let logKeyFile = home.logKey
        let watchSeconds = configuration.monitoring.auditCheckSeconds
        watch = AuditWatch(records, lists: lists, listFolder: home.lists, every: watchSeconds, faults: faults) {
            // The public half: the watch holds no secret.
            let text = (try? String(contentsOfFile: logKeyFile, encoding: .utf8)) ?? ""
            return try? NoteKey(text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        watch.noticed(status.reading.index.untrusted)
        keys = KeyRing(home, passphrase: passphrase, custodians: custodians, token: token)
        let desks = try Desks(
            home: home, keys: keys, configuration: configuration, roles: roles, records: records, served: served,
            status: status, lists: lists,
            clock: clock, reached: reached)
        issuers = desks.issuers
        publishers = desks.publishers
        responder = desks.responder
        responding = desks.responding
        answers = StatusAnswers(folder: home.answers, plan: desks.responder.plan, writes: isOurs, clock: clock)
        missingKeys = desks.missing
        answerFindings = answers.open(
            for: served.all.filter(\.isOnline).map(\.name), status.reading, records, into: desks.responder)
        timestamps = desks.timestamps
        receipts = ReceiptDesk(
            plan: configuration.receipts, records: records, unit: desks.timestamps, counters: counters, faults: faults,
            clock: clock)
        professions = ProfessionDesk(records: records, bodies: configuration.professions.bodies, clock: clock)
        feedFolder = configuration.professions.folder.map { FeedFolder(path: home.file($0)) }
        try refreshProfessions()
        try takeLists()
    }

    /// The profiles that a configuration names.
    ///
    /// - Parameter configuration: what the operator set.
    /// - Returns: the profiles, with the tables that they draw on.
    /// - Throws: ``ServiceError``.
    public static func profiles(of configuration: Configuration) throws(ServiceError) -> ProfileSet {
        try Materials.profiles(in: configuration.profiles)
    }

    /// Publishes every list whose entries changed or whose time has come, and judges by them from now on.
    ///
    /// - Throws: ``ServiceError/revocation(_:)`` for the first that was refused; the others are out.
    public func publishLists() throws(ServiceError) {
        var first: RevocationError?
        for publisher in publishers {
            do throws(RevocationError) {
                try publisher.publishIfDue()
            } catch {
                first = first ?? error
            }
        }
        try takeLists()
        if let first { throw .revocation(first) }
    }

    /// Takes in what changed in the records: verdicts and OCSP answer by it from now on.
    ///
    /// - Throws: ``ServiceError/revocation(_:)``.
    public func refreshStatus() throws(ServiceError) {
        // Where a standby is read: what it shows of this tells how far it is. If it cannot be written, nothing is told.
        try? records.beat(at: clock())
        let reading = try Self.revocation { () throws(RevocationError) in try status.refresh() }
        watch.noticed(reading.index.untrusted)
        var first: ServiceError?
        func attempt(_ step: () throws(RevocationError) -> Void) {
            do throws(RevocationError) {
                try step()
            } catch {
                first = first ?? .revocation(error)
            }
        }
        // In this order: what is told by a reading is not told otherwise by a file afterwards.
        attempt { () throws(RevocationError) in try answers.takeIn(reading, records, into: responder) }
        snapshots.take(reading.index, at: reading.asOf, readAt: reading.readAt)
        // Even when nothing changed: the responder signs only by what was read lately.
        responder.replace(index: reading.index, asOf: reading.asOf)
        attempt { () throws(RevocationError) in try answers.add(reading, records, by: responding.all) }
        // Lists that another process published.
        attempt { () throws(RevocationError) in _ = try lists.loadIfFiled(from: records) }
        try takeLists()
        if let first { throw first }
    }

    /// Hands the newest lists to the validator.
    func takeLists() throws(ServiceError) {
        listIntake.lock()
        defer { listIntake.unlock() }
        let full = lists.all.filter { !$0.path.contains("/") }
        guard snapshots.listNames != full.map(\.etag) else { return }
        var parsed: [CertificateList] = []
        for list in full {
            do throws(PKIXError) {
                parsed.append(try CertificateList(der: list.encoded))
            } catch {
                throw .certificate(file: list.path, error)
            }
        }
        do throws(PKIXError) {
            try snapshots.take(parsed, named: full.map(\.etag))
        } catch {
            throw .certificate(file: "crls", error)
        }
    }

    static func records<Value>(_ body: () throws(RecordsError) -> Value) throws(ServiceError) -> Value {
        do throws(RecordsError) {
            return try body()
        } catch {
            throw .records(error)
        }
    }

    static func revocation<Value>(_ body: () throws(RevocationError) -> Value) throws(ServiceError) -> Value {
        do throws(RevocationError) {
            return try body()
        } catch {
            throw .revocation(error)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
public import Enrollment
import Foundation
public import MohrValidation
import PKIX

/// Everything that an operator sets; `Config/README.md` tells what each key means.
///
/// Every key is required and no other is known: a mistyped key must not leave a default standing in silence.
public struct Configuration: Sendable {
    /// What a process under this file does, unless its command line says otherwise; `nil` for everything.
    public let role: String?
    /// Where the records are.
    public let database: RecordsPlace
    /// The listener for everyone.
    public let publicListener: PublicListener
    /// The listener for registration offices.
    public let officeListener: OfficeListener
    /// The offices' process's own listener for holders; nil where the one for everyone serves them.
    public let holdersListener: HoldersListener?
    /// The folder of certificate profiles, absolute.
    public let profiles: String
    /// The file that holds the passphrase of the keys; `nil` asks at the terminal.
    public let passphraseFile: String?
    /// The token that keys are in; `nil` where they are all in files.
    public let token: Token?
    /// The authorities served, in order.
    public let authorities: [Authority]
    /// SHA-256 of the national roots.
    public let nationalRoots: Set<[UInt8]>
    /// How revocation lists are made.
    public let crl: Lists
    /// How OCSP answers are made.
    public let ocsp: Answers
    /// How time stamps are made.
    public let timestamps: Timestamps
    /// What is kept of verifications.
    public let receipts: Receipts
    /// What a process tells of itself.
    public let monitoring: Monitoring
    /// How much is taken at once.
    public let limits: ServiceLimits
    /// How much of a batch is taken, and how prescriptions are known.
    public let batch: Batch
    /// What each purpose asks, by its name.
    public let purposes: [String: ValidationPolicy]
    /// Which licensing bodies are heard.
    public let professions: Professions
    /// What a key must be to be certified.
    public let certifiedKeys: CertifiedKeys
    /// How often officers may act.
    public let officers: Officers
    /// When and how often holders renew by themselves.
    public let renewal: RenewalPolicy
    /// What it takes to do one thing to many certificates.
    public let campaigns: Campaigns
    /// Which papers applicants bring.
    public let evidence: EvidencePolicy
    /// How certificates that another authority issued are treated.
    public let imports: Imports
    /// The registers that applicants are looked up in; nil where nobody is.
    public let registries: Registries?
    /// What carries messages to people; nil where nobody is written to.
    public let messages: Messages?
    /// What holders prove by a code, and may do without an office.
    public let holders: Holders
    /// What may stand before the digits of a licence number, by profession.
    public let licenceLetters: [String: Set<String>]

    /// The listener for everyone.
    public struct PublicListener: Sendable, Hashable {
        /// An IP address.
        public let address: String
        /// 0 to 65535.
        public let port: Int
        /// What certificates say of where lists and status are; no slash at the end.
        public let publicURL: String
        /// Addresses or prefixes of proxies that are believed.
        public let trustedProxies: [String]
    }

    /// The listener for registration offices.
    public struct OfficeListener: Sendable, Hashable {
        /// An IP address.
        public let address: String
        /// 0 to 65535.
        public let port: Int
    }

    /// An authority that is served.
    public struct Authority: Sendable, Hashable {
        /// Its name in the home, in paths and in records.
        public let name: String
        /// Whether its key is opened here.
        public let isOnline: Bool
    }

    /// How revocation lists are made; seconds.
    public struct Lists: Sendable, Hashable {
        /// A new list at least this often.
        public let periodSeconds: Int64
        /// From `thisUpdate` to `nextUpdate`.
        public let lifetimeSeconds: Int64
        /// Into how many lists the certificates are divided.
        public let shards: Int
        /// From `thisUpdate` to `nextUpdate` of delta lists; 0 for none.
        public let deltaLifetimeSeconds: Int64
    }

    /// How OCSP answers are made; seconds.
    public struct Answers: Sendable, Hashable {
        /// From `thisUpdate` to `nextUpdate`.
        public let lifetimeSeconds: Int64
        /// An answer of this age is signed anew.
        public let refreshSeconds: Int64
    }

    /// How much is taken at once.
    public struct ServiceLimits: Sendable, Hashable {
        /// Threads that read and answer; 0 for one a core.
        public let loops: Int
        /// Threads that compute and wait for the disk; 0 for four a core and at least 16.
        public let workers: Int
        /// Requests that wait for a worker.
        public let queue: Int
        /// Connections of a listener.
        public let connections: Int
        /// Connections from one address.
        public let connectionsPerAddress: Int
        /// How long a client may keep the service waiting when all connections are taken; milliseconds, 0 for any time.
        public let graceMilliseconds: Int
        /// The largest signed document; bytes.
        public let signedDocumentBytes: Int
        /// How long requests in flight may take after SIGTERM; seconds.
        public let drainSeconds: Int
    }

    /// How often officers may act; who does more is a program with an officer's key, and is suspended.
    public struct Officers: Sendable, Hashable {
        /// Entries and approvals of one officer in a minute.
        public let actionsPerMinute: Int
        /// Entries and approvals of one officer in a day.
        public let actionsPerDay: Int
        /// Entries and approvals of a whole office in a day.
        public let officeActionsPerDay: Int
        /// How many refusals at a limit are borne, within its time, before the officer is suspended.
        public let refusalsTolerated: Int
        /// Whether officers sign every act with their own key.
        public let signatures: EnrollmentPolicy.OfficerSignatures
        /// Whether each search for certificates is a line of the audit log.
        public let searchesLogged: Bool
    }

    /// Reads a configuration file.
    ///
    /// - Parameter file: its path.
    /// - Throws: ``ConfigurationError``.
    public init(reading file: String) throws(ConfigurationError) {
        let bytes: [UInt8]
        do {
            bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        } catch {
            throw .unreadable(file: file, cause: error.localizedDescription)
        }
        try self.init(bytes, file: file)
    }

    /// Checks a configuration.
    ///
    /// - Parameters:
    ///   - bytes: JSON5, UTF-8.
    ///   - file: what to call it in errors; `profiles` is relative to its folder.
    /// - Throws: ``ConfigurationError``.
    public init(_ bytes: [UInt8], file: String) throws(ConfigurationError) {
        var reader = try ConfigurationReader(bytes, file: file)
        role = try reader.role()
        database = try reader.database()
        publicListener = try reader.publicListener()
        officeListener = try reader.officeListener()
        holdersListener = try reader.holdersListener()
        profiles =
            URL(fileURLWithPath: try reader.text("profiles"), relativeTo: URL(fileURLWithPath: file))
            .standardizedFileURL.path
        let keys = try reader.keys()
        passphraseFile = keys.passphraseFile
        token = keys.token
        authorities = try reader.authorities()
        nationalRoots = try reader.nationalRoots()
        crl = try reader.lists()
        ocsp = try reader.answers()
        timestamps = try reader.timestamps()
        receipts = try reader.receipts()
        monitoring = try reader.monitoring(steps: timestamps.maximumStepSeconds)
        limits = try reader.limits()
        batch = try reader.batch()
        purposes = try reader.purposes(try reader.algorithms())
        professions = try reader.professions()
        certifiedKeys = try reader.certifiedKeys()
        officers = try reader.officers()
        renewal = try reader.renewal()
        campaigns = try reader.campaigns()
        evidence = try reader.evidence()
        imports = try reader.imports()
        registries = try reader.registries()
        messages = try reader.messages()
        holders = try reader.holders(messages, at: holdersListener?.url)
        licenceLetters = try reader.licenceLetters()
        try reader.finish()
    }
}

// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import PKIX
public import Records

/// Where a ceremony is performed, and what it needs there.
public struct CeremonyStation: Sendable {
    /// Where certificates go.
    public let home: HomeFolder

    /// Those of the home.
    public let records: Records

    /// Where keys are made and opened that no custodians hold.
    public let keys: any KeyStore

    /// The public address that goes into certificates, and the clock.
    public let site: IssuingSite

    /// The folder of the ceremony's file: other files that it names are relative to it.
    public var folder = "."

    /// How custodians are asked for their passphrases.
    public var voices = CustodianVoices.none

    /// Signs an offline authority's list; gives nil where the authority publishes its lists itself.
    public var signList: @Sendable (ListSigning) throws(CeremonyError) -> CeremonyTranscript.List? = { _ in nil }

    /// Files the transcript and gives its SHA-256, which goes into the audit log with the ceremony's end.
    public var fileTranscript: @Sendable (CeremonyTranscript) throws(CeremonyError) -> [UInt8] = { transcript in
        DigestAlgorithm.sha256.digest(transcript.document.sha256)
    }

    /// Called after every step; tests stop there.
    public var reached: @Sendable (CeremonyTranscript.StepKind) throws(CeremonyError) -> Void = { _ in }

    /// Sets up a station where nothing but certificates is made.
    public init(home: HomeFolder, records: Records, keys: any KeyStore, site: IssuingSite) {
        self.home = home
        self.records = records
        self.keys = keys
        self.site = site
    }

    /// A list to be signed.
    public struct ListSigning: Sendable {
        /// Where it is filed.
        public let records: Records
        /// Whose list.
        public let authority: String
        /// The authority's certificate.
        public let certificate: Certificate
        /// The authority's key.
        public let key: any SigningKey
        /// What the ceremony's file says of it; nil for a list that goes with another act.
        public let order: CeremonyListOrder?
    }
}

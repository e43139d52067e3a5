// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a licensing body says of its licences, in one document.
///
/// A full feed says everything; a change feed says again, whole, what it has to say of each licence that something
/// changed for. Each names the digest of the one before, so that none can be left out.
///
///     { "type": "mohr-professions", "version": 1, "body": "medical-council", "kind": "full" | "change",
///       "sequence": 12, "previous": "<SHA-256 of the one before>" | null,
///       "issuedAt": "…Z", "nextUpdate": "…Z",
///       "licences": [                                   in the order of their bytes, each once
///         { "licence": "9990018",
///           "periods": [                                in the order of time, none overlapping
///             { "status": "entitled", "from": "…Z", "to": "…Z" },
///             { "status": "suspended", "scope": "e", "acts": ["prescribing"], "from": "…Z", "reason": "…" },
///             { "status": "suspended", "scope": "d", "place": "…", "from": "…Z", "to": "…Z", "reason": "…" },
///             { "status": "struckOff", "from": "…Z", "reason": "…" } ] } ] }
///
/// A licence without periods, in a change feed alone, is one that the body says nothing of any more.
public struct ProfessionFeed: Sendable, Hashable {
    /// How much a feed says.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Everything.
        case full
        /// What changed since the one before.
        case change
    }

    /// All that is said of one licence.
    public struct Licence: Sendable, Hashable {
        /// The number, in its canonical form.
        public let number: String
        /// What holds when, in the order of time.
        public let periods: [ProfessionalPeriod]

        /// States what is said of a licence.
        public init(_ number: String, _ periods: [ProfessionalPeriod]) {
            self.number = number
            self.periods = periods
        }
    }

    /// Whose feed it is.
    public let body: String
    /// How much it says.
    public let kind: Kind
    /// Its number; each is one more than the one before.
    public let sequence: Int64
    /// SHA-256 of the one before; `nil` for the first.
    public let previous: [UInt8]?
    /// When it was drawn up.
    public let issuedAt: Instant
    /// When the next one is out at the latest.
    public let nextUpdate: Instant
    /// What it says, in the order of the numbers' bytes.
    public let licences: [Licence]

    /// Draws up a feed.
    ///
    /// - Parameters:
    ///   - body: whose it is.
    ///   - kind: how much it says.
    ///   - sequence: from 1.
    ///   - previous: SHA-256 of the document before.
    ///   - issuedAt: when.
    ///   - nextUpdate: until when it may be believed.
    ///   - licences: any order; they are put in the order of their bytes.
    public init(
        body: String, kind: Kind, sequence: Int64, previous: [UInt8]?, issuedAt: Instant, nextUpdate: Instant,
        licences: [Licence]
    ) {
        self.body = body
        self.kind = kind
        self.sequence = sequence
        self.previous = previous
        self.issuedAt = issuedAt
        self.nextUpdate = nextUpdate
        self.licences = licences.sorted { $0.number.utf8.lexicographicallyPrecedes($1.number.utf8) }
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// What was known of the signer's right to practise at the reference time; the second verdict.
public struct ProfessionalStatusReport: Sendable, Hashable {
    /// The status.
    public let status: Status
    /// When it was said; `nil` when nobody is heard for the profession.
    public let asOf: Instant?
    /// Who says it: the licensing body's name.
    public let source: String?
    /// How far a suspension reaches, `d` to `g`, or `struckOff`; `nil` for the others.
    public let scope: String?
    /// What a suspension forbids.
    public let acts: [String]
    /// Since when; `nil` when nothing is known.
    public let since: Instant?
    /// Up to when; `nil` for no end.
    public let until: Instant?

    /// The status words of the report.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// May practise.
        case entitled
        /// May not do some or all of it, or is struck off.
        case suspended
        /// Nothing is known, or nothing current.
        case unknown
    }

    /// Nobody is heard.
    public static let unknown = ProfessionalStatusReport(status: .unknown, asOf: nil, source: nil)

    init(
        status: Status, asOf: Instant?, source: String?, scope: String? = nil, acts: [String] = [],
        since: Instant? = nil, until: Instant? = nil
    ) {
        self.status = status
        self.asOf = asOf
        self.source = source
        self.scope = scope
        self.acts = acts
        self.since = since
        self.until = until
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a licensing body says of a signer's licence, whenever it is asked about.
public struct ProfessionalFacts: Sendable, Hashable {
    /// The body.
    public let source: String

    /// When its newest feed was drawn up.
    public let asOf: Instant

    /// Until when that feed may be believed.
    public let goodUntil: Instant

    /// What holds when, in the order of time; `nil` when the body does not know the licence.
    public let periods: [ProfessionalPeriod]?

    /// States what is said.
    public init(source: String, asOf: Instant, goodUntil: Instant, periods: [ProfessionalPeriod]?) {
        self.source = source
        self.asOf = asOf
        self.goodUntil = goodUntil
        self.periods = periods
    }

    /// What is said of a moment; `nil` for nothing.
    public func period(at time: Instant) -> ProfessionalPeriod? { periods?.first { $0.contains(time) } }

    /// Whether the feed is too old to call anyone entitled at a moment.
    public func isStale(at time: Instant) -> Bool { time > goodUntil }

    /// What is known of a moment, in the report's words.
    ///
    /// What an old feed says against somebody stays said; that somebody is entitled, an old feed does not say.
    ///
    /// - Parameter time: the moment.
    /// - Returns: the status.
    public func report(at time: Instant) -> ProfessionalStatusReport {
        guard let period = period(at: time), period.standing != .entitled || !isStale(at: time) else {
            return ProfessionalStatusReport(status: .unknown, asOf: asOf, source: source)
        }
        return ProfessionalStatusReport(
            status: period.standing == .entitled ? .entitled : .suspended, asOf: asOf, source: source,
            scope: period.standing == .struckOff ? "struckOff" : period.scope?.rawValue,
            acts: period.standing == .suspended ? period.acts.words : [], since: period.from, until: period.until)
    }
}

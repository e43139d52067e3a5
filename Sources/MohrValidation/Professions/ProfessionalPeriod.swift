// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a licensing body says of a licence for a stretch of time.
public struct ProfessionalPeriod: Sendable, Hashable {
    /// The words for it.
    public enum Standing: String, Sendable, Hashable, CaseIterable {
        /// The holder may practise.
        case entitled
        /// The holder may not do some or all of it.
        case suspended
        /// The holder is not in the register any more.
        case struckOff
    }

    /// What is said.
    public let standing: Standing

    /// How far a suspension reaches; `nil` for the others.
    public let scope: SuspensionScope?

    /// What a suspension forbids; everything for one who is struck off, nothing for who is entitled.
    public let acts: ProfessionalActs

    /// Where a suspension of scope `d` holds, in the body's words; `nil` for the others.
    public let place: String?

    /// The first moment that it is true at.
    public let from: Instant

    /// The first moment that it is not true at any more; `nil` while no end is set.
    public let until: Instant?

    /// Why, by the body's code; `nil` for who is entitled.
    public let reason: String?

    /// States a period.
    ///
    /// - Parameters:
    ///   - standing: what is said.
    ///   - scope: how far a suspension reaches.
    ///   - acts: what it forbids.
    ///   - place: where one of scope `d` holds.
    ///   - from: the first moment.
    ///   - until: the first moment after it; `nil` for no end.
    ///   - reason: the body's code.
    public init(
        _ standing: Standing, scope: SuspensionScope? = nil, acts: ProfessionalActs? = nil, place: String? = nil,
        from: Instant, until: Instant? = nil, reason: String? = nil
    ) {
        self.standing = standing
        self.scope = scope
        self.acts = standing == .entitled ? [] : acts ?? .all
        self.place = place
        self.from = from
        self.until = until
        self.reason = reason
    }

    /// Whether it speaks of a moment: from its beginning up to and without its end.
    public func contains(_ time: Instant) -> Bool {
        from <= time && (until.map { time < $0 } ?? true)
    }
}

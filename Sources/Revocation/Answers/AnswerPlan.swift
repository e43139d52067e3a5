// SPDX-License-Identifier: Apache-2.0

/// How long answers are good for, and how much a responder does at once.
public struct AnswerPlan: Sendable, Hashable {
    /// From `thisUpdate` to `nextUpdate`.
    public var lifetimeSeconds: Int64

    /// An answer this old is signed anew when it is asked for.
    public var refreshSeconds: Int64

    /// The lifetime of `unknown`: short, since the certificate may be issued in the next second.
    public var unknownLifetimeSeconds: Int64 = 60

    /// Nothing is signed from statuses read longer ago than this; what is signed is given out until its `nextUpdate`.
    public var staleAfterSeconds: Int64 = 300

    /// How many answers that nobody else can use are signed at the same time.
    ///
    /// They are those with a nonce, for several certificates, or for one that was never issued. More are told
    /// `tryLater`, so that they cannot starve the rest.
    public var liveSignings = 1

    /// How many of those wait for their turn, a twentieth of a second at the most.
    public var liveWaiters = 2

    /// How many of those are signed in a second; the key has other things to do.
    public var liveSigningsPerSecond = 2_000

    /// How many answers are kept; the ones asked for least recently go first.
    public var keptAnswers = 600_000

    /// Draws up a plan.
    ///
    /// - Parameters:
    ///   - lifetimeSeconds: from `thisUpdate` to `nextUpdate`; more than 1.
    ///   - refreshSeconds: after which an answer is signed anew; half of the lifetime unless said.
    /// - Throws: ``RevocationError/plan(field:seen:allowed:)``.
    public init(lifetimeSeconds: Int64, refreshSeconds: Int64? = nil) throws(RevocationError) {
        guard Self.lifetimes.contains(lifetimeSeconds) else {
            throw .plan(field: "lifetimeSeconds", seen: lifetimeSeconds, allowed: Self.lifetimes)
        }
        let refresh = refreshSeconds ?? lifetimeSeconds / 2
        guard (1...lifetimeSeconds / 2).contains(refresh) else {
            throw .plan(field: "refreshSeconds", seen: refresh, allowed: 1...lifetimeSeconds / 2)
        }
        self.lifetimeSeconds = lifetimeSeconds
        self.refreshSeconds = refresh
    }

    /// How long an answer may be good for: up to ten days.
    public static let lifetimes: ClosedRange<Int64> = 2...864_000
}

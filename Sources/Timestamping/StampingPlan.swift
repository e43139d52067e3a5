// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import PKIX

/// What a time-stamping unit promises, and how far it trusts its clock.
public struct StampingPlan: Sendable, Hashable {
    /// The policy that stamps are made under, the only one.
    public let policy: ObjectIdentifier
    /// How far the time of a stamp may be off; seconds.
    public let accuracySeconds: Int64
    /// Whether two stamps of the unit are in order by their times alone; then one process alone may stamp for it.
    public let isOrdered: Bool
    /// How far the clock may jump ahead while the process runs; seconds.
    public let maximumStepSeconds: Int64
    /// How far the clock may be ahead of everything on record, as it is after a pause; seconds.
    public let maximumPauseSeconds: Int64

    /// What digests are stamped; those that can still be relied on.
    public static let digests: [DigestAlgorithm] = [.sha256, .sha384, .sha512, .sha3_256, .sha3_384, .sha3_512]

    /// How many numbers are reserved at once.
    static let block: Int64 = 16_384

    /// How long a reservation is good for; microseconds.
    ///
    /// A process that is started again after a crash stamps with times after what was reserved, so up to this much ahead
    /// of its clock; half of the smallest accuracy that can be promised.
    static let leaseMicroseconds: Int64 = 500_000

    /// Takes a plan.
    ///
    /// - Parameters:
    ///   - policy: the policy that stamps are made under.
    ///   - accuracySeconds: 1 to 60.
    ///   - isOrdered: whether stamps are in order by their times alone.
    ///   - maximumStepSeconds: 1 to 86,400.
    ///   - maximumPauseSeconds: 60 to 31,536,000.
    /// - Throws: ``TimestampingError/plan(field:seen:allowed:)``.
    public init(
        policy: ObjectIdentifier = MohrOID.timestampPolicy, accuracySeconds: Int64 = 1, isOrdered: Bool = true,
        maximumStepSeconds: Int64 = 600, maximumPauseSeconds: Int64 = 86_400
    ) throws(TimestampingError) {
        try Self.check("accuracySeconds", accuracySeconds, 1...60)
        try Self.check("maximumStepSeconds", maximumStepSeconds, 1...86_400)
        try Self.check("maximumPauseSeconds", maximumPauseSeconds, 60...31_536_000)
        self.policy = policy
        self.accuracySeconds = accuracySeconds
        self.isOrdered = isOrdered
        self.maximumStepSeconds = maximumStepSeconds
        self.maximumPauseSeconds = maximumPauseSeconds
    }

    private static func check(
        _ field: String, _ seen: Int64, _ allowed: ClosedRange<Int64>
    ) throws(TimestampingError) {
        guard allowed.contains(seen) else { throw .plan(field: field, seen: seen, allowed: allowed) }
    }
}

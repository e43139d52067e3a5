// SPDX-License-Identifier: Apache-2.0
public import DER

/// That an officer's key was used more often than a person can use it, and what the house did.
public struct OfficerAlarm: Sendable, Hashable {
    /// Whose key.
    public let officer: String
    /// The office that they work at.
    public let office: String
    /// When the step was refused.
    public let time: Instant
    /// The state that the refused step led to.
    public let step: ApplicationState
    /// The limit that it met.
    public let limit: StepLimit
    /// Whether the officer was suspended by it.
    public let hasSuspended: Bool

    /// Describes an alarm.
    public init(
        officer: String, office: String, time: Instant, step: ApplicationState, limit: StepLimit, hasSuspended: Bool
    ) {
        self.officer = officer
        self.office = office
        self.time = time
        self.step = step
        self.limit = limit
        self.hasSuspended = hasSuspended
    }
}

extension AuditAct {
    /// A step of an officer was refused because it was one too many in its time.
    public static let officerLimited = "officer.limited"
}

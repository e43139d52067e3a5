// SPDX-License-Identifier: Apache-2.0
import DER
public import Records

extension RegistrationAuthority {
    /// What happens to an officer who has done something too often.
    ///
    /// The first refusals are a word to a busy person. Whoever goes on is taken for a program with the officer's key: the
    /// officer is suspended, which nobody but an administrator lifts, and the alarm is given.
    ///
    /// - SeeAlso: the Comodo registration authority's compromise of 2011.
    func atLimit(
        _ limit: StepLimit, before step: ApplicationState, officer id: String, at time: Instant
    ) -> EnrollmentError {
        // An office that is busy is not one officer's doing.
        guard limit.scope == .officer, policy.limitConsequence == .suspend else {
            return .tooManyActions(officer: id, limit: limit, consequence: .refuse)
        }
        do throws(RecordsError) {
            let (alarm, isNew) = try records.refuse(
                step: step, of: id, beyond: limit, patience: policy.limitPatience, by: Self.limiter, at: time)
            if isNew { alarmed?(alarm) }
            return .tooManyActions(officer: id, limit: limit, consequence: alarm.hasSuspended ? .suspend : .refuse)
        } catch {
            return EnrollmentError(error)
        }
    }

    /// The officers whom the house suspended by itself and nobody has let work again.
    ///
    /// - Parameter officer: who asks: a supervisor is told of their own office, an administrator and an auditor of all.
    /// - Returns: one alarm an officer, the newest first; none for other roles.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func alarms(for officer: Officer) throws(EnrollmentError) -> [OfficerAlarm] {
        switch officer.role {
        case .administrator, .auditor: try told(try records.standingAlarms())
        case .supervisor: try told(try records.standingAlarms(of: officer.office))
        case .enterer, .approver: []
        }
    }

    /// What the audit log calls the house when it suspends an officer.
    static let limiter = "mohr:limit"
}

// SPDX-License-Identifier: Apache-2.0
import DER
import Records

extension RegistrationAuthority {
    /// Takes an application in hand: nobody else at any office works on it until the time is over, it is given back, or it
    /// takes its step.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: one who may take its next step; asked again, the time begins anew.
    /// - Returns: the application, with the claim.
    /// - Throws: ``EnrollmentError/desk(_:)`` when another officer has it in hand, with their name and until when.
    @discardableResult
    public func claim(_ id: String, by officer: Officer) throws(EnrollmentError) -> Application {
        let time = clock()
        let application = try application(id)
        guard let roles = Self.roles(toHandle: application.state) else {
            throw .applicationMoved(id: id, seen: application.state, allowed: [.submitted, .entered])
        }
        let desk = try desk(application.office, for: application.profile, at: time)
        let record = try authorise(officer, at: desk, as: roles, at: time)
        try refuseOwn(application, of: record)
        return try Application(
            try told(
                try records.claim(
                    application: id, by: officer.id, for: policy.claimSeconds, in: [application.state], at: time)))
    }

    /// Gives an application back, for a colleague to take.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: who has it in hand, or a supervisor of the office, who may take it from anyone.
    /// - Returns: the application, without a claim.
    /// - Throws: ``EnrollmentError/desk(_:)`` when the officer does not have it in hand.
    @discardableResult
    public func release(_ id: String, by officer: Officer) throws(EnrollmentError) -> Application {
        let time = clock()
        let application = try application(id, seenBy: officer)
        let record = try told(try records.officer(officer.id))
        guard record.status == .active else { throw .officerSuspended(id: record.id) }
        let isSupervisors = record.role == .supervisor && record.office == application.office
        return try Application(
            try told(
                try records.release(
                    application: id, heldBy: isSupervisors ? nil : officer.id, by: officer.id, at: time)))
    }

    /// What an officer has in hand now.
    ///
    /// - Parameter officer: whose.
    /// - Returns: the applications, the oldest claim first.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func claimed(by officer: Officer) throws(EnrollmentError) -> [Application] {
        var found: [Application] = []
        for record in try told(try records.applications(claimedBy: officer.id, at: clock())) {
            found.append(try Application(record))
        }
        return found
    }

    /// Who takes the next step of an application in a state; nil when no officer does.
    static func roles(toHandle state: ApplicationState) -> [OfficerRecord.Role]? {
        switch state {
        case .submitted: [.enterer]
        case .entered: [.approver, .supervisor]
        default: nil
        }
    }
}

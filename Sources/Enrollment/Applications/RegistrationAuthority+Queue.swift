// SPDX-License-Identifier: Apache-2.0
import Records

extension RegistrationAuthority {
    /// An application, for whoever has its tracking code.
    ///
    /// - Parameter id: the tracking code.
    /// - Returns: the application.
    /// - Throws: ``EnrollmentError/unknownApplication(id:)``.
    public func application(_ id: String) throws(EnrollmentError) -> Application {
        try Application(try told(try records.application(id)))
    }

    /// An application, for an officer: of their own office, or any for supervisors and auditors.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: who looks at it.
    /// - Returns: the application.
    /// - Throws: ``EnrollmentError/officerOfOtherOffice(officer:seen:allowed:)``, ``EnrollmentError/role(officer:seen:allowed:)``
    ///   for administrators, who enrol no one.
    public func application(_ id: String, seenBy officer: Officer) throws(EnrollmentError) -> Application {
        let application = try application(id)
        switch officer.role {
        case .auditor, .supervisor: return application
        case .administrator:
            throw .role(
                officer: officer.id, seen: .administrator, allowed: [.enterer, .approver, .supervisor, .auditor])
        case .enterer, .approver:
            guard officer.office == application.office else {
                throw .officerOfOtherOffice(
                    officer: officer.id, seen: officer.office, allowed: application.office)
            }
            return application
        }
    }

    /// What waits for this officer and nobody is kept from by rule: what they entered themselves is not there, nor their
    /// own application, nor what a colleague has in hand.
    ///
    /// - Parameters:
    ///   - officer: whose turn it is.
    ///   - last: goes on after this one; nil begins.
    ///   - limit: how many at most are looked at.
    /// - Returns: applications of the officer's office, those that wait longest first.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func queue(
        for officer: Officer, after last: Application? = nil, limit: Int = 100
    ) throws(EnrollmentError) -> [Application] {
        let time = clock()
        let own = try told(try records.officer(officer.id))
        let person = try person(own)
        var queue: [Application] = []
        for state in [ApplicationState.submitted, .entered] {
            guard let roles = Self.roles(toHandle: state) else { continue }
            if !roles.contains(own.role) {
                guard try principal(of: own, as: roles, at: time) != nil else { continue }
            }
            let waiting = try told(
                try records.applications(
                    in: state, of: officer.office, after: last?.state == state ? last?.record : nil, limit: limit))
            // A deputy works off two states; the second begins where the first ended.
            if let last, last.state == .entered, state == .submitted { continue }
            for record in waiting where record.enteredBy != officer.id {
                if let claim = record.claim, claim.officer != officer.id, claim.holds(at: time) { continue }
                let application = try Application(record)
                guard let person, application.content.keys.nationalID != person else { continue }
                queue.append(application)
            }
        }
        return queue
    }
}

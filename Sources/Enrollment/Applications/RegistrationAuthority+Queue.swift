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

    /// What waits for this officer and nobody is kept from by rule: what they entered themselves is not there.
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
        let state: ApplicationState
        switch officer.role {
        case .enterer: state = .submitted
        case .approver, .supervisor: state = .entered
        case .auditor, .administrator: return []
        }
        let waiting = try told(
            try records.applications(in: state, of: officer.office, after: last?.record, limit: limit))
        var queue: [Application] = []
        for record in waiting where record.enteredBy != officer.id { queue.append(try Application(record)) }
        return queue
    }
}

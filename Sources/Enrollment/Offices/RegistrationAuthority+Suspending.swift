// SPDX-License-Identifier: Apache-2.0
import Records

extension RegistrationAuthority {
    /// Lets an officer work no more, at the word of an administrator or of a supervisor of the officer's own office.
    ///
    /// Whoever sees that a key is in other hands stops it at once; letting the officer work again is an administrator's.
    ///
    /// - Parameters:
    ///   - id: the officer's.
    ///   - officer: who does it.
    /// - Throws: ``EnrollmentError/role(officer:seen:allowed:)``, ``EnrollmentError/officerOfOtherOffice(officer:seen:allowed:)``,
    ///   ``EnrollmentError/unknownOfficer(id:)``.
    public func suspend(officer id: String, at officer: Officer) throws(EnrollmentError) {
        let own = try told(try records.officer(officer.id))
        guard own.role == .supervisor else { return try suspend(officer: id, by: .officer(officer)) }
        guard own.status == .active else { throw .officerSuspended(id: own.id) }
        try requireStanding(of: try told(try records.office(own.office)), at: clock())
        let other = try told(try records.officer(id))
        // A supervisor's colleagues are the officers of the office; an administrator or an auditor is nobody's.
        guard other.role.separation == .officer else {
            throw .role(officer: own.id, seen: own.role, allowed: [.administrator])
        }
        guard other.office == own.office else {
            throw .officerOfOtherOffice(officer: own.id, seen: own.office, allowed: other.office)
        }
        try told(try records.suspend(officer: id, by: own.id, at: clock()))
    }
}

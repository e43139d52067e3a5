// SPDX-License-Identifier: Apache-2.0
public import DER
public import Records

extension RegistrationAuthority {
    /// Lets a deputy stand in for an officer for a time, with the deputy's own certificate.
    ///
    /// The deputy is another officer of the same office and of the same side: an auditor's or an administrator's role is
    /// lent to nobody. What one person did, the same person does not approve, whoever they stand in for.
    ///
    /// - Parameters:
    ///   - principal: whose role; an enterer, an approver or a supervisor.
    ///   - deputy: who stands in.
    ///   - interval: from the first to the last second of it; it may begin later, not earlier than now.
    ///   - cause: why; 1 to 1,000 characters.
    ///   - signature: the principal's over the ``DelegationStatement``; asked for where officers sign.
    /// - Returns: the delegation.
    /// - Throws: ``EnrollmentError``.
    public func delegate(
        from principal: Officer, to deputy: String, during interval: ClosedRange<Instant>, because cause: String,
        signature: [UInt8]? = nil
    ) throws(EnrollmentError) -> DelegationRecord {
        let own = try admittedRecord(principal)
        let statement = DelegationStatement(from: own.id, to: deputy, during: interval, because: cause)
        try check(signature, overBytes: statement.bytesToBeSigned, by: own)
        return try delegate(own, to: deputy, during: interval, because: cause, signature: signature, actor: own.id)
    }

    /// The same at an administrator's word, for an officer who is ill.
    ///
    /// - Parameters:
    ///   - principal: whose role.
    ///   - deputy: who stands in.
    ///   - interval: from the first to the last second of it.
    ///   - cause: why; 1 to 1,000 characters.
    ///   - administrator: who does it.
    /// - Returns: the delegation.
    /// - Throws: ``EnrollmentError``.
    public func delegate(
        from principal: String, to deputy: String, during interval: ClosedRange<Instant>, because cause: String,
        by administrator: Administrator
    ) throws(EnrollmentError) -> DelegationRecord {
        try authorise(administrator)
        return try delegate(
            try told(try records.officer(principal)), to: deputy, during: interval, because: cause, signature: nil,
            actor: administrator.actor)
    }

    /// Ends a delegation before its time.
    ///
    /// - Parameters:
    ///   - id: its number.
    ///   - officer: the principal, or a supervisor of the office, or an administrator.
    /// - Throws: ``EnrollmentError/desk(_:)`` when there is none that still holds.
    public func end(delegation id: Int, by officer: Officer) throws(EnrollmentError) {
        let own = try admittedRecord(officer)
        let delegation = try told(try records.delegation(id))
        let principal = try told(try records.officer(delegation.principal))
        let isSupervisor = own.role == .supervisor && own.office == principal.office
        guard own.id == principal.id || isSupervisor || own.role == .administrator else {
            throw .role(officer: own.id, seen: own.role, allowed: [.supervisor, .administrator])
        }
        try told(try records.end(delegation: id, by: own.id, at: clock()))
    }

    /// The delegations of an office, the newest first.
    ///
    /// - Parameter office: its identifier.
    /// - Returns: those that hold, will, and did.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func delegations(of office: String) throws(EnrollmentError) -> [DelegationRecord] {
        try told(try records.delegations(ofOffice: office))
    }

    /// For whom an officer stands in now, in one of the roles; nil if for nobody.
    func principal(
        of deputy: OfficerRecord, as roles: [OfficerRecord.Role], at time: Instant
    ) throws(EnrollmentError) -> OfficerRecord? {
        for delegation in try told(try records.delegations(to: deputy.id, at: time)) {
            let principal = try told(try records.officer(delegation.principal))
            // A suspended officer's role is not to be had from a deputy either.
            guard principal.status == .active, principal.office == deputy.office, roles.contains(principal.role),
                principal.role.separation == deputy.role.separation
            else { continue }
            return principal
        }
        return nil
    }

    private func delegate(
        _ principal: OfficerRecord, to deputy: String, during interval: ClosedRange<Instant>, because cause: String,
        signature: [UInt8]?, actor: String
    ) throws(EnrollmentError) -> DelegationRecord {
        let time = clock()
        try check(cause: cause)
        let other = try told(try records.officer(deputy))
        guard other.status == .active else { throw .officerSuspended(id: deputy) }
        guard principal.status == .active else { throw .officerSuspended(id: principal.id) }
        guard other.office == principal.office else {
            throw .handling(.delegationElsewhere(principal: principal.id, deputy: deputy))
        }
        guard principal.role.separation == .officer, other.role.separation == .officer, principal.id != deputy else {
            throw .handling(.delegationRole(principal: principal.role, deputy: other.role))
        }
        let length = interval.upperBound.seconds(since: max(interval.lowerBound, time))
        guard (60...policy.delegationSeconds).contains(length), interval.upperBound > time else {
            throw .handling(.delegationLength(seen: length, allowed: 60...policy.delegationSeconds))
        }
        return try told(
            try records.delegate(
                from: principal.id, to: deputy, during: max(interval.lowerBound, time)...interval.upperBound,
                because: cause, signature: signature, by: actor, at: time))
    }

    private func admittedRecord(_ officer: Officer) throws(EnrollmentError) -> OfficerRecord {
        let record = try told(try records.officer(officer.id))
        guard record.status == .active else { throw .officerSuspended(id: record.id) }
        try requireStanding(of: try told(try records.office(record.office)), at: clock())
        return record
    }
}

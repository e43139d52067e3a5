// SPDX-License-Identifier: Apache-2.0
public import DER

// Each step names the states it starts from: if someone else moved the application first, nothing
// happens and the error says where it is.
extension Records {
    /// Hands an application in, for the first time or corrected.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - actor: who does it.
    ///   - time: when.
    ///   - signature: the actor's, over the action.
    /// - Returns: the application as it is now.
    /// - Throws: ``RecordsError/applicationMoved(id:seen:expected:)``, ``RecordsError/unknownApplication(id:)``.
    @discardableResult
    public func submit(
        application id: String, by actor: String, at time: Instant, signature: [UInt8]? = nil
    ) throws(RecordsError) -> ApplicationRecord {
        try move(id, from: [.drafted, .returned], to: .submitted, by: actor, at: time, signature: signature)
    }

    /// Enters an application: the officer has checked the evidence.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: who checked; must be on record and of good standing, and so must the office.
    ///   - time: when.
    ///   - signature: the officer's, over the action.
    ///   - limits: how often this may be done.
    ///   - how: what the officer saw, for whom they stand in, what is to be corrected.
    /// - Returns: the application as it is now.
    /// - Throws: ``RecordsError/applicationMoved(id:seen:expected:)``, ``RecordsError/unknownOfficer(id:)``,
    ///   ``RecordsError/officerSuspended(id:)``, ``RecordsError/officeSuspended(id:)``,
    ///   ``RecordsError/officeUnlicensed(id:since:)``, ``RecordsError/tooManySteps(to:by:limit:)``.
    @discardableResult
    public func enter(
        application id: String, by officer: String, at time: Instant, signature: [UInt8]? = nil,
        within limits: [StepLimit] = [], how: OfficerStep = OfficerStep()
    ) throws(RecordsError) -> ApplicationRecord {
        try move(
            id, from: [.submitted], to: .entered, by: officer, at: time, signature: signature, within: limits, how: how)
    }

    /// Approves an application that another officer entered.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: who approves; must be on record and of good standing, and so must the office.
    ///   - time: when.
    ///   - signature: the officer's, over the action.
    ///   - limits: how often this may be done.
    ///   - conflicts: asked of every other application with the same key or licence; if one is true, nothing is done.
    ///   - how: what the officer saw, for whom they stand in, what is to be corrected.
    /// - Returns: the application as it is now.
    /// - Throws: ``RecordsError/sameOfficer(id:application:)``, ``RecordsError/applicationInTheWay(id:)``, and as
    ///   ``enter(application:by:at:signature:within:how:)``.
    @discardableResult
    public func approve(
        application id: String, by officer: String, at time: Instant, signature: [UInt8]? = nil,
        within limits: [StepLimit] = [], refusing conflicts: ApplicationConflict? = nil,
        how: OfficerStep = OfficerStep()
    ) throws(RecordsError) -> ApplicationRecord {
        try move(
            id, from: [.entered], to: .approved, by: officer, at: time, signature: signature, within: limits,
            refusing: conflicts, how: how)
    }

    /// Sends an application back to the applicant to be corrected.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - cause: what is to be corrected.
    ///   - officer: who does it.
    ///   - time: when.
    ///   - signature: the officer's, over the action.
    ///   - how: what the officer saw, for whom they stand in, what is to be corrected.
    /// - Returns: the application as it is now.
    /// - Throws: ``RecordsError/applicationMoved(id:seen:expected:)``, ``RecordsError/unknownApplication(id:)``.
    @discardableResult
    public func sendBack(
        application id: String, because cause: String, by officer: String, at time: Instant,
        signature: [UInt8]? = nil, how: OfficerStep = OfficerStep()
    ) throws(RecordsError) -> ApplicationRecord {
        try move(
            id, from: ApplicationState.predecessors(of: .returned), to: .returned, by: officer, at: time,
            because: cause, signature: signature, how: how)
    }

    /// Refuses an application for good.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - cause: why.
    ///   - officer: who does it.
    ///   - time: when.
    ///   - signature: the officer's, over the action.
    ///   - how: what the officer saw, for whom they stand in, what is to be corrected; nil for an administrator, whom no
    ///     claim keeps from it.
    /// - Returns: the application as it is now.
    /// - Throws: ``RecordsError/applicationMoved(id:seen:expected:)``, ``RecordsError/unknownApplication(id:)``.
    @discardableResult
    public func reject(
        application id: String, because cause: String, by officer: String, at time: Instant,
        signature: [UInt8]? = nil, how: OfficerStep? = OfficerStep()
    ) throws(RecordsError) -> ApplicationRecord {
        try move(
            id, from: [.submitted, .entered, .approved], to: .rejected, by: officer, at: time, because: cause,
            signature: signature, how: how)
    }

    /// Takes an application back, at the applicant's wish.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - cause: why, if said.
    ///   - actor: who does it.
    ///   - time: when.
    ///   - signature: the actor's, over the action.
    ///   - how: what an officer who was told the wish saw; nil for the applicant, whom no claim keeps from it.
    /// - Returns: the application as it is now.
    /// - Throws: ``RecordsError/applicationMoved(id:seen:expected:)``, ``RecordsError/unknownApplication(id:)``.
    @discardableResult
    public func withdraw(
        application id: String, because cause: String? = nil, by actor: String, at time: Instant,
        signature: [UInt8]? = nil, how: OfficerStep? = nil
    ) throws(RecordsError) -> ApplicationRecord {
        let from = ApplicationState.predecessors(of: .withdrawn)
        return try move(
            id, from: from, to: .withdrawn, by: actor, at: time, because: cause, signature: signature, how: how)
    }

    /// Closes an application that was not finished in time.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: the application as it is now.
    /// - Throws: ``RecordsError/applicationMoved(id:seen:expected:)``, ``RecordsError/unknownApplication(id:)``.
    @discardableResult
    public func expire(
        application id: String, by actor: String, at time: Instant
    ) throws(RecordsError) -> ApplicationRecord {
        // One that is issued is closed by revoking its certificate, which is another act.
        let from = ApplicationState.predecessors(of: .expired).filter { $0 != .issued }
        return try move(id, from: from, to: .expired, by: actor, at: time)
    }

    private func move(
        _ id: String, from: [ApplicationState], to next: ApplicationState, by actor: String, at time: Instant,
        because cause: String? = nil, signature: [UInt8]? = nil, within limits: [StepLimit] = [],
        refusing conflicts: ApplicationConflict? = nil, how: OfficerStep? = nil
    ) throws(RecordsError) -> ApplicationRecord {
        let step = ApplicationStep(
            id: id, from: from, to: next, actor: actor, time: time, cause: cause, signature: signature, limits: limits,
            conflicts: conflicts, isOfficers: how != nil, expected: how?.expected, remarks: how?.remarks ?? [],
            details: how?.details ?? [:])
        return try write { ledger throws(RecordsError) in try ledger.move(step) }
    }
}

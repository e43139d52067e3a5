// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
public import Records

// One enters, another approves; each may send back or reject. `signature` is the officer's, detached, over
// ``OfficerAction/bytesToBeSigned``.
extension RegistrationAuthority {
    /// Enters an application: the officer has seen the applicant and their papers.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: an enterer of the application's office; not the applicant.
    ///   - signature: the officer's, over the action.
    ///   - version: the one that the officer saw; nil takes whatever there is.
    /// - Returns: the application, in state entered.
    /// - Throws: ``EnrollmentError``.
    /// - SeeAlso: RFC 3647 3.2.3 and 4.2.1.
    @discardableResult
    public func enter(
        _ id: String, by officer: Officer, signature: [UInt8]? = nil, expecting version: Int? = nil
    ) throws(EnrollmentError) -> Application {
        let turn = try turn(.enter, of: id, by: officer, as: [.enterer], in: [.submitted], signature: signature)
        if policy.evidence.isEnforced {
            let missing = try missingEvidence(of: turn.application)
            guard missing.isEmpty else { throw .handling(.evidenceMissing(missing)) }
        }
        let record: ApplicationRecord
        do throws(RecordsError) {
            record = try records.enter(
                application: id, by: officer.id, at: turn.time, signature: signature,
                within: policy.limits + Self.quota(of: turn), how: turn.step(expecting: version))
        } catch {
            throw refusal(error, of: turn)
        }
        return try Application(record)
    }

    /// Approves an application that another officer entered: the authority issues it then.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: an approver of the application's office, or a supervisor; neither the one who entered it nor the
    ///     applicant.
    ///   - signature: the officer's, over the action.
    ///   - version: the one that the officer saw; nil takes whatever there is.
    /// - Returns: the application, in state approved.
    /// - Throws: ``EnrollmentError``.
    /// - SeeAlso: 21 CFR 1311.125 (c); RFC 3647 4.2.2.
    @discardableResult
    public func approve(
        _ id: String, by officer: Officer, signature: [UInt8]? = nil, expecting version: Int? = nil
    ) throws(EnrollmentError) -> Application {
        let turn = try turn(
            .approve, of: id, by: officer, as: [.approver, .supervisor], in: [.entered], signature: signature)
        try refuseSamePerson(turn)
        // What was so when the application was filed need not be so any more.
        let application = turn.application
        let cleared = try refuseForeignLicence(
            application.content.keys, under: try profile(application.profile), at: turn.time)
        _ = try keyWarnings(application.record.publicKeySHA256, of: application.content.keys, except: id)
        try refuseWhileImportedInForce(application.content.keys, under: application.profile, at: turn.time)
        let conflicts = try licenceConflict(of: application, cleared: cleared)
        try askRegistries(about: application, at: "approval")
        let record: ApplicationRecord
        do throws(RecordsError) {
            record = try records.approve(
                application: id, by: officer.id, at: turn.time, signature: signature, within: policy.limits,
                refusing: conflicts, how: turn.step(expecting: version))
        } catch .applicationInTheWay {
            throw .licenceOfSomeoneElse(Personal(application.content.keys.licence ?? ""))
        } catch {
            throw refusal(error, of: turn)
        }
        return try Application(record)
    }

    /// Sends an application back to be corrected.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - cause: what is to be corrected, for the applicant to read; 1 to 1,000 characters.
    ///   - remarks: what is wrong with which field or paper; each point once, in any order.
    ///   - officer: an officer who enters or approves at the application's office, or a supervisor.
    ///   - signature: the officer's, over the action.
    ///   - version: the one that the officer saw; nil takes whatever there is.
    /// - Returns: the application, in state returned.
    /// - Throws: ``EnrollmentError``.
    @discardableResult
    public func sendBack(
        _ id: String, because cause: String, remarks: [ApplicationRemark] = [], by officer: Officer,
        signature: [UInt8]? = nil, expecting version: Int? = nil
    ) throws(EnrollmentError) -> Application {
        try check(remarks)
        let turn = try turn(
            .sendBack, of: id, by: officer, as: [.enterer, .approver, .supervisor], in: [.submitted, .entered],
            because: cause, remarks: remarks, signature: signature)
        return try Application(
            try told(
                try records.sendBack(
                    application: id, because: cause, by: officer.id, at: turn.time, signature: signature,
                    how: turn.step(expecting: version, remarks: remarks))))
    }

    /// Refuses an application for good.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - cause: why, for the applicant to read; 1 to 1,000 characters.
    ///   - officer: an officer who enters or approves at the application's office, or a supervisor.
    ///   - signature: the officer's, over the action.
    ///   - version: the one that the officer saw; nil takes whatever there is.
    /// - Returns: the application, in state rejected.
    /// - Throws: ``EnrollmentError``.
    @discardableResult
    public func reject(
        _ id: String, because cause: String, by officer: Officer, signature: [UInt8]? = nil,
        expecting version: Int? = nil
    ) throws(EnrollmentError) -> Application {
        let turn = try turn(
            .reject, of: id, by: officer, as: [.enterer, .approver, .supervisor],
            in: [.submitted, .entered, .approved], because: cause, signature: signature)
        return try Application(
            try told(
                try records.reject(
                    application: id, because: cause, by: officer.id, at: turn.time, signature: signature,
                    how: turn.step(expecting: version))))
    }

    /// Takes an application back, at the applicant's wish.
    ///
    /// - Parameters:
    ///   - id: the tracking code; whoever has it is taken for the applicant.
    ///   - cause: why, if said; 1 to 1,000 characters.
    ///   - officer: who was told of the wish at the desk; nil if the applicants do so themselves.
    ///   - signature: the officer's, over the action.
    /// - Returns: the application, in state withdrawn.
    /// - Throws: ``EnrollmentError``.
    @discardableResult
    public func withdraw(
        _ id: String, because cause: String? = nil, by officer: Officer? = nil, signature: [UInt8]? = nil
    ) throws(EnrollmentError) -> Application {
        if let cause { try check(cause: cause) }
        if let officer {
            let turn = try turn(
                .withdraw, of: id, by: officer, as: [.enterer, .approver, .supervisor],
                in: ApplicationState.allCases.filter { $0.successors.contains(.withdrawn) }, because: cause,
                signature: signature)
            return try Application(
                try told(
                    try records.withdraw(
                        application: id, because: cause, by: officer.id, at: turn.time, signature: signature,
                        how: turn.step(expecting: nil))))
        }
        return try Application(
            try told(try records.withdraw(application: id, because: cause, by: Self.applicant, at: clock())))
    }

    /// Closes applications that stood still for too long.
    ///
    /// - Parameter limit: how many at most.
    /// - Returns: the tracking codes of those that were closed.
    /// - Throws: ``EnrollmentError/records(_:)``; those closed until then stay so.
    @discardableResult
    public func expireOverdue(limit: Int = 100) throws(EnrollmentError) -> [String] {
        let time = clock()
        var expired: [String] = []
        for state in [ApplicationState.drafted, .submitted, .returned, .entered, .approved] {
            guard expired.count < limit else { break }
            let waiting = try told(try records.applications(in: state, limit: limit - expired.count))
            for record in waiting where record.changed.advanced(bySeconds: policy.applicationSeconds) < time {
                do throws(RecordsError) {
                    try records.expire(application: record.id, by: Self.house, at: time)
                    expired.append(record.id)
                } catch .applicationMoved {
                    continue  // Somebody took it up after all.
                } catch {
                    throw EnrollmentError(error)
                }
            }
        }
        return expired
    }

    /// What the audit log calls the house itself.
    static let house = "mohr"
}

/// An officer's action that nothing speaks against so far.
private struct Turn {
    let application: Application
    let officer: OfficerRecord
    let office: OfficeRecord
    let onBehalfOf: String?
    let time: Instant

    func step(expecting version: Int?, remarks: [ApplicationRemark] = []) -> OfficerStep {
        OfficerStep(expecting: version, remarks: remarks, onBehalfOf: onBehalfOf)
    }
}

extension RegistrationAuthority {
    private func turn(
        _ act: OfficerAction.Act, of id: String, by officer: Officer, as roles: [OfficerRecord.Role],
        in states: [ApplicationState], because cause: String? = nil, remarks: [ApplicationRemark] = [],
        signature: [UInt8]?
    ) throws(EnrollmentError) -> Turn {
        if let cause { try check(cause: cause) }
        let time = clock()
        let application = try Application(try told(try records.application(id)))
        let desk = try desk(application.office, for: application.profile, at: time)
        let (record, onBehalfOf) = try admit(officer, at: desk, as: roles, at: time)
        try requireOpen(desk.office, at: time)
        guard states.contains(application.state) else {
            throw .applicationMoved(id: id, seen: application.state, allowed: states)
        }
        try refuseOwn(application, of: record)
        try check(
            signature,
            over: OfficerAction(
                act, of: application, by: officer, because: cause, remarks: remarks,
                evidence: try evidenceDigests(of: id)), by: record)
        return Turn(
            application: application, officer: record, office: desk.office, onBehalfOf: onBehalfOf, time: time)
    }

    /// Refuses an approver who is the enterer, under whatever name they came in.
    private func refuseSamePerson(_ turn: Turn) throws(EnrollmentError) {
        guard let enterer = turn.application.record.enteredBy else { return }
        guard enterer != turn.officer.id,
            try person(try told(try records.officer(enterer))) != (try person(turn.officer))
        else { throw .sameOfficer(officer: turn.officer.id) }
    }

    func check(cause: String) throws(EnrollmentError) {
        let length = cause.unicodeScalars.count
        let isBlank = cause.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        guard (1...1_000).contains(length), !isBlank else {
            throw .cause(length: isBlank ? 0 : length, allowed: 1...1_000)
        }
    }

    private func check(_ remarks: [ApplicationRemark]) throws(EnrollmentError) {
        var points: Set<String> = []
        for remark in remarks {
            let isKnown = FormField(rawValue: remark.point) != nil || EvidenceKind(point: remark.point) != nil
            guard isKnown, points.insert(remark.point).inserted else {
                throw .handling(.remarkPoint(seen: String(remark.point.prefix(64))))
            }
            try check(cause: remark.text)
        }
    }

    /// What an office may enter today, counted with everything else that is limited, in the step's own transaction.
    private static func quota(of turn: Turn) -> [StepLimit] {
        guard let quota = turn.office.details.dailyQuota else { return [] }
        // The day of Tehran begins at its midnight, which counts.
        return [StepLimit(.office, count: quota, seconds: Int64(OpeningHours.secondOfDay(at: turn.time)) + 1)]
    }

    private func refusal(_ error: RecordsError, of turn: Turn) -> EnrollmentError {
        guard case .tooManySteps(let step, let id, let limit) = error else { return EnrollmentError(error) }
        if Self.quota(of: turn).contains(limit), !policy.limits.contains(limit) {
            let midnight = turn.time.advanced(bySeconds: 86_400 - limit.seconds + 1)
            return .handling(.officeQuota(office: turn.office.id, allowed: limit.count, again: midnight))
        }
        return atLimit(limit, before: step, officer: id, at: turn.time)
    }
}

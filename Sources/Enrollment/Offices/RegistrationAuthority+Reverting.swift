// SPDX-License-Identifier: Apache-2.0
public import DER
public import Records

extension RegistrationAuthority {
    /// What an officer filed, entered or approved and no certificate has come of yet: what a stolen key leaves behind.
    ///
    /// - Parameters:
    ///   - officer: the officer's identifier.
    ///   - since: from this second on.
    /// - Returns: the applications that still wait, by tracking code; at most 10,000 of each kind of step.
    /// - Throws: ``EnrollmentError/unknownOfficer(id:)``.
    public func unfinished(
        by officer: String, since: Instant
    ) throws(EnrollmentError) -> [ApplicationRecord] {
        _ = try told(try records.officer(officer))
        var found: [String: ApplicationRecord] = [:]
        for step in Self.waiting {
            let moved = try told(try records.applications(movedBy: officer, to: step, since: since, limit: 10_000))
            for record in moved where Self.waiting.contains(record.state) { found[record.id] = record }
        }
        return found.values.sorted { $0.id < $1.id }
    }

    /// Rejects all of it, whoever has it in hand; certificates that were issued are revoked by another act.
    ///
    /// - Parameters:
    ///   - officer: the officer's identifier.
    ///   - since: from this second on.
    ///   - cause: why, for the applicants to read; 1 to 1,000 characters.
    ///   - administrator: who does it.
    /// - Returns: the tracking codes of what was rejected; what was issued meanwhile is not among them.
    /// - Throws: ``EnrollmentError``; what was rejected until then stays so.
    @discardableResult
    public func rejectUnfinished(
        by officer: String, since: Instant, because cause: String, by administrator: Administrator
    ) throws(EnrollmentError) -> [String] {
        try authorise(administrator)
        try check(cause: cause)
        var rejected: [String] = []
        for record in try unfinished(by: officer, since: since) {
            do throws(RecordsError) {
                try records.reject(
                    application: record.id, because: cause, by: administrator.actor, at: clock(), how: nil)
                rejected.append(record.id)
            } catch .applicationMoved {
                continue  // It was issued, or closed by somebody else.
            } catch {
                throw EnrollmentError(error)
            }
        }
        return rejected
    }

    private static let waiting: [ApplicationState] = [.submitted, .entered, .approved]
}

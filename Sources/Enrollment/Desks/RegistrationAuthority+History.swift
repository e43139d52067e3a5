// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
public import Records

extension RegistrationAuthority {
    /// Every step of an application with who, when and why, for an officer who may see it.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: who asks.
    /// - Returns: the steps in order, each with its remarks and the officer's signature.
    /// - Throws: ``EnrollmentError``.
    public func events(of id: String, seenBy officer: Officer) throws(EnrollmentError) -> [ApplicationEvent] {
        _ = try application(id, seenBy: officer)
        return try told(try records.events(ofApplication: id))
    }

    /// What is to be corrected in an application that was sent back last; for the applicant too.
    ///
    /// - Parameter id: the tracking code.
    /// - Returns: the points; none if it was never sent back, or without any.
    /// - Throws: ``EnrollmentError``.
    public func remarks(of id: String) throws(EnrollmentError) -> [ApplicationRemark] {
        try told(try records.events(ofApplication: id)).last { $0.to == .returned }?.remarks ?? []
    }

    /// What changed in an application since it was handed in first, for whoever approves it.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - version: only what changed after it; nil for all.
    ///   - officer: who asks.
    /// - Returns: the changes, the oldest first, fields in the form's order.
    /// - Throws: ``EnrollmentError``.
    public func changes(
        of id: String, since version: Int? = nil, seenBy officer: Officer
    ) throws(EnrollmentError) -> [FieldChange] {
        let now = try application(id, seenBy: officer)
        let revisions = try told(try records.revisions(ofApplication: id))
        var changes: [FieldChange] = []
        for (index, revision) in revisions.enumerated() where version.map({ revision.version >= $0 }) ?? true {
            let after = index + 1 < revisions.count ? revisions[index + 1].subject : now.record.subject
            for field in FormField.allCases {
                let name = "field.\(field.rawValue)"
                let (old, new) = (revision.subject[name], after[name])
                guard old.map({ Array($0.utf8) }) != new.map({ Array($0.utf8) }) else { continue }
                changes.append(
                    FieldChange(
                        field: field, version: revision.version, before: old.map { Personal($0) },
                        after: new.map { Personal($0) }, actor: revision.actor, time: revision.time))
            }
        }
        return changes
    }
}

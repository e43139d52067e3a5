// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records

// A line that drops loses nothing that was saved: whoever has the tracking code goes on where they were, and whoever
// saves over what somebody else saved meanwhile is told which fields.
extension RegistrationAuthority {
    /// Begins a draft.
    ///
    /// - Parameters:
    ///   - form: as filled in so far; nothing is checked but the profile.
    ///   - office: the office that is to enrol; nil while none was chosen.
    ///   - csr: a certification request, if there is one; at most 16 KB.
    ///   - officer: an enterer who fills it in with the applicant; nil if the applicants do so themselves.
    /// - Returns: the draft, version 1; its ``FormDraft/id`` is the tracking code.
    /// - Throws: ``EnrollmentError``.
    public func begin(
        _ form: ApplicationForm, office: String? = nil, csr: [UInt8]? = nil, by officer: Officer? = nil
    ) throws(EnrollmentError) -> FormDraft {
        let draft = try keepable(
            try drawTrackingCode(), form, office: officer?.office ?? office, csr: csr, version: 0, by: officer)
        return FormDraft(try told(try records.save(draft)))
    }

    /// Saves a draft over the version that the caller saw.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - form: as filled in so far, all of it.
    ///   - office: the office that is to enrol.
    ///   - csr: the certification request; nil keeps the one that is there.
    ///   - version: the one that the caller saw.
    ///   - officer: who saves it; nil for the applicant.
    /// - Returns: the draft as it is kept, with its new version.
    /// - Throws: ``EnrollmentError/desk(_:)`` with the newest version and the fields that differ, when somebody saved it
    ///   meanwhile; nothing is overwritten then.
    public func save(
        _ id: String, _ form: ApplicationForm, office: String? = nil, csr: [UInt8]? = nil, expecting version: Int,
        by officer: Officer? = nil
    ) throws(EnrollmentError) -> FormDraft {
        let before = try told(try records.formDraft(id))
        try refuseForeign(before, to: officer)
        let draft = try keepable(
            id, form, office: officer?.office ?? office ?? before.office, csr: csr ?? before.request,
            version: max(1, version), by: officer)
        let saved = FormDraft(try told(try records.save(draft)))
        if let officer, before.actor == Self.applicant {
            _ = try told(
                try records.note(
                    AuditAct.draftTaken, of: "application:\(id)", by: officer.id, at: clock(),
                    details: ["office": officer.office]))
        }
        return saved
    }

    /// A draft, for whoever has its tracking code.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: the officer who looks at it; nil for the applicant.
    /// - Returns: the draft.
    /// - Throws: ``EnrollmentError/desk(_:)`` for an unknown one; ``EnrollmentError/handling(_:)`` for another office's.
    public func draft(_ id: String, seenBy officer: Officer? = nil) throws(EnrollmentError) -> FormDraft {
        let record = try told(try records.formDraft(id))
        try refuseForeign(record, to: officer)
        return FormDraft(record)
    }

    /// The drafts of an officer's office, those saved last first.
    ///
    /// - Parameters:
    ///   - officer: whose office.
    ///   - limit: how many at most.
    /// - Returns: the drafts.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func drafts(for officer: Officer, limit: Int = 100) throws(EnrollmentError) -> [FormDraft] {
        guard [.enterer, .supervisor].contains(officer.role) else { return [] }
        return try told(try records.formDrafts(of: officer.office, limit: limit)).map { FormDraft($0) }
    }

    /// Hands a draft in: it is checked as any form, and becomes an application of the same tracking code.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - version: the one that the caller saw.
    ///   - officer: an enterer of the office who files it for the applicant; nil if the applicants do so themselves.
    ///   - signature: the officer's over the ``FilingStatement``; asked for where officers sign.
    /// - Returns: the application, in state submitted.
    /// - Throws: ``EnrollmentError``, as ``apply(_:office:csr:filedBy:signature:)``; the draft is still there then.
    public func submit(
        draft id: String, expecting version: Int, by officer: Officer? = nil, signature: [UInt8]? = nil
    ) throws(EnrollmentError) -> Application {
        let record = try told(try records.formDraft(id))
        try refuseForeign(record, to: officer)
        guard record.version == version else {
            throw .desk(.changed(id: id, seen: record.version, expected: version, fields: []))
        }
        let draft = FormDraft(record)
        guard let office = officer?.office ?? draft.office else {
            throw .handling(.draftOffice(id: id, seen: nil, allowed: ""))
        }
        guard let csr = draft.csr else { throw .handling(.draftWithoutRequest(id: id)) }
        let application = try apply(
            draft.form, office: office, csr: csr, filedBy: officer, under: id, signature: signature, named: id)
        // What fails here leaves a draft of an application that is on record: it cannot be handed in a second time.
        try? records.discard(formDraft: id)
        return application
    }

    /// Throws a draft away.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: who does it; nil for the applicant.
    /// - Throws: ``EnrollmentError/desk(_:)`` for an unknown one.
    public func discard(draft id: String, by officer: Officer? = nil) throws(EnrollmentError) {
        try refuseForeign(try told(try records.formDraft(id)), to: officer)
        try told(try records.discard(formDraft: id))
    }

    /// An applicant's own draft that names no office is for any office; one that names an office is for that one.
    private func refuseForeign(_ draft: FormDraftRecord, to officer: Officer?) throws(EnrollmentError) {
        guard let officer else { return }
        guard [.enterer, .supervisor].contains(officer.role) else {
            throw .role(officer: officer.id, seen: officer.role, allowed: [.enterer, .supervisor])
        }
        if let office = draft.office, office != officer.office {
            throw .handling(.draftOffice(id: draft.id, seen: office, allowed: officer.office))
        }
    }

    private func keepable(
        _ id: String, _ form: ApplicationForm, office: String?, csr: [UInt8]?, version: Int, by officer: Officer?
    ) throws(EnrollmentError) -> FormDraftRecord {
        _ = try profile(form.profile)
        if let office { _ = try told(try records.office(office)) }
        if let csr, csr.count > CertificationRequest.maximumBytes {
            throw .requestSize(seen: csr.count, allowed: CertificationRequest.maximumBytes)
        }
        for (field, value) in form.values where value.utf8.count > 2_000 {
            throw .value(field: field.rawValue, seen: "\(value.utf8.count) bytes", allowed: "2000")
        }
        let time = clock()
        let fields = Dictionary(uniqueKeysWithValues: form.values.map { ($0.rawValue, $1) })
        return FormDraftRecord(
            id: id, office: office, profile: form.profile, fields: SubjectFields(fields), request: csr,
            version: version, actor: officer?.id ?? Self.applicant, created: time, changed: time)
    }
}

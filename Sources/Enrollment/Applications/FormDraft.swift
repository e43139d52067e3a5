// SPDX-License-Identifier: Apache-2.0
public import DER
import Records

/// A form that is still being filled in, at home or at the desk; nothing in it is checked.
public struct FormDraft: Sendable, Hashable {
    /// The tracking code; the application's, once it is handed in.
    public let id: String
    /// The office that is to enrol; nil while the applicant has chosen none.
    public let office: String?
    /// As filled in so far.
    public let form: ApplicationForm
    /// The certification request as it was brought; nil if none was.
    public let csr: [UInt8]?
    /// Counts each saving; whoever saves says which one they saw.
    public let version: Int
    /// Who saved it last.
    public let savedBy: String
    /// When it was begun.
    public let created: Instant
    /// When it was saved last.
    public let changed: Instant

    init(_ record: FormDraftRecord) {
        id = record.id
        office = record.office
        var values: [FormField: String] = [:]
        for (name, value) in record.fields.fields { if let field = FormField(rawValue: name) { values[field] = value } }
        form = ApplicationForm(profile: record.profile, values)
        csr = record.request
        version = record.version
        savedBy = record.actor
        created = record.created
        changed = record.changed
    }
}

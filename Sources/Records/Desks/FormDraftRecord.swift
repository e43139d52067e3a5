// SPDX-License-Identifier: Apache-2.0
public import DER

/// A form that is still being filled in.
public struct FormDraftRecord: Sendable, Hashable {
    /// The tracking code; the application's, once it is handed in.
    public let id: String
    /// The office that is to enrol; nil while none was chosen.
    public let office: String?
    /// The profile that is asked for.
    public let profile: String
    /// What was typed so far, unchecked, by the field's name.
    public let fields: SubjectFields
    /// The request as it was brought, unchecked; nil if none was.
    public let request: [UInt8]?
    /// Counts each saving.
    public let version: Int
    /// Who saved it last.
    public let actor: String
    /// When it was begun.
    public let created: Instant
    /// When it was saved last.
    public let changed: Instant

    /// Describes a draft.
    public init(
        id: String, office: String?, profile: String, fields: SubjectFields, request: [UInt8]?, version: Int,
        actor: String, created: Instant, changed: Instant
    ) {
        self.id = id
        self.office = office
        self.profile = profile
        self.fields = fields
        self.request = request
        self.version = version
        self.actor = actor
        self.created = created
        self.changed = changed
    }
}

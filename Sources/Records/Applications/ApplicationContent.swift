// SPDX-License-Identifier: Apache-2.0
public import DER

/// What an application says, checked: the form in which enrollment leaves it and issuance takes it up.
///
/// It stands in ``ApplicationDraft/subject`` and ``ApplicationRecord/subject`` as text fields:
///
///     subject.2.5.4.3    an attribute of the certificate's subject, by its type
///     licence            the licence number that the certificate is to carry
///     key.name key.nationalID key.licence
///                        what the holder is found by, folded
///     field.<name>       what the form said, in canonical form
///     warnings           what an officer should ask a registry about, one a line
///
/// The key to be certified is in the request beside it. Personal data: the description shows none.
public struct ApplicationContent: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The values of the subject's attributes that the profile leaves to the application.
    public let subject: [ObjectIdentifier: String]

    /// The licence number that the certificate is to carry, as its register writes it; nil for none.
    public let licenceNumber: String?

    /// What the certificate is to be found by.
    public let keys: SubjectKeys

    /// What the form said, in canonical form, by the field's name.
    public let fields: [String: String]

    /// What an officer should ask a registry about; each a code without personal data, on one line.
    public let warnings: [String]

    /// Describes what an application says.
    public init(
        subject: [ObjectIdentifier: String], licenceNumber: String? = nil, keys: SubjectKeys,
        fields: [String: String] = [:], warnings: [String] = []
    ) {
        self.subject = subject
        self.licenceNumber = licenceNumber
        self.keys = keys
        self.fields = fields
        self.warnings = warnings
    }

    /// Reads an application's fields; nil if they are not in this form.
    ///
    /// - Parameter stored: as written by ``stored``.
    public init?(stored: SubjectFields) {
        var subject: [ObjectIdentifier: String] = [:]
        var fields: [String: String] = [:]
        for (name, value) in stored.fields {
            if let dotted = Self.rest(of: name, after: Self.subjectPrefix) {
                guard let type = ObjectIdentifier(dotted) else { return nil }
                subject[type] = value
            } else if let field = Self.rest(of: name, after: Self.fieldPrefix) {
                fields[field] = value
            } else if !Self.others.contains(name) {
                return nil
            }
        }
        let keys = SubjectKeys(
            name: stored["key.name"], nationalID: stored["key.nationalID"], licence: stored["key.licence"])
        self.init(
            subject: subject, licenceNumber: stored["licence"], keys: keys, fields: fields,
            warnings: stored["warnings"]?.split(separator: "\n").map(String.init) ?? [])
    }

    /// The fields as they go on record.
    public var stored: SubjectFields {
        var all: [String: String] = [:]
        for (type, value) in subject { all[Self.subjectPrefix + type.dotted] = value }
        for (field, value) in fields { all[Self.fieldPrefix + field] = value }
        all["licence"] = licenceNumber
        all["key.name"] = keys.name
        all["key.nationalID"] = keys.nationalID
        all["key.licence"] = keys.licence
        if !warnings.isEmpty { all["warnings"] = warnings.joined(separator: "\n") }
        return SubjectFields(all)
    }

    /// Says that there is content, and nothing of it.
    public var description: String { "‹personal›" }

    /// Says that there is content, and nothing of it.
    public var debugDescription: String { description }

    /// Shows nothing to `dump`.
    public var customMirror: Mirror { Mirror(self, children: [:]) }

    private static func rest(of name: String, after prefix: String) -> String? {
        name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }

    /// What the form calls the batch of chips or tokens that the key lives in; goes on record with the issuance.
    public static let chipBatchField = "chipBatch"

    private static let subjectPrefix = "subject."
    private static let fieldPrefix = "field."
    private static let others: Set<String> = ["licence", "key.name", "key.nationalID", "key.licence", "warnings"]
}

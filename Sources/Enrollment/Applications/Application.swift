// SPDX-License-Identifier: Apache-2.0
public import DER
public import Identity
public import Records

/// A person's application for a certificate, checked and on record.
///
/// - SeeAlso: RFC 3647 4.4.1 and 4.4.2.
public struct Application: Sendable, Hashable {
    /// The record, as it was when it was read.
    public let record: ApplicationRecord

    /// What it says, checked.
    public let content: ApplicationContent

    /// The tracking code: random, so that whoever has it was told.
    public var id: String { record.id }

    /// The office that enrols.
    public var office: String { record.office }

    /// The profile applied for.
    public var profile: String { record.profile }

    /// How far it has come.
    public var state: ApplicationState { record.state }

    /// What an officer should look into; codes of ``ApplicationWarning``.
    public var warnings: [String] { content.warnings }

    /// A field in canonical form; nil if it was left blank.
    public subscript(field: FormField) -> Personal<String>? {
        content.fields[field.rawValue].map { Personal($0) }
    }

    /// An attribute that the certificate's subject is to have; nil if the application gives none.
    ///
    /// - Parameter type: the attribute's type.
    /// - Returns: its value.
    public func subject(_ type: ObjectIdentifier) -> Personal<String>? {
        content.subject[type].map { Personal($0) }
    }

    /// SHA-256 of the terms that the applicant was shown, in hexadecimal.
    var termsSHA256: String { content.fields[Self.termsField] ?? "" }

    /// What the terms' digest is kept under, beside the form's fields.
    static let termsField = "termsSHA256"

    init(_ record: ApplicationRecord) throws(EnrollmentError) {
        self.record = record
        do throws(RecordsError) {
            content = try record.content()
        } catch {
            throw .records(error)
        }
    }
}

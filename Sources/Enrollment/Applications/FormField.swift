// SPDX-License-Identifier: Apache-2.0

/// A field of the application form.
///
/// The raw value is what requests, problem documents and records call it; it never changes. The order is that of the
/// form, and so the order in which fields are found fault with.
public enum FormField: String, Sendable, Hashable, CaseIterable {
    /// A citizen's national ID (کد ملی).
    case nationalID
    /// A foreigner's comprehensive code, in place of the national ID.
    case foreignersID
    /// The given name as the identity document has it, in Persian.
    case givenName
    /// The family name as the identity document has it, in Persian.
    case surname
    /// The whole name in Latin letters, given name first.
    case latinName
    /// The number under which the profession's register knows the applicant.
    case licenceNumber
    /// The role that the applicant signs in; one of the profile's own list.
    case title
    /// The organisation that the applicant signs for.
    case organization
    /// The part of the organisation.
    case organizationalUnit
    /// The organisation's national ID (شناسهٔ ملی).
    case legalID
    /// The organisation's or trader's tax number; for the officer, not for the certificate.
    case economicCode
    /// A mobile number in the applicant's own name; for the officer, not for the certificate.
    case mobile
    /// A mail address of the applicant's own; for the officer, not for the certificate.
    case email
    /// Where the applicant works; for the officer, not for the certificate.
    case postalCode
    /// The batch of cards or tokens that the key was made in; kept beside the certificate, so that all of a bad batch
    /// can be found.
    case chipBatch
}

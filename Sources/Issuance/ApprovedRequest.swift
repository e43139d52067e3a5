// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX
public import Records

/// What a registration office approved, or the house decided for itself: all that a certificate takes from outside.
///
/// Everything else comes from the profile and the issuer; what the profile has no place for is refused.
///
/// - SeeAlso: CP/CPS 4.2.2 and 4.3.1.
public struct ApprovedRequest: Sendable {
    /// The application that it answers; nil for what no one applies for.
    public let applicationID: String?

    /// The office that enrolled the holder, if one did.
    public let office: String?

    /// The subject's attributes, the key, the licence.
    public let content: CertificateContent

    /// What the holder will be found by.
    public let searchKeys: SubjectKeys

    /// The last second that the certificate may be valid in, such as the end of a commercial card; nil for none but
    /// the profile's own.
    public let notAfterLimit: Instant?

    /// The batch of chips or tokens that the key lives in, canonical; nil if nobody said.
    public let chipBatch: String?

    /// Takes a request for a certificate that no one applies for: an officer's, a responder's, a listener's.
    ///
    /// - Parameters:
    ///   - content: the subject's attributes and the key.
    ///   - office: the office that the certificate is found by.
    ///   - searchKeys: what the holder will be found by.
    ///   - notAfterLimit: the last second that it may be valid in.
    ///   - chipBatch: the batch of chips or tokens that the key lives in.
    public init(
        withoutApplication content: CertificateContent, office: String? = nil, searchKeys: SubjectKeys = SubjectKeys(),
        notAfterLimit: Instant? = nil, chipBatch: String? = nil
    ) {
        self.init(
            applicationID: nil, office: office, content: content, searchKeys: searchKeys, notAfterLimit: notAfterLimit,
            chipBatch: chipBatch)
    }

    init(
        applicationID: String?, office: String?, content: CertificateContent, searchKeys: SubjectKeys,
        notAfterLimit: Instant?, chipBatch: String?
    ) {
        self.applicationID = applicationID
        self.office = office
        self.content = content
        self.searchKeys = searchKeys
        self.notAfterLimit = notAfterLimit
        self.chipBatch = chipBatch
    }
}

// SPDX-License-Identifier: Apache-2.0

/// An application as it is begun.
public struct ApplicationDraft: Sendable, Hashable {
    /// The tracking code: random, 1 to 64 characters.
    public let id: String

    /// The office that enrols.
    public let office: String

    /// The profile asked for.
    public let profile: String

    /// What the applicant says about themselves.
    public let subject: SubjectFields

    /// The certification request, PKCS#10 in DER.
    public let request: [UInt8]

    /// SHA-256 of the request's SubjectPublicKeyInfo in DER; 32 bytes.
    public let publicKeySHA256: [UInt8]

    /// Describes an application.
    public init(
        id: String, office: String, profile: String, subject: SubjectFields, request: [UInt8],
        publicKeySHA256: [UInt8]
    ) {
        self.id = id
        self.office = office
        self.profile = profile
        self.subject = subject
        self.request = request
        self.publicKeySHA256 = publicKeySHA256
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// A person's wish for a certificate, and how far it has come.
public struct ApplicationRecord: Sendable, Hashable {
    /// The tracking code: random, so that it can be told to the applicant and not be guessed.
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

    /// How far it has come.
    public let state: ApplicationState

    /// The officer who checked the evidence.
    public let enteredBy: String?

    /// The officer who approved; never the one who entered.
    public let approvedBy: String?

    /// Why it was returned, rejected or withdrawn.
    public let cause: String?

    /// When it was begun.
    public let created: Instant

    /// When it last took a step.
    public let changed: Instant

    /// Counts every change of what it says or where it is.
    public let version: Int

    /// Who has it in hand, or had; nil if nobody since its last step.
    public let claim: ApplicationClaim?
}

/// One step of an application.
public struct ApplicationEvent: Sendable, Hashable {
    /// Where it was; nil for the first.
    public let from: ApplicationState?

    /// Where it went.
    public let to: ApplicationState

    /// Who moved it.
    public let actor: String

    /// When.
    public let time: Instant

    /// Why, if a reason was given.
    public let cause: String?

    /// The officer's signature over the action, if one was given.
    public let signature: [UInt8]?

    /// What is to be corrected, point by point.
    public let remarks: [ApplicationRemark]

    /// The audit log's line about it.
    public let sequence: Int
}

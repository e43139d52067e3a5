// SPDX-License-Identifier: Apache-2.0
public import Records

/// What became of one approved application.
public enum IssuanceOutcome: Sendable, Equatable {
    /// A certificate was issued, and waits for its subscriber.
    case issued(application: String, CertificateReference)
    /// The application cannot be issued and was rejected, with the reason in its cause.
    case refused(application: String, IssuanceError)
    /// Something of ours failed; the application is still approved.
    case failed(application: String, IssuanceError)
    /// Who is asked before an issuance has not agreed; the application is still approved, or was sent back.
    case waiting(application: String)
    /// Someone else moved the application first.
    case moved(application: String)
}

// SPDX-License-Identifier: Apache-2.0

/// How far an application has come.
///
/// - SeeAlso: RFC 3647 4.4.1 to 4.4.4 (application, processing, issuance, acceptance).
public enum ApplicationState: String, Sendable, Hashable, CaseIterable {
    /// Begun, not yet handed in.
    case drafted
    /// Handed in by the applicant.
    case submitted
    /// An officer checked the evidence and entered it.
    case entered
    /// A second officer approved it.
    case approved
    /// The authority is issuing: a serial number is reserved for it.
    case issuing
    /// The certificate is on record.
    case issued
    /// The subscriber accepted the certificate.
    case accepted
    /// Sent back to the applicant to be corrected.
    case returned
    /// Refused for good, or its certificate was revoked before it was accepted.
    case rejected
    /// Taken back by the applicant.
    case withdrawn
    /// Not finished in time.
    case expired

    /// The states that may follow this one.
    public var successors: [ApplicationState] {
        switch self {
        case .drafted, .returned: [.submitted, .withdrawn, .expired]
        // To approved only for a renewal, which the old certificate's key has spoken for.
        case .submitted: [.entered, .approved, .returned, .rejected, .withdrawn, .expired]
        case .entered: [.approved, .returned, .rejected, .withdrawn, .expired]
        // Returned when a registry says something else at issuance than at approval.
        case .approved: [.issuing, .returned, .rejected, .withdrawn, .expired]
        // Back to approved when the issuance was given up: the application is still good.
        case .issuing: [.issued, .approved]
        case .issued: [.accepted, .rejected, .expired]
        case .accepted, .rejected, .withdrawn, .expired: []
        }
    }

    /// Those from which a state can be reached in one step.
    static func predecessors(of state: ApplicationState) -> [ApplicationState] {
        allCases.filter { $0.successors.contains(state) }
    }
}

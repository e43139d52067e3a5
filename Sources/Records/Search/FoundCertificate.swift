// SPDX-License-Identifier: Apache-2.0
public import DER
import PKIX

/// A certificate that a search came upon.
public struct FoundCertificate: Sendable, Hashable {
    /// Its issuance.
    public let record: IssuanceRecord

    /// What is on record of its status; nil while it is not issued.
    public let status: RecordedStatus?

    /// What it is at a moment.
    ///
    /// - Parameter time: the moment, now as a rule.
    /// - Returns: nil while it is not issued.
    public func state(at time: Instant) -> FoundState? {
        let isOver = record.validity.map { $0.notAfter < time } ?? false
        switch status {
        case nil: return nil
        case .revoked: return .revoked
        case .good: return isOver ? .expired : .good
        case .onHold: return isOver ? .expired : .onHold
        case .pendingAcceptance: return isOver ? .expired : .pendingAcceptance
        }
    }
}

/// What a search came upon, the newest certificate first.
public struct FoundCertificates: Sendable, Hashable {
    /// As many as were asked for at most.
    public let certificates: [FoundCertificate]

    /// Whether there are more: ask for more, or more closely.
    public let areMore: Bool
}

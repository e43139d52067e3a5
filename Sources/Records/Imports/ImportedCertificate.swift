// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// A certificate that another authority issued and this house knows of.
///
/// Nothing of this house's speaks of its status but this record: what its issuer said when its list was last read. Its
/// holder is certified anew here like anybody else; from then on it counts as superseded.
public struct ImportedCertificate: Sendable, Hashable {
    /// SHA-256 of its DER; 32 bytes.
    public let sha256: [UInt8]
    /// The audit line that took it in.
    public let sequence: Int
    /// The issuer's name.
    public let issuer: String
    /// The issuer's number for it.
    public let serial: SerialNumber
    /// The profile of this house under which its holder is certified anew.
    public let profile: String
    /// What the holder is found by.
    public let subject: SubjectKeys
    /// When it is valid.
    public let validity: Validity
    /// SHA-256 of the key's SubjectPublicKeyInfo.
    public let publicKeySHA256: [UInt8]
    /// What its issuer says of it.
    public let standing: ImportedStanding
    /// When it was taken in.
    public let time: Instant
    /// The house's own certificate, accepted by the same person under the same profile since; nil if there is none.
    public let successor: CertificateReference?
    /// DER.
    public let certificate: [UInt8]

    /// What it is at a moment, in one word.
    public func state(at time: Instant) -> FoundState {
        switch standing.status {
        case .revoked: .revoked
        case .onHold: validity.notAfter < time ? .expired : .onHold
        case .good, .pendingAcceptance: validity.notAfter < time ? .expired : .good
        }
    }

    /// Whether it counts as its holder's signing certificate: good or on hold, and nothing has taken its place.
    public func isInForce(at time: Instant) -> Bool {
        successor == nil && [.good, .onHold].contains(state(at: time))
    }
}

/// What a search came upon among imported certificates, the last one taken in first.
public struct ImportedCertificates: Sendable, Hashable {
    /// As many as were asked for at most.
    public let certificates: [ImportedCertificate]
    /// Whether there are more.
    public let areMore: Bool

    /// What nobody was looking for.
    public static let none = ImportedCertificates(certificates: [], areMore: false)
}

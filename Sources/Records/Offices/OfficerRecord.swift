// SPDX-License-Identifier: Apache-2.0
public import DER

/// A person who works at an office, in one role.
///
/// - SeeAlso: CIMC FMT_SMR.2.3 (nobody holds two of administrator, officer and auditor).
public struct OfficerRecord: Sendable, Hashable {
    /// What the audit log calls them; not personal data.
    public let id: String

    /// The office's identifier.
    public let office: String

    /// The name that colleagues see.
    public let displayName: String

    /// What they may do.
    public let role: Role

    /// Who they are outside the office, so that nobody is two officers; no keys if it is not known.
    public let person: SubjectKeys

    /// SHA-256 of the certificate that they sign in with, 32 bytes; nil until they have one.
    public let certificateSHA256: [UInt8]?

    /// Whether they may work.
    public let status: OfficeRecord.Standing

    /// When they were registered.
    public let created: Instant

    /// What an officer may do; one role a person.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// Checks evidence and enters applications.
        case enterer
        /// Approves what another entered.
        case approver
        /// Sees to an office's work.
        case supervisor
        /// Reads everything, changes nothing.
        case auditor
        /// Registers offices and officers; enrols no one.
        case administrator
    }

    /// Describes an officer.
    public init(
        id: String, office: String, displayName: String, role: Role, person: SubjectKeys = SubjectKeys(),
        certificateSHA256: [UInt8]? = nil, status: OfficeRecord.Standing = .active, created: Instant
    ) {
        self.id = id
        self.office = office
        self.displayName = displayName
        self.role = role
        self.person = person
        self.certificateSHA256 = certificateSHA256
        self.status = status
        self.created = created
    }
}

// SPDX-License-Identifier: Apache-2.0
public import Records

/// An officer who has come in, by certificate or at the console.
///
/// Made by ``RegistrationAuthority`` alone. It is a name and no permission: what an officer may do is looked up anew at
/// every action, so that a suspension counts at once.
public struct Officer: Sendable, Hashable {
    /// The officer as on record when they came in.
    public let record: OfficerRecord

    /// What the audit log calls them.
    public var id: String { record.id }

    /// The office they work at.
    public var office: String { record.office }

    /// What they may do.
    public var role: OfficerRecord.Role { record.role }

    init(_ record: OfficerRecord) { self.record = record }
}

extension OfficerRecord.Role {
    /// Nobody may hold roles of two of these.
    ///
    /// - SeeAlso: CIMC FMT_SMR.2.3; ETSI EN 319 401 REQ-7.4.
    public enum Separation: String, Sendable, Hashable, CaseIterable {
        /// Sets up offices and officers.
        case administrator
        /// Checks the work of all others.
        case auditor
        /// Enrols applicants.
        case officer
    }

    /// The side that the role is on.
    public var separation: Separation {
        switch self {
        case .administrator: .administrator
        case .auditor: .auditor
        case .enterer, .approver, .supervisor: .officer
        }
    }
}

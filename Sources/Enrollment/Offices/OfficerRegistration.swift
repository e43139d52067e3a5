// SPDX-License-Identifier: Apache-2.0
public import Identity
public import Records

/// An officer as they are to be set up.
public struct OfficerRegistration: Sendable, Hashable {
    /// What they are to be called in the log: `a`–`z`, digits and hyphens, beginning with a letter, at most 64.
    public let id: String

    /// The office they work at.
    public let office: String

    /// The name that colleagues see.
    public let name: PersianName

    /// Who they are, so that nobody handles their own application or holds two roles.
    public let nationalID: NationalID

    /// What they may do.
    public let role: OfficerRecord.Role

    /// Describes an officer.
    public init(
        id: String, office: String, name: PersianName, nationalID: NationalID, role: OfficerRecord.Role
    ) {
        self.id = id
        self.office = office
        self.name = name
        self.nationalID = nationalID
        self.role = role
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What holds of a house whatever happened to it: a kill, a power cut, a full disk, a clock that was turned.
///
/// Those that the records alone show are found by ``Records/invariantBreaches()``; the others take lists, files or a
/// process that serves, and are found by whoever has those.
public enum Invariant: String, Sendable, Hashable, CaseIterable {
    /// Every certificate on record is readable, signed by its authority, and says what was linted.
    case certificateStands = "I1"
    /// No two certificates have one issuer and one serial number.
    case serialUnique = "I2"
    /// Nothing is good that was not issued.
    case goodIsIssued = "I3"
    /// Revoked stays revoked, and intervals follow each other without gaps.
    case revokedIsFinal = "I4"
    /// Every revocation is on the next list.
    case revocationListed = "I5"
    /// The log adds up, and there is one line for each change and one change for each line.
    case everyChangeLogged = "I6"
    /// Lists' numbers and times grow, and no entry vanishes that was no hold.
    case listsGrow = "I7"
    /// What came twice was done once.
    case doneOnce = "I8"
    /// Every list that lies in the house is whole, signed and on record.
    case listFilesWhole = "I9"
    /// A licence has one good certificate under a profile, but for the days of a renewal.
    case subjectUnique = "I10"
    /// No private key lies where none belongs.
    case keysStaySecret = "I11"
    /// Health says so when one of these cannot be promised.
    case healthTells = "I12"
}

// SPDX-License-Identifier: Apache-2.0
public import DER
public import Records

/// Why an application is not handled now, or not so.
public enum HandlingRefusal: Error, Sendable, Hashable {
    // The office.

    /// The office is closed; when it opens, if it ever does.
    case officeClosed(office: String, opens: Instant?)
    /// The office may not enrol this profession.
    case officeProfession(office: String, seen: String, allowed: [String])
    /// The office's officers have entered as many applications as they may in a day; when they may go on.
    case officeQuota(office: String, allowed: Int, again: Instant)
    /// The hours are not in the form that they are written in.
    case hours(seen: String)

    // The officer.

    /// A delegation that is too long, or over before it begins; seconds.
    case delegationLength(seen: Int64, allowed: ClosedRange<Int64>)
    /// A role that the deputy cannot stand in for: another side's, or the same one.
    case delegationRole(principal: OfficerRecord.Role, deputy: OfficerRecord.Role)
    /// The deputy works at another office.
    case delegationElsewhere(principal: String, deputy: String)

    // The application.

    /// A point that no form and no list of papers has.
    case remarkPoint(seen: String)
    /// The draft names no office, or another one than the officer's.
    case draftOffice(id: String, seen: String?, allowed: String)
    /// The draft has no certification request yet.
    case draftWithoutRequest(id: String)

    // The papers.

    /// Papers that the applicant's class has to bring, and that are not on file.
    case evidenceMissing([EvidenceKind])
    /// A paper that is empty or too large; bytes.
    case evidenceSize(seen: Int, allowed: ClosedRange<Int>)
    /// A paper that is of no type that is taken, whatever it is called; what it said of itself.
    case evidenceType(seen: String, allowed: [String])
    /// A paper that is cut off or damaged; its type.
    case evidenceDamaged(type: String)
    /// A paper with something behind its end or hidden in it, which would be another document to another program.
    case evidenceTwofold(type: String)
    /// A paper that does something when it is opened; what.
    case evidenceActive(feature: String)
    /// An image that is too small to read or too large to show; pixels.
    case evidencePixels(width: Int, height: Int, allowed: ClosedRange<Int>)

    // The registers.

    /// The register says something else of these fields.
    case registryMismatch(RegistryKind, fields: [FormField])
    /// The register knows no such person or licence.
    case registryUnknown(RegistryKind)
    /// The register says that the person or licence is not in force: dead, suspended, struck off; its own word.
    case registryInactive(RegistryKind, seen: String)
    /// The register did not answer in time; milliseconds.
    case registryTimedOut(RegistryKind, allowed: Int)
    /// The register cannot be reached, or answers nonsense.
    case registryUnavailable(RegistryKind)

    // The second channel.

    /// The application gives nothing that a code could be sent to.
    case noChannel(application: String)
    /// The sender did not take the message.
    case notSent(application: String)
    /// The code that was sent to the applicant is missing.
    case activationMissing(application: String)
    /// Another code than the one that was sent; how many tries are left.
    case activationWrong(application: String, left: Int)
    /// No tries are left: a new code has to be sent.
    case activationSpent(application: String)
    /// The code is too old: a new one has to be sent.
    case activationExpired(application: String, since: Instant)
    /// New codes were asked for too often; when the next may be.
    case activationTooOften(application: String, again: Instant)
    /// The certificate cannot be put on hold from where it is.
    case holdStatus(seen: RecordedStatus)
}

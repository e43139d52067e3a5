// SPDX-License-Identifier: Apache-2.0

/// The acts that the records themselves write into the audit log.
///
/// Other rooms write acts of their own, named in the same way, through
/// ``Records/note(_:of:by:at:details:)``.
public enum AuditAct {
    /// An authority's name and key were taken down.
    public static let authorityEntered = "authority.entered"
    /// An authority got its certificate.
    public static let authorityCertified = "authority.certified"
    /// A certificate that ties authorities together was taken down.
    public static let authorityLinked = "authority.linked"
    /// Another authority takes this one's place.
    public static let authoritySucceeded = "authority.succeeded"
    /// A ceremony was begun.
    public static let ceremonyBegun = "ceremony.begun"
    /// A ceremony made a key.
    public static let ceremonyKey = "ceremony.key"
    /// A ceremony ended; the line holds its transcript's digest.
    public static let ceremonyEnded = "ceremony.ended"
    /// A ceremony was given up before its end.
    public static let ceremonyGivenUp = "ceremony.givenUp"
    /// An office was registered.
    public static let officeRegistered = "office.registered"
    /// An office got a new licence.
    public static let officeLicensed = "office.licensed"
    /// An office was suspended or let work again.
    public static let officeStatus = "office.status"
    /// An officer was registered.
    public static let officerRegistered = "officer.registered"
    /// An officer was given a certificate.
    public static let officerCertified = "officer.certified"
    /// An officer was suspended or let work again.
    public static let officerStatus = "officer.status"
    /// An application was taken down.
    public static let applicationDrafted = "application.drafted"
    /// What an application says was changed.
    public static let applicationRevised = "application.revised"
    /// An application took a step.
    public static let applicationMoved = "application.moved"
    /// An application follows a certificate: it renews or replaces it.
    public static let certificateSucceeded = "certificate.succeeded"
    /// Somebody looked certificates up.
    public static let certificatesSearched = "certificates.searched"
    /// A key was reported to be in other hands.
    public static let keyReported = "key.reported"
    /// A profile, or a table that profiles draw on, is another than when the house was last opened.
    public static let profileChanged = "profile.changed"
    /// A serial number was reserved.
    public static let certificateReserved = "certificate.reserved"
    /// What is to be signed was filed.
    public static let certificateDrafted = "certificate.drafted"
    /// The key is about to be used.
    public static let certificateSigning = "certificate.signing"
    /// A signed certificate was filed.
    public static let certificateFiled = "certificate.filed"
    /// An issuance was given up.
    public static let certificateAbandoned = "certificate.abandoned"
    /// A certificate's status changed.
    public static let certificateStatus = "certificate.status"
    /// A list's number was drawn.
    public static let listNumberDrawn = "list.number"
    /// The clock of a time-stamping unit was said to be right.
    public static let clockConfirmed = "clock.confirmed"
    /// A revocation list was filed.
    public static let listFiled = "list.filed"
    /// Old lists were taken out of the records.
    public static let listsPruned = "list.pruned"
}

// SPDX-License-Identifier: Apache-2.0

extension AuditAct {
    /// An officer took an application in hand.
    public static let applicationClaimed = "application.claimed"
    /// An application was given back before its time.
    public static let applicationReleased = "application.released"
    /// An office's place, hours, scope or quota was changed.
    public static let officeChanged = "office.changed"
    /// An officer named a deputy for a time.
    public static let officerDelegated = "officer.delegated"
    /// A delegation was ended before its time.
    public static let delegationEnded = "officer.delegationEnded"
    /// A paper was taken in.
    public static let evidenceTaken = "evidence.taken"
    /// A paper was looked at.
    public static let evidenceRead = "evidence.read"
    /// A paper was deleted.
    public static let evidenceDeleted = "evidence.deleted"
    /// A registry was asked about an applicant.
    public static let registryAsked = "registry.asked"
    /// A code or a notice was handed over to its sender.
    public static let noticeSent = "notice.sent"
    /// A code was tried.
    public static let activationTried = "activation.tried"
    /// A holder suspended a certificate by a link or by telephone.
    public static let holdAsked = "hold.asked"
}

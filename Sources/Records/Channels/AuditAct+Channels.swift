// SPDX-License-Identifier: Apache-2.0

extension AuditAct {
    /// Messages that were given up are tried again.
    public static let noticesRetried = "notice.retried"
    /// A code was asked for.
    public static let codeAsked = "code.asked"
    /// A holder was let in by a code.
    public static let holderSignedIn = "holder.signedIn"
    /// A code of a holder was tried and was not the one.
    public static let holderRefused = "holder.refused"
    /// A holder looked at what is on record of them.
    public static let holderViewed = "holder.viewed"
    /// A hold that a holder placed was confirmed at an office, lifted there, or ended by itself.
    public static let holdSettled = "hold.settled"
    /// An application was begun at home.
    public static let draftBegun = "draft.begun"
    /// An officer took an application over that was begun at home.
    public static let draftTaken = "draft.taken"
}

// SPDX-License-Identifier: Apache-2.0

extension AuditAct {
    /// An officer brought a key to sign with in a browser.
    public static let deskKeyOffered = "deskKey.offered"
    /// Such a key was confirmed by another officer, or taken out of use.
    public static let deskKeySettled = "deskKey.settled"
    /// Somebody whose work is to check others looked at something.
    public static let deskViewed = "desk.viewed"
    /// Applications were looked up.
    public static let applicationsSearched = "applications.searched"
    /// A sample of an office's certificates was drawn for inspection.
    public static let inspectionDrawn = "inspection.drawn"
}

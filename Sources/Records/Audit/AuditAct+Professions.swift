// SPDX-License-Identifier: Apache-2.0

extension AuditAct {
    /// A licensing body's feed was taken.
    public static let professionFeedTaken = "profession.feedTaken"
    /// A licensing body's feed was refused.
    public static let professionFeedRefused = "profession.feedRefused"
}

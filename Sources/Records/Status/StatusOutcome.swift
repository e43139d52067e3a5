// SPDX-License-Identifier: Apache-2.0

/// What came of an act for one of many certificates.
public struct StatusOutcome: Sendable, Hashable {
    /// What came of it.
    public enum Result: Sendable, Hashable {
        /// This act made it so.
        case changed(StatusInterval)
        /// It was so already, by an act of the same meaning; nothing was written.
        case standing(StatusInterval)
        /// It cannot be; with the status that stands, if there is one.
        case refused(RecordsError, standing: StatusInterval?)
    }

    /// Which certificate.
    public let certificate: CertificateReference

    /// What came of it.
    public let result: Result
}

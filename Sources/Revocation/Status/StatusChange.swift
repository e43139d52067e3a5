// SPDX-License-Identifier: Apache-2.0
public import Records

/// What came of a request to change a certificate's status.
public struct StatusChange: Sendable, Hashable {
    /// Which certificate.
    public let certificate: CertificateReference

    /// The status that stands now.
    public let interval: StatusInterval

    /// Whether this request made it so; false when it stood already and nothing was written.
    public let isNew: Bool

    /// Describes a change.
    public init(certificate: CertificateReference, interval: StatusInterval, isNew: Bool) {
        self.certificate = certificate
        self.interval = interval
        self.isNew = isNew
    }
}

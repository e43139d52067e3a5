// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// What a certificate is called before and after it exists: its issuer and its serial number.
public struct CertificateReference: Sendable, Hashable {
    /// The authority's name, as on record.
    public let authority: String

    /// The number that the authority gives out once.
    public let serial: SerialNumber

    /// Names a certificate.
    public init(authority: String, serial: SerialNumber) {
        self.authority = authority
        self.serial = serial
    }
}

extension CertificateReference: CustomStringConvertible {
    /// `health/01a2…`, as in audit lines.
    public var description: String { "\(authority)/\(serial.hex)" }

    /// How audit lines name it.
    var auditSubject: String { "certificate:\(description)" }
}

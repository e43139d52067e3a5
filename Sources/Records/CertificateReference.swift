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

    /// Reads ``auditSubject``; `nil` for any other text.
    init?(auditSubject text: String) {
        guard text.hasPrefix("certificate:"), let slash = text.lastIndex(of: "/"),
            let serial = SerialNumber(hex: String(text[text.index(after: slash)...]))
        else { return nil }
        self.init(authority: String(text[..<slash].dropFirst("certificate:".count)), serial: serial)
    }
}

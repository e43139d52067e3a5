// SPDX-License-Identifier: Apache-2.0
import Cryptography

extension Certificate {
    /// Reads a certificate from DER or PEM.
    ///
    /// - Parameter bytes: DER, or PEM whose first certificate counts.
    /// - Throws: ``PKIXError``.
    public init(derOrPEM bytes: [UInt8]) throws(PKIXError) {
        try self.init(der: try Armour.first(in: bytes, labels: Self.labels))
    }

    /// Reads every certificate in a file.
    ///
    /// - Parameter bytes: one certificate in DER, or PEM with one or more.
    /// - Returns: the certificates in their order.
    /// - Throws: ``PKIXError``.
    public static func all(inPEMOrDER bytes: [UInt8]) throws(PKIXError) -> [Certificate] {
        var certificates: [Certificate] = []
        for object in try Armour.objects(in: bytes, labels: labels) {
            certificates.append(try Certificate(der: object))
        }
        return certificates
    }

    /// The certificate as PEM.
    public var pem: [UInt8] { PEM.encode(encoded, label: "CERTIFICATE") }

    private static let labels = ["CERTIFICATE", "X509 CERTIFICATE"]
}

// SPDX-License-Identifier: Apache-2.0
import DER

/// How a SignerInfo says whose certificate its signature is checked with.
///
/// It only points: nothing signs it, so the certificate found must also be the one that the signed
/// `signingCertificate` attribute names.
///
/// - SeeAlso: RFC 5652 5.3; RFC 5035 1.
public enum SignerIdentifier: Sendable, Hashable {
    /// The certificate's issuer and number; SignerInfo version 1.
    case issuerAndSerial(Name, SerialNumber)
    /// The content of the certificate's `subjectKeyIdentifier`; SignerInfo version 3.
    case subjectKeyIdentifier(ArraySlice<UInt8>)

    /// The SignerInfo version that goes with this kind of identifier.
    public var signerInfoVersion: Int {
        switch self {
        case .issuerAndSerial: 1
        case .subjectKeyIdentifier: 3
        }
    }

    /// Whether this is the certificate meant.
    ///
    /// - Parameter certificate: any certificate.
    /// - Returns: `false` also for a certificate without `subjectKeyIdentifier` when one is asked for.
    public func matches(_ certificate: Certificate) -> Bool {
        switch self {
        case .issuerAndSerial(let issuer, let serialNumber):
            certificate.tbs.serialNumber == serialNumber && certificate.tbs.issuer.matches(issuer)
        case .subjectKeyIdentifier(let identifier):
            certificate.subjectKeyIdentifier == identifier
        }
    }

    /// Reads an identifier.
    ///
    /// - Parameter node: the value under the CHOICE's own tag.
    /// - Throws: ``PKIXError``; `unexpected` for a tag that is neither.
    init(_ node: DERNode) throws(PKIXError) {
        switch node.tag {
        case .sequence:
            var fields = try der(node.reader())
            let issuer = try Name(try der(fields.read(.sequence)))
            let serialNumber = try SerialNumber(try der(fields.read(.integer)))
            try der(fields.finish())
            self = .issuerAndSerial(issuer, serialNumber)
        case .context(0):
            self = .subjectKeyIdentifier(node.content)
        default:
            throw .unexpected(
                field: "SignerIdentifier", seen: "tag \(node.tag.octet)", allowed: "SEQUENCE or [0]",
                offset: node.offset)
        }
    }

    func encode(into writer: inout DERWriter) {
        switch self {
        case .issuerAndSerial(let issuer, let serialNumber):
            writer.sequence { writer in
                writer.raw(issuer.encodedSlice)
                writer.integer(content: serialNumber.bytes)
            }
        case .subjectKeyIdentifier(let identifier):
            writer.octetString(identifier, implicit: .context(0))
        }
    }
}

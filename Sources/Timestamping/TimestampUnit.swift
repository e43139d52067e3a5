// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
public import PKIX

/// A key that makes time stamps and nothing else, with its certificate.
///
/// - SeeAlso: RFC 3161 2.3; ETSI EN 319 421 (time-stamping unit).
public struct TimestampUnit: Sendable {
    /// What the unit is called on record.
    public let name: String
    /// Its certificate.
    public let certificate: Certificate
    /// The authorities above it, the issuer first, without the anchor.
    public let path: [Certificate]

    let key: any SigningKey
    let algorithm: SignatureAlgorithm
    let publicKey: PublicKey
    /// The signed attribute that names the certificate; the same in every stamp.
    let signingCertificate: ESSCertIDv2

    /// Checks that a certificate is a unit's.
    ///
    /// - Parameters:
    ///   - name: what the unit is called on record; another name has other numbers.
    ///   - certificate: for time stamping alone, critically so.
    ///   - path: the authorities above it, the issuer first.
    ///   - key: the certified one.
    /// - Throws: ``TimestampingError/keyMismatch``, ``TimestampingError/unit(_:)``,
    ///   ``TimestampingError/certificate(_:)``.
    public init(
        name: String, certificate: Certificate, path: [Certificate] = [], key: any SigningKey
    ) throws(TimestampingError) {
        do throws(PKIXError) {
            publicKey = try certificate.publicKey()
        } catch {
            throw .certificate(error)
        }
        guard publicKey == key.publicKey else { throw .keyMismatch }
        let purposes = certificate.extendedKeyUsage ?? []
        guard purposes.contains(OID.timeStamping) else { throw .unit(.notForStamping) }
        guard purposes.count == 1 else { throw .unit(.otherPurposes) }
        guard certificate.tbs.extensions[OID.extendedKeyUsage]?.isCritical == true else {
            throw .unit(.extendedKeyUsageNotCritical)
        }
        let usage = certificate.keyUsage
        guard usage == nil || usage?.contains(.digitalSignature) == true || usage?.contains(.nonRepudiation) == true
        else { throw .unit(.notForSigning) }
        self.name = name
        self.certificate = certificate
        self.path = path
        self.key = key
        algorithm = key.preferredSignatureAlgorithm
        signingCertificate = ESSCertIDv2(certificate)
    }
}

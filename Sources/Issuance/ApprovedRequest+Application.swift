// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
public import PKIX
public import Records

extension ApprovedRequest {
    /// The names of the fields that an application's subject holds, besides attributes.
    ///
    /// Each attribute that the profile leaves to the application is a field of that attribute's name in ASN.1:
    /// `commonName`, `surname`, `serialNumber`. Fields that are none of these are the office's own and stay there.
    public enum Field {
        /// The licence number as its register writes it.
        public static let licenceNumber = "licenceNumber"
        /// The last second that the certificate may be valid in, RFC 3339.
        public static let notAfter = "notAfter"
    }

    /// Reads an application as it was approved.
    ///
    /// Proof of possession was checked when the request was taken in; here it is only seen to that the key is still
    /// the one whose hash went on record then.
    ///
    /// - Parameters:
    ///   - application: approved, or still being issued.
    ///   - profile: the one it asks for.
    /// - Throws: ``IssuanceError``; `request`, `keyExchanged` or `subjectKey`.
    public init(application: ApplicationRecord, profile: CertificateProfile) throws(IssuanceError) {
        let subject = application.subject
        let attributes = profile.subject.compactMap { rule -> (ObjectIdentifier, String)? in
            // What the profile fixes is not the application's to say.
            if case .fixed = rule.source { return nil }
            return Self.names[rule.attribute].flatMap { subject[$0] }.map { (rule.attribute, $0) }
        }
        let licence = profile.admission == nil ? nil : subject[Field.licenceNumber]
        self.init(
            applicationID: application.id, office: application.office,
            content: CertificateContent(
                subject: attributes, publicKey: try Self.key(of: application), licenceNumber: licence),
            searchKeys: SubjectKeys(
                name: subject["commonName"].flatMap(SearchKey.name),
                nationalID: subject["serialNumber"].flatMap(SearchKey.nationalID),
                licence: licence.flatMap(SearchKey.licence)),
            notAfterLimit: try Self.limit(subject[Field.notAfter]))
    }

    private static func limit(_ text: String?) throws(IssuanceError) -> Instant? {
        guard let text else { return nil }
        guard let limit = Instant(rfc3339: text) else {
            throw .field(name: Field.notAfter, allowed: "a time as RFC 3339 writes it, in UTC")
        }
        return limit
    }

    private static func key(of application: ApplicationRecord) throws(IssuanceError) -> PublicKey {
        let encoded: [UInt8]
        do throws(PKIXError) {
            encoded = try CertificationRequest(der: application.request).subjectPublicKeyInfo
        } catch {
            throw .request(error)
        }
        guard DigestAlgorithm.sha256.digest(encoded) == application.publicKeySHA256 else {
            throw .keyExchanged(application: application.id)
        }
        do throws(CryptographyError) {
            return try PublicKey(subjectPublicKeyInfo: encoded)
        } catch {
            throw .subjectKey(error)
        }
    }

    /// The ASN.1 name of each type of attribute.
    private static let names = Dictionary(
        AttributeLabel.allNames.compactMap { name in AttributeLabel.type(named: name).map { ($0, name) } },
        uniquingKeysWith: { first, _ in first })
}

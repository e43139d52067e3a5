// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import PKIX
public import Records

extension ApprovedRequest {
    /// Reads an application as it was approved.
    ///
    /// Proof of possession was checked when the request was taken in; here it is only seen to that the key is still
    /// the one whose hash went on record then.
    ///
    /// - Parameters:
    ///   - application: approved, or still being issued.
    ///   - profile: the one it asks for.
    /// - Throws: ``IssuanceError``; `request`, `keyExchanged`, `subjectKey`, or `records` when the application is
    ///   damaged.
    public init(application: ApplicationRecord, profile: CertificateProfile) throws(IssuanceError) {
        let content: ApplicationContent
        do throws(RecordsError) {
            content = try application.content()
        } catch {
            throw .records(error)
        }
        self.init(
            applicationID: application.id, office: application.office,
            content: CertificateContent(
                subject: content.subject.map { ($0.key, $0.value) }, publicKey: try Self.key(of: application),
                licenceNumber: content.licenceNumber),
            searchKeys: content.keys, notAfterLimit: nil,
            chipBatch: content.fields[ApplicationContent.chipBatchField])
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
}

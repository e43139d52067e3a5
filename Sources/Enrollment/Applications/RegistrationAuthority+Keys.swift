// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import PKIX
import Records

extension RegistrationAuthority {
    /// The newest application for a request's key that an officer may see; nil if there is none.
    ///
    /// - Parameters:
    ///   - request: PKCS#10; the same one as before.
    ///   - profile: what was applied for.
    ///   - officer: whose office has it.
    /// - Returns: the application.
    /// - Throws: ``EnrollmentError``.
    public func application(
        for request: CertificationRequest, under profile: String, seenBy officer: Officer
    ) throws(EnrollmentError) -> Application? {
        let key = DigestAlgorithm.sha256.digest(request.subjectPublicKeyInfo)
        let found = try told(try records.applications(matching: .publicKeySHA256(key))).last {
            $0.office == officer.office && $0.profile == profile
        }
        guard let found else { return nil }
        return try application(found.id, seenBy: officer)
    }

    /// Whether a key is certified, or ever was.
    ///
    /// - Parameter subjectPublicKeyInfo: DER.
    /// - Returns: `true` for any certificate on record, whoever's.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func isCertified(_ subjectPublicKeyInfo: [UInt8]) throws(EnrollmentError) -> Bool {
        var query = CertificateQuery()
        query.publicKeySHA256 = DigestAlgorithm.sha256.digest(subjectPublicKeyInfo)
        return try !told(try records.find(query, at: clock(), limit: 1)).certificates.isEmpty
    }
}

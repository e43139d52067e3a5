// SPDX-License-Identifier: Apache-2.0
import Cryptography

extension ApplicationRecord {
    /// SHA-256 over office, profile, fields and request: what officers sign and the audit log names.
    ///
    /// The request holds a public key, so that nobody finds the person by trying identifiers.
    public var contentSHA256: [UInt8] {
        applicationDigest(office: office, profile: profile, subject: subject, request: request)
    }

    /// What the application says, checked; see ``ApplicationContent``.
    ///
    /// - Returns: the content.
    /// - Throws: ``RecordsError/damaged(table:column:)`` for fields in another form.
    public func content() throws(RecordsError) -> ApplicationContent {
        guard let content = ApplicationContent(stored: subject) else {
            throw .damaged(table: "applications", column: "subject")
        }
        return content
    }
}

extension ApplicationDraft {
    /// What ``ApplicationRecord/contentSHA256`` will be.
    public var contentSHA256: [UInt8] {
        applicationDigest(office: office, profile: profile, subject: subject, request: request)
    }
}

extension ApplicationDraft {
    /// What the applicant is found by; no keys if the fields are not an ``ApplicationContent``'s.
    var keys: SubjectKeys { ApplicationContent(stored: subject)?.keys ?? SubjectKeys() }
}

private func applicationDigest(
    office: String, profile: String, subject: SubjectFields, request: [UInt8]
) -> [UInt8] {
    let text = CanonicalJSON.object([
        "fields": subject.canonicalJSON, "office": office, "profile": profile,
        "requestSHA256": DigestAlgorithm.sha256.digest(request).hex,
    ])
    return DigestAlgorithm.sha256.digest(Array(text.utf8))
}

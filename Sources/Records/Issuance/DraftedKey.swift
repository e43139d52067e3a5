// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// The key in a draft, as certificates are chosen by it.
///
/// Read from the draft's own bytes, so that what is on record is what is signed, whoever drafted it. Only its name and
/// hash are taken: whether the key is any good was decided before the draft was made.
struct DraftedKey {
    /// SHA-256 of the SubjectPublicKeyInfo in DER; 32 bytes.
    let sha256: [UInt8]

    /// As ``KeyKind`` calls it, such as `P-256`; nil for a kind that has no name there.
    let algorithm: String?

    /// Reads a TBSCertificate; nil if it is none.
    ///
    /// - SeeAlso: RFC 5280 4.1.
    init?(tbs: [UInt8]) {
        do throws(DERError) {
            var fields = try DERReader.single(tbs, .sequence).reader()
            _ = try fields.readIfPresent(.contextConstructed(0))  // version
            _ = try fields.read(.integer)
            for _ in 0..<4 { _ = try fields.read(.sequence) }  // signature, issuer, validity, subject
            let key = try fields.read(.sequence)
            sha256 = DigestAlgorithm.sha256.digest(key.encoded)
            algorithm = KeyKind.kind(ofSubjectPublicKeyInfo: key.encoded)?.description
        } catch {
            return nil
        }
    }
}

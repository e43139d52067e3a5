// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// What a pharmacist signs about a prescription that was dispensed: a JSON object that refers to it by digest.
///
///     { "prescription": { "digestAlgorithm": "SHA-256", "digest": "<base64>" }, "dispensedAt": "…Z"?, … }
///
/// The digest is of the prescription's content, the bytes that the prescriber signed. Everything else in the record is
/// the pharmacy's own.
struct DispensingRecord {
    let algorithm: DigestAlgorithm
    let digest: [UInt8]
    /// When it was handed over, if the record says so.
    let dispensedAt: Instant?

    /// Bytes that a record may have.
    static let maximumBytes = 1_048_576

    /// Reads a record.
    ///
    /// - Parameter bytes: the content that the pharmacist signed.
    /// - Throws: which link is broken by it.
    init(_ bytes: [UInt8]) throws(LinkBroken) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, limit: Self.maximumBytes)
        } catch {
            throw LinkBroken(LinkCause(.recordUnreadable, ["cause": CaseWords.of(error)]))
        }
        guard let members = value["prescription"] else { throw LinkBroken(LinkCause(.referenceMissing)) }
        guard let algorithm = members["digestAlgorithm"]?.text.flatMap(DigestNames.algorithm),
            let digest = members["digest"]?.text.flatMap({ try? Base64.decode($0) }),
            digest.count == algorithm.byteCount
        else { throw LinkBroken(LinkCause(.recordUnreadable, ["cause": "prescription"])) }
        self.algorithm = algorithm
        self.digest = digest
        switch value["dispensedAt"] {
        case nil, .null: dispensedAt = nil
        case .string(let text):
            guard let time = Instant(rfc3339: text) else {
                throw LinkBroken(LinkCause(.recordUnreadable, ["cause": "dispensedAt"]))
            }
            dispensedAt = time
        default: throw LinkBroken(LinkCause(.recordUnreadable, ["cause": "dispensedAt"]))
        }
    }

    /// Why a record leads nowhere.
    struct LinkBroken: Error {
        let cause: LinkCause
        init(_ cause: LinkCause) { self.cause = cause }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrValidation
import Records

/// What the house has seen signed with a certificate: digests, times and purposes; nothing of what was signed.
struct HolderSignature {
    let firstSeen: Instant
    let purpose: String
    let decision: String
    let contentSHA256: String?
    let signatureSHA256: String

    /// The newest ones.
    static func all(of record: IssuanceRecord, in records: Records) throws(Problem) -> [HolderSignature] {
        guard let sha256 = record.certificateSHA256 else { return [] }
        let found = try Problem.onRecord { () throws(RecordsError) in try records.receipts(signedWith: sha256) }
        return found.compactMap { receipt, time in
            guard let statement = try? ReceiptStatement(checking: receipt.statement) else { return nil }
            return HolderSignature(
                firstSeen: time, purpose: statement.purpose, decision: statement.decision.rawValue,
                contentSHA256: statement.contentSHA256.map { Hex.encode($0) },
                signatureSHA256: Hex.encode(receipt.signatureSHA256))
        }
    }

    /// As the API has it.
    var json: JSONValue {
        [
            "firstSeen": .string(firstSeen.rfc3339), "purpose": .string(purpose), "decision": .string(decision),
            "contentSHA256": JSONValue(contentSHA256), "signatureSHA256": .string(signatureSHA256),
        ]
    }
}

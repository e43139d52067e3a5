// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

extension FactsCollector {
    /// The receipts that name a signature.
    mutating func receiptTimestamps(of signature: Facts.ID) -> [TimestampFacts] {
        receipts.filter { Hex.encode($0.statement.signatureSHA256) == signature }.map { receiptTimestamp($0) }
    }

    /// A receipt: proves the signature that it names, and the certificate that it was judged by.
    mutating func receiptTimestamp(_ receipt: Receipt) -> TimestampFacts {
        let covered = [receipt.statement.signatureSHA256, receipt.statement.certificateSHA256].map { Hex.encode($0) }
        return timestamp(receipt.token[...], .receipt, covered: covered) { token in
            receipt.isWhole ? [] : [Cause(.hashFailure, Self.imprint(token))]
        }
    }
}

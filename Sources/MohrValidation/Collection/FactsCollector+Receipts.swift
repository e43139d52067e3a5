// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

extension FactsCollector {
    /// A receipt: proves the signature that it names, and the certificate that it was judged by.
    mutating func receiptTimestamp(_ receipt: Receipt) -> TimestampFacts {
        let covered = [receipt.statement.signatureSHA256, receipt.statement.certificateSHA256].map { Hex.encode($0) }
        return timestamp(receipt.token[...], .receipt, covered: covered) { token in
            receipt.isWhole ? [] : [Cause(.hashFailure, Self.imprint(token))]
        }
    }
}

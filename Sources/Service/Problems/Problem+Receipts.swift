// SPDX-License-Identifier: Apache-2.0

extension Problem {
    /// The signature has no receipt here.
    static func receiptUnknown(sha256: String) -> Problem {
        Problem(404, "service", "receiptUnknown", ["sha256": sha256])
    }

    /// The signature may have a receipt, and it cannot be given.
    static func receiptUnavailable(_ why: ReceiptOutcome.Missing) -> Problem {
        switch why {
        case .damaged: Problem(500, "service", "receiptDamaged")
        default: Problem(503, "service", "receiptUnavailable")
        }
    }
}

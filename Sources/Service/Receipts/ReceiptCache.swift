// SPDX-License-Identifier: Apache-2.0
import Foundation
import MohrValidation

/// The receipts that were asked for lately, by signature: the same document is verified by pharmacy and insurer within
/// days, and by a careless client a hundred times a second.
///
/// Bounded: about 8 KB each, 32 MB in all. What is full is begun afresh.
final class ReceiptCache: @unchecked Sendable {
    static let capacity = 4_096

    private let lock = NSLock()
    private var given: [[UInt8]: GivenReceipt] = [:]

    subscript(signature: [UInt8]) -> GivenReceipt? { lock.withLock { given[signature] } }

    func keep(_ receipt: GivenReceipt) {
        lock.withLock {
            if given.count >= Self.capacity { given.removeAll(keepingCapacity: true) }
            given[receipt.receipt.statement.signatureSHA256] = receipt
        }
    }
}

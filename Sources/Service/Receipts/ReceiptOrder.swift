// SPDX-License-Identifier: Apache-2.0
import Foundation
import MohrValidation

/// A receipt that is wanted, and whoever waits for it: made by one thread, settled by another.
final class ReceiptOrder: @unchecked Sendable {
    let signature: SignatureReport
    let report: ValidationReport
    private let condition = NSCondition()
    private var outcome: ReceiptOutcome?

    init(_ signature: SignatureReport, in report: ValidationReport) {
        self.signature = signature
        self.report = report
    }

    func settle(_ outcome: ReceiptOutcome) {
        condition.withLock {
            self.outcome = outcome
            condition.broadcast()
        }
    }

    /// Waits, and no longer.
    func wait(until end: Date) -> ReceiptOutcome {
        condition.withLock {
            while outcome == nil, condition.wait(until: end) {}
            return outcome ?? .missing(.late)
        }
    }
}

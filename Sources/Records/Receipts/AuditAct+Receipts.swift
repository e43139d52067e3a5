// SPDX-License-Identifier: Apache-2.0

extension AuditAct {
    /// A signature was seen for the first time, and a receipt of it given.
    public static let receiptGiven = "receipt.given"
}

// SPDX-License-Identifier: Apache-2.0
import JSON
import MohrValidation

extension ErrorSamples {
    /// One of each case.
    static let receipts: [ReceiptError] = [
        .json(.unexpected(offset: 3)), .member("firstSeen"), .notCanonical, .token(offset: 4, "truncated"),
    ]
}

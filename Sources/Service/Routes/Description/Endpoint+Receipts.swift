// SPDX-License-Identifier: Apache-2.0

extension Endpoint {
    /// Receipts of verifications.
    static let receipts: [Endpoint] = [
        .open(
            "GET", "/v1/receipts/{sha256}",
            "The receipt of a signature's first verification here: a statement of digests and the RFC 3161 token over it. "
                + "The path names SHA-256 of the signature value (`signatureSHA256` of a report).")
    ]
}

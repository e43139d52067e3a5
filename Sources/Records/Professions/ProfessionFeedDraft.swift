// SPDX-License-Identifier: Apache-2.0
public import DER

/// A feed of a licensing body that was judged good, before it is on record.
public struct ProfessionFeedDraft: Sendable, Hashable {
    /// The body's name.
    public let body: String
    /// The feed's number.
    public let sequence: Int64
    /// Whether it says everything, so that licences it does not name are known no more.
    public let isFull: Bool
    /// SHA-256 of the document; 32 bytes.
    public let sha256: [UInt8]
    /// SHA-256 of the certificate that it was signed under; 32 bytes.
    public let signerSHA256: [UInt8]
    /// When it was drawn up.
    public let issuedAt: Instant
    /// When the next one is out at the latest.
    public let nextUpdate: Instant
    /// What it says, in the order of the numbers' bytes, each once.
    public let licences: [LicenceStatement]

    /// Puts a draft together.
    public init(
        body: String, sequence: Int64, isFull: Bool, sha256: [UInt8], signerSHA256: [UInt8], issuedAt: Instant,
        nextUpdate: Instant, licences: [LicenceStatement]
    ) {
        self.body = body
        self.sequence = sequence
        self.isFull = isFull
        self.sha256 = sha256
        self.signerSHA256 = signerSHA256
        self.issuedAt = issuedAt
        self.nextUpdate = nextUpdate
        self.licences = licences
    }
}

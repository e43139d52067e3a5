// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// A feed of a licensing body that was taken.
public struct ProfessionFeedRecord: Sendable, Hashable {
    /// The audit line that took it down.
    public let line: Int
    /// The body's name.
    public let body: String
    /// The feed's number.
    public let sequence: Int64
    /// Whether it said everything.
    public let isFull: Bool
    /// SHA-256 of the document.
    public let sha256: [UInt8]
    /// SHA-256 of the certificate that it was signed under.
    public let signerSHA256: [UInt8]
    /// When it was drawn up.
    public let issuedAt: Instant
    /// When the next one was to be out at the latest.
    public internal(set) var nextUpdate: Instant
    /// When the house learned of it.
    public let learned: Instant

    static let selection = """
        SELECT line, body, sequence, is_full, sha256, signer_sha256, issued, next_update, learned FROM profession_feeds
        """

    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        line = Int(try row.integer(0))
        body = try row.text(1)
        sequence = try row.integer(2)
        isFull = try row.integer(3) == 1
        sha256 = try row.blob(4)
        signerSHA256 = try row.blob(5)
        issuedAt = try row.time(6)
        nextUpdate = try row.time(7)
        learned = try row.time(8)
    }

    static func newest(
        of body: String, in reading: Reading<RecordsError>, knownAt time: Instant? = nil
    ) throws(RecordsError) -> ProfessionFeedRecord? {
        try reading.row(
            selection + " WHERE body = ? AND learned <= ? ORDER BY sequence DESC LIMIT 1",
            [.text(body), .integer(time?.secondsSince1970 ?? .max)]
        ) { row throws(RecordsError) in try ProfessionFeedRecord(row) }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import Records

/// A revocation list as it is given to whoever asks.
public struct PublishedList: Sendable, Hashable {
    /// Where it is, below `/crls/`: `health.crl`, `health/7.crl`.
    public let path: String

    /// The list as it is on record.
    public let record: RevocationListRecord

    /// A quoted string that is another for every list.
    ///
    /// - SeeAlso: RFC 9110 8.8.3.
    public let etag: String

    /// The list, DER.
    public var encoded: [UInt8] { record.encoded }

    /// When its entries were read; `Last-Modified`.
    public var thisUpdate: Instant { record.thisUpdate }

    /// Until when it may be kept.
    public var nextUpdate: Instant { record.nextUpdate }

    /// Takes a list on record; nil if it is of a kind that has no path.
    init?(_ record: RevocationListRecord) {
        guard let part = ListPart(scope: record.scope) else { return nil }
        path = part.path(authority: record.authority)
        self.record = record
        etag = "\"\(Hex.encode(Array(record.sha256.prefix(16))))\""
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// A revocation list that was signed.
public struct RevocationListRecord: Sendable, Hashable {
    /// Whose list.
    public let authority: String

    /// Which part of the authority's certificates, such as `full`, `shard-07`, `delta`.
    public let scope: String

    /// The list's `cRLNumber`, as ``Records/nextListNumber(of:by:at:)`` drew it.
    ///
    /// - SeeAlso: RFC 5280 5.2.3.
    public let number: Int64

    /// When the entries were read.
    public let thisUpdate: Instant

    /// When the next list is out at the latest.
    public let nextUpdate: Instant

    /// The list, DER.
    public let encoded: [UInt8]

    /// SHA-256 of ``encoded``; 32 bytes.
    public let sha256: [UInt8]

    /// Describes a list.
    public init(
        authority: String, scope: String, number: Int64, thisUpdate: Instant, nextUpdate: Instant,
        encoded: [UInt8], sha256: [UInt8]
    ) {
        self.authority = authority
        self.scope = scope
        self.number = number
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.encoded = encoded
        self.sha256 = sha256
    }
}

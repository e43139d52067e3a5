// SPDX-License-Identifier: Apache-2.0
public import DER

/// The revoked certificates of a list, sorted by serial number.
///
/// A list may have a million entries, so none is an object: each is 16 bytes that point into the list's own bytes. The
/// entries were all read once, when the list was; taking one out again cannot fail.
public struct RevokedEntries: RandomAccessCollection, Sendable {
    /// One entry, packed.
    struct Record {
        /// Where the serial number's content octets start in the list.
        var offset: UInt32
        /// How many there are.
        var length: UInt8
        /// The reason's number; `noReason` when the entry has none.
        var reason: UInt8
        /// Whether ``RevokedEntries/invalidityDates`` has something on it.
        var hasInvalidityDate: Bool
        /// Seconds since 1970.
        var revocationDate: Int64

        static let noReason: UInt8 = 0xff
    }

    /// From where on an indirect list's entries are another issuer's.
    struct IssuerSpan {
        /// The offset of the first entry's serial number.
        var offset: UInt32
        var issuer: Name
    }

    let encoded: [UInt8]
    let records: [Record]
    let invalidityDates: [UInt32: Instant]
    /// In the order of the list.
    let issuerSpans: [IssuerSpan]

    /// The critical extensions of entries that Mohr does not know, each once, the first 16 of them.
    public let unknownCriticalExtensions: [ObjectIdentifier]

    /// Whether any entry says that its certificate is another issuer's.
    public var hasCertificateIssuers: Bool { !issuerSpans.isEmpty }

    /// The place of the lowest serial number.
    public var startIndex: Int { 0 }

    /// One past the place of the highest serial number.
    public var endIndex: Int { records.count }

    /// The entry at a place, counted from 0 by serial number.
    public subscript(position: Int) -> RevokedEntry {
        let record = records[position]
        return RevokedEntry(
            serialNumber: SerialNumber(uncheckedContent: serialNumber(of: record)),
            revocationDate: Instant(secondsSince1970: record.revocationDate),
            reason: RevocationReason(rawValue: Int(record.reason)),
            invalidityDate: record.hasInvalidityDate ? invalidityDates[record.offset] : nil,
            certificateIssuer: issuer(of: record))
    }

    /// The entry of a certificate.
    func entry(for serialNumber: SerialNumber, issuer: Name, listIssuer: Name) -> RevokedEntry? {
        var position = lowerBound(serialNumber.bytes)
        while position < records.count, self.serialNumber(of: records[position]) == serialNumber.bytes[...] {
            if (self.issuer(of: records[position]) ?? listIssuer).matches(issuer) { return self[position] }
            position += 1
        }
        return nil
    }

    /// The content octets of an entry's serial number.
    func serialNumber(of record: Record) -> ArraySlice<UInt8> {
        encoded[Int(record.offset)..<Int(record.offset) + Int(record.length)]
    }

    private func lowerBound(_ serialNumber: [UInt8]) -> Int {
        let (records, encoded) = (self.records.span, self.encoded.span)
        var low = 0
        var high = records.count
        while low < high {
            let middle = low + (high - low) / 2
            if Self.isBelow(records[middle], serialNumber, in: encoded) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// Whether an entry's number comes before another, as ``SerialNumberOrder`` says; no slice is made for it.
    private static func isBelow(_ record: Record, _ serialNumber: [UInt8], in encoded: Span<UInt8>) -> Bool {
        let length = Int(record.length)
        guard length == serialNumber.count else { return length < serialNumber.count }
        var place = Int(record.offset)
        for octet in serialNumber {
            if encoded[place] != octet { return encoded[place] < octet }
            place += 1
        }
        return false
    }

    private func issuer(of record: Record) -> Name? {
        guard !issuerSpans.isEmpty else { return nil }
        var low = 0
        var high = issuerSpans.count
        while low < high {
            let middle = low + (high - low) / 2
            if issuerSpans[middle].offset <= record.offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low == 0 ? nil : issuerSpans[low - 1].issuer
    }
}

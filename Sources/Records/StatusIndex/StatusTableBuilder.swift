// SPDX-License-Identifier: Apache-2.0
import Database
import PKIX

/// Collects what a ``StatusTable`` is made of.
struct StatusTableBuilder {
    /// A length and up to 20 octets (RFC 5280 4.1.2.2).
    static let slotSize = 21

    private(set) var count = 0
    private(set) var authorities: [String] = []
    private(set) var authorityOf: [UInt16] = []
    private(set) var serials: [UInt8] = []
    private(set) var sha256s: [UInt8] = []
    private(set) var hasSHA256: [Bool] = []
    private(set) var intervals: [StatusInterval] = []
    private(set) var starts: [UInt32] = []
    private var latest: (issuance: Int64, scratch: [UInt8]) = (-1, [])

    init(capacity: Int = 0, intervals intervalCapacity: Int = 0) {
        authorityOf.reserveCapacity(capacity)
        serials.reserveCapacity(capacity * Self.slotSize)
        sha256s.reserveCapacity(capacity * 32)
        hasSHA256.reserveCapacity(capacity)
        intervals.reserveCapacity(intervalCapacity)
        starts.reserveCapacity(capacity + 1)
    }

    /// Columns of a row that ``take(_:)`` reads; rows must come by issuance and ordinal.
    static let columns = "status, since, until, reason, invalidity, issuance, authority, serial, certificate_sha256"

    /// Takes one interval as it comes from the store; the first of a certificate begins an entry.
    mutating func take(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        let issuance = try row.integer(5)
        if issuance != latest.issuance {
            latest.issuance = issuance
            latest.scratch.removeAll(keepingCapacity: true)
            try row.appendBlob(7, to: &latest.scratch)
            let hasHash = !row.isNull(8)
            try begin(authority: try row.text(6), serial: latest.scratch, hasSHA256: hasHash)
            if hasHash {
                try row.appendBlob(8, to: &sha256s)
            }
            guard sha256s.count <= count * 32 else {
                throw .damaged(table: "status_intervals", column: "certificate_sha256")
            }
            sha256s.append(contentsOf: repeatElement(0, count: count * 32 - sha256s.count))
        }
        intervals.append(try StatusInterval(row, from: 0))
    }

    /// Takes a whole certificate.
    mutating func take(_ certificate: IndexedCertificate) throws(RecordsError) {
        try begin(
            authority: certificate.reference.authority, serial: certificate.reference.serial.bytes,
            hasSHA256: certificate.certificateSHA256 != nil)
        sha256s.append(contentsOf: certificate.certificateSHA256 ?? Array(repeating: 0, count: 32))
        intervals.append(contentsOf: certificate.intervals)
    }

    private mutating func begin(authority: String, serial: [UInt8], hasSHA256 hasHash: Bool) throws(RecordsError) {
        guard serial.count < Self.slotSize else { throw .damaged(table: "status_intervals", column: "serial") }
        let number: Int
        if let known = authorities.firstIndex(of: authority) {
            number = known
        } else {
            number = authorities.count
            authorities.append(authority)
        }
        authorityOf.append(UInt16(clamping: number))
        serials.append(UInt8(serial.count))
        serials.append(contentsOf: serial)
        serials.append(contentsOf: repeatElement(0, count: Self.slotSize - 1 - serial.count))
        hasSHA256.append(hasHash)
        starts.append(UInt32(clamping: intervals.count))
        count += 1
    }
}

// SPDX-License-Identifier: Apache-2.0
import Database
import PKIX

/// Collects what a ``StatusTable`` is made of, and finds the certificates whose rows are not what the audit log says.
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
    /// Certificates of which a row does not stand: changed, out of place, or without its line.
    private(set) var unbound: Set<Int> = []
    /// For each certificate the line of its last change, where that is asked for.
    private(set) var lines: [Int] = []
    private var check: RowCheck
    private var latest: (issuance: Int64, scratch: [UInt8]) = (-1, [])

    private let keepsLines: Bool

    /// For rows of a log that has so many lines; or for certificates, which were looked at before.
    init(
        capacity: Int = 0, intervals intervalCapacity: Int = 0, size: Int = 0, rows: RowTally = RowTally(),
        keepsLines: Bool = false
    ) {
        self.keepsLines = keepsLines
        check = RowCheck(size: size, tally: rows)
        authorityOf.reserveCapacity(capacity)
        serials.reserveCapacity(capacity * Self.slotSize)
        sha256s.reserveCapacity(capacity * 32)
        hasSHA256.reserveCapacity(capacity)
        intervals.reserveCapacity(intervalCapacity)
        starts.reserveCapacity(capacity + 1)
    }

    /// Rows that ``take(_:)`` reads, each with its line; they must come by issuance and ordinal.
    static let selection = """
        SELECT s.status, s.since, s.until, s.reason, s.invalidity, s.issuance, s.authority, s.serial,
            s.certificate_sha256, s.ordinal, s.opened, s.actor, a.time, a.leaf
        FROM status_intervals AS s LEFT JOIN audit AS a ON a.sequence = s.opened
        """

    /// Which lines have their row; see ``Records/missingRows(_:before:_:)``.
    var rows: RowTally { check.tally }

    /// Takes one interval as it comes from the store; the first of a certificate begins an entry.
    mutating func take(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        let issuance = try row.integer(5)
        if issuance != latest.issuance {
            finish()
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
        let interval = try StatusInterval(row, from: 0)
        intervals.append(interval)
        let sha256 = hasSHA256[count - 1] ? sha256s.suffix(32) : nil
        let stands = try check.stands(
            row, interval, authority: authorities[Int(authorityOf[count - 1])], serial: latest.scratch[...], sha256)
        if !stands { unbound.insert(count - 1) }
    }

    /// Ends the last certificate; before the table is made.
    mutating func finish() {
        if count > 0, !check.isComplete { unbound.insert(count - 1) }
        if keepsLines, let line = check.lastLine { lines.append(line) }
        check.begin()
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

/// Holds the rows of one certificate after another against their lines.
private struct RowCheck {
    private(set) var tally: RowTally
    private let size: Int
    private var line = StatusLine()
    private var leaf: [UInt8] = []
    private var serial: [UInt8] = []
    private var last: (interval: StatusInterval, ordinal: Int64, opened: Int64)?

    init(size: Int, tally: RowTally) {
        self.size = size
        self.tally = tally
    }

    /// Whether the last interval is open, as one must be.
    var isComplete: Bool { last.map { $0.interval.until == nil } ?? true }

    /// The line that opened the last interval.
    var lastLine: Int? { last.map { Int(clamping: $0.opened) } }

    mutating func begin() { last = nil }

    /// Whether a row is what its line says, and follows the row before it.
    mutating func stands(
        _ row: borrowing Row<RecordsError>, _ interval: StatusInterval, authority: String,
        serial wanted: ArraySlice<UInt8>, _ sha256: ArraySlice<UInt8>?
    ) throws(RecordsError) -> Bool {
        let (ordinal, opened) = (try row.integer(9), try row.integer(10))
        let before = last
        last = (interval, ordinal, opened)
        if let before {
            guard ordinal == before.ordinal + 1, opened > before.opened, before.interval.until == interval.since,
                before.interval.status != .revoked
            else { return false }
            // Repeated in each row, and each list is made of it.
            serial.removeAll(keepingCapacity: true)
            try row.appendBlob(7, to: &serial)
            guard serial[...] == wanted, try row.text(6) == authority else { return false }
        } else if ordinal != 0 {
            return false
        }
        // The line of a number that was given up says no status: it is revoked, by no reason that ends again.
        if ordinal == 0, sha256 == nil {
            guard interval.status == .revoked, interval.reason != .certificateHold, interval.reason != .removeFromCRL
            else { return false }
        }
        // No line, no row.
        guard !row.isNull(12) else { return false }
        leaf.removeAll(keepingCapacity: true)
        try row.appendBlob(13, to: &leaf)
        let told = StatusLine.Row(
            interval: interval, authority: authority, serial: wanted, certificateSHA256: sha256, ordinal: ordinal,
            actor: try row.text(11), sequence: opened, time: try row.integer(12))
        // What is behind the log's end is no line of it, whatever it says.
        guard line.leaf(of: told) == leaf, (0..<Int64(size)).contains(opened) else { return false }
        return ordinal == 0 && sha256 == nil || tally.take(opened)
    }
}

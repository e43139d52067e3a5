// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import Transparency

extension Ledger {
    /// Writes a line; no act without one.
    ///
    /// - Returns: the line's sequence.
    @discardableResult
    func note(
        _ act: String, of subject: String, by actor: String, at time: Instant, details: [String: String] = [:]
    ) throws(RecordsError) -> Int {
        var state = try auditState()
        let line = AuditLine(
            sequence: state.range.size, time: time, actor: actor, act: act, subject: subject,
            details: CanonicalJSON.object(details))
        let leaf = MerkleHash.leaf(line.canonicalBytes)
        try transaction.run(
            "INSERT INTO audit (sequence, time, actor, act, subject, details, leaf) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(Int64(line.sequence)), .time(time), .text(actor), .text(act), .text(subject),
                .text(line.details), .blob(leaf),
            ])
        for node in state.range.append(leaf: leaf) { try keep(node) }
        state.newest = max(state.newest, time)
        pen.state = state
        pen.hasWritten = true
        return line.sequence
    }

    /// Keeps the log's end with the lines of this transaction; the last thing that it does.
    func keepAuditHead() throws(RecordsError) {
        guard pen.hasWritten, let state = pen.state else { return }
        try transaction.run(
            "UPDATE audit_head SET size = ?, hashes = ?, newest = ? WHERE id = 1",
            [.integer(Int64(state.range.size)), .blob(state.range.bytes), .time(state.newest)])
    }

    /// Refuses a clock that is behind the log: what is signed must not be dated before what was done.
    ///
    /// Threads read the clock before they queue for the writer, so lines may be a little out of order.
    func refuseClockBehind(_ time: Instant) throws(RecordsError) {
        let newest = try auditState().newest
        guard time.advanced(bySeconds: Self.toleratedClockSeconds) >= newest else {
            throw .clockBehind(seen: time, newest: newest, toleratedSeconds: Self.toleratedClockSeconds)
        }
    }

    /// The time of the newest line; `nil` when there is none.
    var newestInstant: Instant? {
        get throws(RecordsError) {
            let state = try auditState()
            return state.range.size > 0 ? state.newest : nil
        }
    }

    // Longer than the longest wait for the writer, shorter than any step of a clock worth hiding.
    static let toleratedClockSeconds: Int64 = 60

    /// Keeps a hash above the leaves, so that a tree of any size is read from a few rows.
    func keep(_ node: CompactRange.Node) throws(RecordsError) {
        try transaction.run(
            "INSERT INTO audit_nodes (level, number, hash) VALUES (?, ?, ?) ON CONFLICT (level, number) DO NOTHING",
            [.integer(Int64(node.level)), .integer(Int64(node.number)), .blob(node.hash)])
    }

    func auditState() throws(RecordsError) -> AuditState {
        if let state = pen.state { return state }
        let state = try AuditState(reading)
        pen.state = state
        return state
    }
}

/// The log's end within one transaction: read at its first line, kept after its last.
final class AuditPen {
    fileprivate(set) var state: AuditState?
    fileprivate(set) var hasWritten = false
}

/// What the log's next line is built on.
struct AuditState {
    fileprivate(set) var range: CompactRange
    fileprivate(set) var newest: Instant

    init(_ reading: Reading<RecordsError>) throws(RecordsError) {
        let state = try reading.row("SELECT size, hashes, newest FROM audit_head WHERE id = 1") {
            row throws(RecordsError) in
            (range: CompactRange(size: Int(try row.integer(0)), bytes: try row.blob(1)), newest: try row.time(2))
        }
        guard let state, let range = state.range else { throw .damaged(table: "audit_head", column: "hashes") }
        self.range = range
        newest = state.newest
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// How many numbers of lists are given up besides those that were seen: whoever shows the newest list may not know
    /// of a shard that was signed a moment later.
    static let burnedListNumbers: Int64 = 1_000

    /// The same for time stamps, of which nobody shows the newest: more than can be given out in three days.
    static let burnedTimestamps: Int64 = 1 << 32

    /// The same for holders of the lease since the copy was made.
    static let burnedFences: Int64 = 1_000

    /// Since when nothing may be signed or answered, because the records were put back from a copy; `nil` if they may
    /// be worked with.
    ///
    /// The row and the home's mark each suffice: who can write into the database cannot open the lock.
    public func lockedSince() throws(RecordsError) -> Instant? {
        if let mark = try lockFile.flatMap({ path throws(RecordsError) in try RestorationMark(reading: path) }) {
            return mark.locked
        }
        return try read { reading throws(RecordsError) in
            try reading.row("SELECT locked FROM restorations WHERE opened IS NULL ORDER BY number DESC LIMIT 1") {
                row throws(RecordsError) in try row.time(0)
            }
        }
    }

    /// Whether these records are a copy that was locked under a name and not touched since.
    ///
    /// - Parameter source: what it was locked under.
    /// - Returns: no, when they are not locked, or have grown.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func isCopy(of source: String) throws(RecordsError) -> Bool {
        try read { reading throws(RecordsError) in
            let lines = try reading.row(
                "SELECT lines FROM restorations WHERE opened IS NULL AND source = ? ORDER BY number DESC LIMIT 1",
                [.text(source)]
            ) { row throws(RecordsError) in Int(try row.integer(0)) }
            return try lines == AuditState(reading).range.size
        }
    }

    /// Takes down that these records are a copy: from now on they open only to be looked at, or to be unlocked.
    ///
    /// - Parameters:
    ///   - source: where they come from.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func lock(from source: String, at time: Instant) throws(RecordsError) {
        let size = try auditHead().size
        let mark = RestorationMark(locked: time, source: source, lines: size)
        // The mark first: if it ends here, they are locked and unlocked by what is shown all the same.
        if let lockFile { try mark.write(to: lockFile) }
        try write { ledger throws(RecordsError) in
            _ = try ledger.lock(mark)
            // A process that still acts as the authority by what it holds of the lost records does so no more: the
            // number that its acts bear was given out before, and none that follows was.
            try ledger.transaction.run(
                "UPDATE leases SET holder = NULL, fence = fence + ?", [.integer(Self.burnedFences)])
        }
    }

    /// Marks a home as locked before there is anything in it, so that at no moment of its making it can be worked with.
    ///
    /// - Parameters:
    ///   - home: path of the home's folder.
    ///   - source: where its records come from.
    ///   - lines: the audit log's size in them.
    ///   - time: when.
    /// - Throws: ``RecordsError/home(path:_:)``.
    public static func markLocked(
        home: String, from source: String, lines: Int, at time: Instant
    ) throws(RecordsError) {
        try RestorationMark(locked: time, source: source, lines: lines).write(to: "\(home)/\(RestorationMark.file)")
    }

    /// Sizes that the log had and has again with other lines: what was lost before it was put back from a copy.
    ///
    /// Heads of those sizes, which relying parties may have kept, do not fit the log; its own line says why.
    ///
    /// - Returns: each from after the copy's size up to the newest size that was shown.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func restorationGaps() throws(RecordsError) -> [Range<Int>] {
        try read { reading throws(RecordsError) in
            let isAny = try reading.row("SELECT 1 FROM restorations LIMIT 1") { _ in true }
            guard isAny == true else { return [] }
            let details = try reading.rows(
                "SELECT details FROM audit WHERE act = ? ORDER BY sequence", [.text(AuditAct.recordsRestored)]
            ) { row throws(RecordsError) in try row.text(0) }
            return details.compactMap { text in
                guard let fields = CanonicalJSON.fields(text), let lines = fields["lines"].flatMap({ Int($0) }),
                    let seen = fields["linesSeen"].flatMap({ Int($0) }), seen > lines
                else { return nil }
                return lines + 1..<seen + 1
            }
        }
    }

    /// Lets records be worked with again after they were shown what had left the house before they were lost.
    ///
    /// Revocations that the lists have and the records do not are taken down, under the time that the lists give. The
    /// numbers of lists and time stamps that may have been given out since are given up. What is missing of the log is
    /// written into the log. All of it is one transaction.
    ///
    /// - Parameters:
    ///   - lists: the newest published lists, at least the full one of every authority that ever published one.
    ///   - head: the log's newest signed head; `nil` only for a log that was never signed.
    ///   - actor: who says that these are the newest.
    ///   - time: when.
    /// - Returns: what was missing.
    /// - Throws: ``RecordsError/restoration(_:)``; then they stay locked.
    /// - SeeAlso: ETSI EN 319 401 REQ-7.11.2; threat T14.
    public func unlock(
        shown lists: [ShownList], checkpoint head: AuditHead?, by actor: String, at time: Instant
    ) throws(RecordsError) -> RestorationReport {
        let mark = try lockFile.flatMap { path throws(RecordsError) in try RestorationMark(reading: path) }
        return try write { [lockFile] ledger throws(RecordsError) in
            try ledger.refuseClockBehind(time)
            guard let (number, lines, source) = try ledger.newestLock(orOf: mark) else {
                throw .restoration(.notLocked)
            }
            try ledger.refuseOldWitnesses(lists, head, lines: lines)
            let seen = ([head] + lists.map(\.head)).compactMap { $0?.size }.max() ?? lines
            var report = RestorationReport(lines: lines, linesSeen: max(seen, lines))
            report.noteAge(of: lists, head, at: time)
            // Shards are signed at other moments than the full list. The oldest first: a hold that was lifted and placed
            // again between two of them is then taken down as both, and neither list's date is contradicted by its next.
            let inOrder = lists.sorted {
                ($0.record.thisUpdate, $0.record.number) < ($1.record.thisUpdate, $1.record.number)
            }
            for list in inOrder { try ledger.take(list, into: &report, at: time) }
            try ledger.burnNumbers(lists, &report)
            try ledger.noteRestoration(of: source, report, head, by: actor, at: time)
            for list in lists { try ledger.file(list, at: time) }
            try ledger.transaction.run(
                "UPDATE restorations SET opened = ? WHERE number <= ? AND opened IS NULL",
                [.time(time), .integer(number)])
            // Before it is committed: were it after, a crash in between would leave a lock that asks for newer lists.
            if let lockFile { try RestorationMark.remove(lockFile) }
            return report
        }
    }
}

extension Ledger {
    /// The row of a lock.
    ///
    /// - Returns: its number.
    fileprivate func lock(_ mark: RestorationMark) throws(RecordsError) -> Int64 {
        let newest = try transaction.row("SELECT coalesce(MAX(number), 0) FROM restorations") {
            row throws(RecordsError) in try row.integer(0)
        }
        let number = (newest ?? 0) &+ 1
        // No line yet: what the log was has to be held against its newest head first.
        try transaction.run(
            "INSERT INTO restorations (number, locked, source, lines, opened) VALUES (?, ?, ?, ?, NULL)",
            [.integer(number), .time(mark.locked), .text(mark.source), .integer(Int64(mark.lines))])
        return number
    }

    /// What is to be unlocked; made again by the home's mark if the row is gone.
    fileprivate func newestLock(
        orOf mark: RestorationMark?
    ) throws(RecordsError) -> (number: Int64, lines: Int, source: String)? {
        let lock = try transaction.row(
            "SELECT number, lines, source FROM restorations WHERE opened IS NULL ORDER BY number DESC LIMIT 1"
        ) { row throws(RecordsError) in (try row.integer(0), Int(try row.integer(1)), try row.text(2)) }
        if let lock { return (lock.0, max(lock.1, mark?.lines ?? 0), lock.2) }
        guard let mark else { return nil }
        return (try self.lock(mark), mark.lines, mark.source)
    }
}

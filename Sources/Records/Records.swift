// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation

/// The house's one truth: applications, certificates and their status, officers, lists, and the
/// audit log in which every act is a line.
///
/// Each method that changes something is one transaction with one line in the log, and returns
/// when both would survive a power cut. It may be called from any thread; changes of many threads
/// share the disk's syncs. Times are the caller's: the records read no clock.
///
/// - SeeAlso: RFC 3647 4.5.4 and 4.5.5 (audit log, records archival).
public final class Records: Sendable {
    let store: Store
    let fence = Fence()
    /// Whether what is read is a copy that may be behind what is written.
    let isReadElsewhere: Bool
    /// Tells these records from a copy of them.
    let placeMark: String
    /// Where the home says that they are locked; nil for records that are in no home.
    let lockFile: String?

    /// What is said to holders when their certificate is filed.
    let board = AnnouncementBoard()
    let strayClaims = StrayClaims()
    let strayIssuances = StrayIssuances()

    /// Opens the records of a home, and makes them if there are none.
    ///
    /// - Parameters:
    ///   - home: path of the home's folder; records in SQLite are in `records/` below it.
    ///   - database: where they are kept.
    ///   - isLookedAt: whether records that were put back from a copy, and are locked, are opened: only to be looked at, or
    ///     to be unlocked; nothing may be signed or answered from them.
    /// - Throws: ``RecordsError/locked(since:)``; ``RecordsError/home(path:_:)`` or ``RecordsError/database(_:)``; the latter also when
    ///   durability cannot be had or the schema is not one this program made.
    public convenience init(
        home: String, database: RecordsDatabase = .sqlite, evenIfLocked isLookedAt: Bool = false
    ) throws(RecordsError) {
        let folder = home + "/records"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .home(path: folder, "\((error as NSError).domain) \((error as NSError).code)")
        }
        do throws(DatabaseError) {
            self.init(
                store: try database.store(in: folder), isReadElsewhere: database.isReadElsewhere,
                placeMark: database.placeMark(in: folder), lockFile: "\(home)/\(RestorationMark.file)")
        } catch {
            throw .database(error)
        }
        try fillInNameWords()
        try fillInAuditNodes()
        try fillInReceiptSigners()
        guard !isLookedAt, let since = try lockedSince() else { return }
        close()
        throw .locked(since: since)
    }

    init(store: Store, isReadElsewhere: Bool = false, placeMark: String = "", lockFile: String? = nil) {
        self.placeMark = placeMark
        self.lockFile = lockFile
        self.store = store
        self.isReadElsewhere = isReadElsewhere
    }

    /// Why nothing can be taken down at present; nil while all is well.
    public var refusal: RecordsError? { store.writer.refusal.map { .database($0) } }

    /// Whether a sync of the disk failed: only another process may write again.
    public var mustRestart: Bool { store.writer.refusal?.isFailedSync == true }

    /// Finishes what was begun and closes the files.
    public func close() {
        // If it cannot be given back, the next one finds that this process is over.
        try? releaseLease()
        store.close()
    }

    /// One transaction; see ``Ledger``.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Ledger) throws(RecordsError) -> Value
    ) throws(RecordsError) -> Value {
        let announcements = board.current
        return try store.writer.write { [fence] (transaction: Transaction<RecordsError>) throws(RecordsError) in
            let ledger = Ledger(transaction, fence: fence, announcing: announcements)
            let value = try body(ledger)
            try ledger.keepAuditHead()
            return value
        }
    }

    /// One look at one state.
    func read<Value>(_ body: (Reading<RecordsError>) throws(RecordsError) -> Value) throws(RecordsError) -> Value {
        try store.readers.read(body)
    }
}

// SPDX-License-Identifier: Apache-2.0
import Database

/// The records, open for one transaction.
///
/// The rooms' methods are made of its steps, so that a step that several acts share exists once.
struct Ledger {
    let transaction: Transaction<RecordsError>

    /// What is said to holders when their certificate is filed.
    let announcements: Announcements

    /// The audit log's end, as far as this transaction has written it.
    let pen = AuditPen()

    /// The lease that the authority's acts need.
    let fence: Fence

    init(_ transaction: Transaction<RecordsError>, fence: Fence, announcing announcements: Announcements = .none) {
        self.transaction = transaction
        self.fence = fence
        self.announcements = announcements
    }

    var reading: Reading<RecordsError> { transaction.reading }

    /// Runs a statement, and tells a unique key that is taken as the given refusal.
    ///
    /// - Returns: how many rows it inserted or changed.
    @discardableResult
    func run(_ sql: String, _ arguments: [DatabaseValue], ifTaken refusal: RecordsError) throws(RecordsError) -> Int {
        do throws(RecordsError) {
            return try transaction.run(sql, arguments)
        } catch {
            if case .database(.constraint(.unique, _)) = error { throw refusal }
            throw error
        }
    }
}

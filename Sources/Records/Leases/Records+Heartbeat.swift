// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Says where is written that this process is there; a standby that is read shows by it how far behind it is.
    ///
    /// Does nothing where one and the same database is written and read.
    ///
    /// - Parameter time: now.
    /// - Throws: ``RecordsError/database(_:)``.
    public func beat(at time: Instant) throws(RecordsError) {
        guard isReadElsewhere else { return }
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run(
                """
                INSERT INTO heartbeats (holder, time) VALUES (?, ?)
                ON CONFLICT (holder) DO UPDATE SET time = excluded.time
                """, [.text(ProcessIdentity.own.text), .time(time)])
            // Of processes that are long gone.
            try ledger.transaction.run(
                "DELETE FROM heartbeats WHERE time < ?", [.time(time.advanced(bySeconds: -86_400))])
        }
    }

    /// The moment up to which everything done is seen by what is read from now on.
    ///
    /// Where a standby is read, that is when this process last wrote to the database that it follows, as far as the
    /// standby has come: neither a standby that stands still nor one that was cut off can hide it.
    ///
    /// - Parameter time: now.
    /// - Returns: now, or an earlier time; nil when the standby has seen no word of this process yet.
    /// - Throws: ``RecordsError/database(_:)``.
    public func seenUpTo(at time: Instant) throws(RecordsError) -> Instant? {
        guard isReadElsewhere else { return time }
        return try read { reading throws(RecordsError) in
            try reading.row(
                "SELECT time FROM heartbeats WHERE holder = ?", [.text(ProcessIdentity.own.text)]
            ) { row throws(RecordsError) in min(try row.time(0), time) }
        }
    }
}

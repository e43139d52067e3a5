// SPDX-License-Identifier: Apache-2.0
public import DER

extension Records {
    /// How far a clock may be behind the newest line without being refused; seconds.
    public static let toleratedClockSeconds = Ledger.toleratedClockSeconds

    /// The latest time on any line of the audit log: the clock's high-water mark.
    ///
    /// - Returns: `nil` before the first line.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func newestTime() throws(RecordsError) -> Instant? {
        try read { reading throws(RecordsError) in
            let state = try AuditState(reading)
            return state.range.size > 0 ? state.newest : nil
        }
    }
}

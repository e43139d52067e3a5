// SPDX-License-Identifier: Apache-2.0
public import DER

extension Records {
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

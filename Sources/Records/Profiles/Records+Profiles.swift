// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Takes down which rules hold from now on; each that is not what it was is a line of the audit log.
    ///
    /// - Parameters:
    ///   - digests: SHA-256 of every profile's file, by name.
    ///   - actor: who opened the house with them.
    ///   - time: when.
    /// - Returns: what has changed, by name; everything the first time.
    /// - Throws: ``RecordsError``.
    public func noteProfiles(
        _ digests: [String: [UInt8]], by actor: String, at time: Instant
    ) throws(RecordsError) -> [ProfileChange] {
        try write { ledger throws(RecordsError) in
            var known: [String: [UInt8]] = [:]
            let rows = try ledger.reading.rows("SELECT name, sha256 FROM profiles ORDER BY name", []) {
                row throws(RecordsError) in (name: try row.text(0), sha256: try row.blob(1))
            }
            for row in rows { known[row.name] = row.sha256 }
            let names = Set(known.keys).union(digests.keys).sorted()
            let changes = names.filter { known[$0] != digests[$0] }.map {
                ProfileChange(name: $0, old: known[$0], new: digests[$0])
            }
            for change in changes { try ledger.note(change, by: Hand(actor: actor, time: time)) }
            return changes
        }
    }
}

extension Ledger {
    fileprivate func note(_ change: ProfileChange, by hand: Hand) throws(RecordsError) {
        let line = try note(
            AuditAct.profileChanged, of: "profile:\(change.name)", by: hand.actor, at: hand.time,
            details: ["old": change.old?.hex ?? "", "new": change.new?.hex ?? ""])
        try transaction.run("DELETE FROM profiles WHERE name = ?", [.text(change.name)])
        guard let new = change.new else { return }
        try transaction.run(
            "INSERT INTO profiles (name, sha256, sequence) VALUES (?, ?, ?)",
            [.text(change.name), .blob(new), .integer(Int64(line))])
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Takes a key down that an officer brings.
    ///
    /// - Parameters:
    ///   - subjectPublicKeyInfo: the key, DER.
    ///   - sha256: of it; 32 bytes.
    ///   - proof: made by the key, over the statement that offers it.
    ///   - officer: whose it is.
    ///   - time: when.
    /// - Throws: ``RecordsError/value(field:seen:allowed:)`` for a key that is on record already.
    public func offer(
        deskKey subjectPublicKeyInfo: [UInt8], sha256: [UInt8], proof: [UInt8], of officer: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.requireOfficer(officer)
            try ledger.run(
                """
                INSERT INTO desk_keys (sha256, officer, spki, proof, state, offered, changed)
                VALUES (?, ?, ?, ?, 'offered', ?, ?)
                """,
                [
                    .blob(sha256), .text(officer), .blob(subjectPublicKeyInfo), .blob(proof), .time(time), .time(time),
                ], ifTaken: .value(field: "key", seen: "on record", allowed: "a new key"))
            try ledger.note(
                AuditAct.deskKeyOffered, of: "officer:\(officer)", by: officer, at: time,
                details: ["keySHA256": sha256.hex])
        }
    }

    /// Confirms that a key is the officer's who brought it, or takes it out of use.
    ///
    /// - Parameters:
    ///   - sha256: the key's.
    ///   - state: confirmed or withdrawn.
    ///   - actor: who says so; another officer when it is confirmed.
    ///   - time: when.
    /// - Throws: ``RecordsError/value(field:seen:allowed:)`` for a key that is not on record or not in a state for it;
    ///   ``RecordsError/sameOfficer(id:application:)`` for one's own.
    public func settle(
        deskKey sha256: [UInt8], as state: DeskKey.State, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let key = try ledger.reading.rows(DeskKey.selection + " WHERE sha256 = ?", [.blob(sha256)]) {
                row throws(RecordsError) in try DeskKey(row)
            }.first
            let allowed: [DeskKey.State] = state == .confirmed ? [.offered] : [.offered, .confirmed]
            guard let key, state != .offered, allowed.contains(key.state) else {
                throw .value(
                    field: "key", seen: key?.state.rawValue ?? "unknown",
                    allowed: allowed.map(\.rawValue).joined(separator: ", "))
            }
            guard state != .confirmed || key.officer != actor else { throw .sameOfficer(id: actor, application: "") }
            try ledger.transaction.run(
                "UPDATE desk_keys SET state = ?, changed = ?, confirmed_by = ? WHERE sha256 = ?",
                [
                    .text(state), .time(time), .text(orNull: state == .confirmed ? actor : key.confirmedBy),
                    .blob(sha256),
                ])
            try ledger.note(
                AuditAct.deskKeySettled, of: "officer:\(key.officer)", by: actor, at: time,
                details: ["keySHA256": sha256.hex, "state": state.rawValue])
        }
    }

    /// A key on record; nil if it is not.
    ///
    /// - Parameter sha256: of its SubjectPublicKeyInfo; 32 bytes.
    /// - Returns: the key.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func deskKey(_ sha256: [UInt8]) throws(RecordsError) -> DeskKey? {
        try read { reading throws(RecordsError) in
            try reading.row(DeskKey.selection + " WHERE sha256 = ?", [.blob(sha256)]) { row throws(RecordsError) in
                try DeskKey(row)
            }
        }
    }

    /// The keys that an officer brought, the newest first.
    ///
    /// - Parameter officer: whose.
    /// - Returns: keys in every state.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func deskKeys(of officer: String) throws(RecordsError) -> [DeskKey] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                DeskKey.selection + " WHERE officer = ? ORDER BY offered DESC, sha256", [.text(officer)]
            ) { row throws(RecordsError) in try DeskKey(row) }
        }
    }

    /// The keys of an office's officers, those that wait to be confirmed first.
    ///
    /// - Parameter office: the office.
    /// - Returns: at most 500.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func deskKeys(ofOffice office: String) throws(RecordsError) -> [DeskKey] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                DeskKey.selection + """
                     WHERE officer IN (SELECT id FROM officers WHERE office = ?)
                    ORDER BY state = 'offered' DESC, changed DESC, sha256 LIMIT 500
                    """, [.text(office)]
            ) { row throws(RecordsError) in try DeskKey(row) }
        }
    }

    /// Keys of any office that wait to be confirmed, the oldest first.
    ///
    /// - Returns: at most 500.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func deskKeysToConfirm() throws(RecordsError) -> [DeskKey] {
        try read { reading throws(RecordsError) in
            try reading.rows(DeskKey.selection + " WHERE state = 'offered' ORDER BY offered, sha256 LIMIT 500") {
                row throws(RecordsError) in try DeskKey(row)
            }
        }
    }
}

extension DeskKey {
    static let selection = "SELECT sha256, officer, spki, state, offered, changed, confirmed_by FROM desk_keys"

    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            sha256: try row.blob(0), officer: try row.text(1), subjectPublicKeyInfo: try row.blob(2),
            state: try row.value(3, of: "desk_keys", "state"), offered: try row.time(4), changed: try row.time(5),
            confirmedBy: try row.textOrNil(6))
    }
}

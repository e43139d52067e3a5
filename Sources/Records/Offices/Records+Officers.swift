// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Registers an officer at an office.
    ///
    /// - Parameters:
    ///   - officer: as they begin.
    ///   - actor: who does it.
    /// - Throws: ``RecordsError/officerExists(id:)``, also if another has that certificate;
    ///   ``RecordsError/unknownOffice(id:)``.
    public func register(_ officer: OfficerRecord, by actor: String) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let office = try ledger.transaction.row("SELECT 1 FROM offices WHERE id = ?", [.text(officer.office)]) {
                row throws(RecordsError) in try row.integer(0)
            }
            guard office != nil else { throw .unknownOffice(id: officer.office) }
            try ledger.run(
                """
                INSERT INTO officers
                    (id, office, display_name, role, name_key, national_id_key, certificate_sha256, status, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(officer.id), .text(officer.office), .text(officer.displayName), .text(officer.role),
                    .text(orNull: officer.person.name), .text(orNull: officer.person.nationalID),
                    .blob(orNull: officer.certificateSHA256), .text(officer.status), .time(officer.created),
                ],
                ifTaken: .officerExists(id: officer.id))
            try ledger.note(
                AuditAct.officerRegistered, of: "officer:\(officer.id)", by: actor, at: officer.created,
                details: [
                    "office": officer.office, "role": officer.role.rawValue,
                    "certificateSHA256": officer.certificateSHA256?.hex ?? "", "status": officer.status.rawValue,
                ])
        }
    }

    /// Gives an officer the certificate that they sign in with, in place of any before.
    ///
    /// - Parameters:
    ///   - sha256: of the certificate's DER; 32 bytes.
    ///   - id: the officer's.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/officerExists(id:)`` if another has it; ``RecordsError/unknownOfficer(id:)``.
    public func give(
        certificateSHA256 sha256: [UInt8], to id: String, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.requireOfficer(id)
            try ledger.run(
                "UPDATE officers SET certificate_sha256 = ? WHERE id = ?", [.blob(sha256), .text(id)],
                ifTaken: .officerExists(id: id))
            try ledger.note(
                AuditAct.officerCertified, of: "officer:\(id)", by: actor, at: time,
                details: ["certificateSHA256": sha256.hex])
        }
    }

    /// Lets an officer work no more, until they are resumed.
    ///
    /// - Parameters:
    ///   - id: the officer's.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/unknownOfficer(id:)``.
    public func suspend(officer id: String, by actor: String, at time: Instant) throws(RecordsError) {
        try set(officer: id, to: .suspended, by: actor, at: time)
    }

    /// Lets an officer work again.
    ///
    /// - Parameters:
    ///   - id: the officer's.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/unknownOfficer(id:)``.
    public func resume(officer id: String, by actor: String, at time: Instant) throws(RecordsError) {
        try set(officer: id, to: .active, by: actor, at: time)
    }

    private func set(
        officer id: String, to status: OfficeRecord.Standing, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in try ledger.set(officer: id, to: status, by: actor, at: time) }
    }

    /// An officer, by identifier.
    ///
    /// - Parameter id: the officer's.
    /// - Returns: the officer, of whatever standing.
    /// - Throws: ``RecordsError/unknownOfficer(id:)``;
    ///   ``RecordsError/damaged(table:column:)`` for one whom the log knows otherwise.
    public func officer(_ id: String) throws(RecordsError) -> OfficerRecord {
        guard let found = try officer(where: "id = ?", .text(id)) else { throw .unknownOfficer(id: id) }
        return found
    }

    /// The officer who signs in with a certificate; nil if it is nobody's.
    ///
    /// - Parameter sha256: of the certificate's DER; 32 bytes.
    /// - Returns: the officer, of whatever standing.
    /// - Throws: ``RecordsError/damaged(table:column:)`` for one whom the log knows otherwise.
    public func officer(certificateSHA256 sha256: [UInt8]) throws(RecordsError) -> OfficerRecord? {
        try officer(where: "certificate_sha256 = ?", .blob(sha256))
    }

    /// One officer, as the log has them too.
    private func officer(where condition: String, _ argument: DatabaseValue) throws(RecordsError) -> OfficerRecord? {
        try read { reading throws(RecordsError) in
            guard let found = try Self.officers(where: condition, [argument], reading).first else { return nil }
            try StaffLines(of: "officer:\(found.id)", reading).refuseAltered(found)
            return found
        }
    }

    /// The officers of an office, by identifier.
    ///
    /// - Parameter office: its identifier.
    /// - Returns: the officers, of whatever standing.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func officers(of office: String) throws(RecordsError) -> [OfficerRecord] {
        try officers(where: "office = ? ORDER BY id", [.text(office)])
    }

    /// Everything that one person is registered as, by identifier.
    ///
    /// - Parameter nationalID: the person's national identifier, canonical.
    /// - Returns: the officers, of whatever office and standing.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func officers(nationalID: String) throws(RecordsError) -> [OfficerRecord] {
        try officers(where: "national_id_key = ? AND national_id_key IS NOT NULL ORDER BY id", [.text(nationalID)])
    }

    private func officers(where condition: String, _ arguments: [DatabaseValue]) throws(RecordsError) -> [OfficerRecord]
    {
        try read { reading throws(RecordsError) in try Self.officers(where: condition, arguments, reading) }
    }

    private static func officers(
        where condition: String, _ arguments: [DatabaseValue], _ reading: Reading<RecordsError>
    ) throws(RecordsError) -> [OfficerRecord] {
        try reading.rows(
            """
            SELECT id, office, display_name, role, name_key, national_id_key, certificate_sha256, status, created
            FROM officers WHERE \(condition)
            """, arguments
        ) { row throws(RecordsError) in try OfficerRecord(row) }
    }
}

extension OfficerRecord {
    fileprivate init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            id: try row.text(0), office: try row.text(1), displayName: try row.text(2),
            role: try row.value(3, of: "officers", "role"),
            person: SubjectKeys(name: try row.textOrNil(4), nationalID: try row.textOrNil(5)),
            certificateSHA256: try row.blobOrNil(6), status: try row.value(7, of: "officers", "status"),
            created: try row.time(8))
    }
}

extension Ledger {
    func requireOfficer(_ id: String) throws(RecordsError) {
        let found = try transaction.row("SELECT 1 FROM officers WHERE id = ?", [.text(id)]) {
            row throws(RecordsError) in try row.integer(0)
        }
        guard found != nil else { throw .unknownOfficer(id: id) }
    }
}

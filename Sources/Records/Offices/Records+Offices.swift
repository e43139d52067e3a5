// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Registers an office.
    ///
    /// - Parameters:
    ///   - office: as it begins.
    ///   - actor: who does it.
    /// - Throws: ``RecordsError/officeExists(id:)``; ``RecordsError/value(field:seen:allowed:)`` for a
    ///   profile's name with a line break.
    public func register(_ office: OfficeRecord, by actor: String) throws(RecordsError) {
        for profile in office.profiles where profile.isEmpty || profile.contains(where: \.isNewline) {
            throw .value(field: "profiles", seen: profile, allowed: "a name on one line")
        }
        try write { ledger throws(RecordsError) in
            try ledger.run(
                """
                INSERT INTO offices
                    (id, kind, name_fa, name_en, profiles, licensed_until, status, created, place, professions, hours,
                    daily_quota)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(office.id), .text(office.kind), .text(office.persianName), .text(office.englishName),
                    .text(office.profiles.joined(separator: "\n")), .time(office.licensedUntil),
                    .text(office.status), .time(office.created),
                ] + office.details.values,
                ifTaken: .officeExists(id: office.id))
            try ledger.note(
                AuditAct.officeRegistered, of: "office:\(office.id)", by: actor, at: office.created,
                details: [
                    "kind": office.kind, "licensedUntil": office.licensedUntil.rfc3339,
                    "profiles": office.profiles.joined(separator: ","), "status": office.status.rawValue,
                    "professions": office.details.professions.joined(separator: ","), "hours": office.details.hours,
                    "dailyQuota": office.details.dailyQuota.map { "\($0)" } ?? "",
                ])
        }
    }

    /// Lets an office work no more, until it is resumed.
    ///
    /// - Parameters:
    ///   - id: the office's.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/unknownOffice(id:)``.
    public func suspend(office id: String, by actor: String, at time: Instant) throws(RecordsError) {
        try set(office: id, to: .suspended, by: actor, at: time)
    }

    /// Lets an office work again.
    ///
    /// - Parameters:
    ///   - id: the office's.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/unknownOffice(id:)``.
    public func resume(office id: String, by actor: String, at time: Instant) throws(RecordsError) {
        try set(office: id, to: .active, by: actor, at: time)
    }

    /// Writes down an office's new licence.
    ///
    /// - Parameters:
    ///   - id: the office's.
    ///   - end: the last second that the licence covers.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/unknownOffice(id:)``.
    public func license(
        office id: String, until end: Instant, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let changed = try ledger.transaction.run(
                "UPDATE offices SET licensed_until = ? WHERE id = ?", [.time(end), .text(id)])
            guard changed == 1 else { throw .unknownOffice(id: id) }
            try ledger.note(
                AuditAct.officeLicensed, of: "office:\(id)", by: actor, at: time,
                details: ["licensedUntil": end.rfc3339])
        }
    }

    /// Changes what an office is beside its name, kind and licence.
    ///
    /// - Parameters:
    ///   - id: the office's.
    ///   - details: all of them.
    ///   - profiles: what it may enrol for; nil leaves that as it is.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/unknownOffice(id:)``.
    public func change(
        office id: String, to details: OfficeDetails, profiles: [String]? = nil, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let changed = try ledger.transaction.run(
                "UPDATE offices SET place = ?, professions = ?, hours = ?, daily_quota = ? WHERE id = ?",
                details.values + [.text(id)])
            guard changed == 1 else { throw .unknownOffice(id: id) }
            if let profiles {
                try ledger.transaction.run(
                    "UPDATE offices SET profiles = ? WHERE id = ?",
                    [.text(profiles.sorted().joined(separator: "\n")), .text(id)])
            }
            try ledger.note(
                AuditAct.officeChanged, of: "office:\(id)", by: actor, at: time,
                details: [
                    "professions": details.professions.joined(separator: ","), "hours": details.hours,
                    "dailyQuota": details.dailyQuota.map { "\($0)" } ?? "",
                    "profiles": profiles?.sorted().joined(separator: ",") ?? "",
                ])
        }
    }

    private func set(
        office id: String, to status: OfficeRecord.Standing, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let changed = try ledger.transaction.run(
                "UPDATE offices SET status = ? WHERE id = ?", [.text(status), .text(id)])
            guard changed == 1 else { throw .unknownOffice(id: id) }
            try ledger.note(
                AuditAct.officeStatus, of: "office:\(id)", by: actor, at: time, details: ["status": status.rawValue])
        }
    }

    /// An office, by identifier.
    ///
    /// - Parameter id: the office's.
    /// - Returns: the office.
    /// - Throws: ``RecordsError/unknownOffice(id:)``; ``RecordsError/damaged(table:column:)`` for one that the log knows
    ///   otherwise.
    public func office(_ id: String) throws(RecordsError) -> OfficeRecord {
        let found = try read { reading throws(RecordsError) in
            let found = try reading.row(Self.officeSelection + " WHERE id = ?", [.text(id)]) {
                row throws(RecordsError) in try OfficeRecord(row)
            }
            if let found { try StaffLines(of: "office:\(id)", reading).refuseAltered(found) }
            return found
        }
        guard let found else { throw .unknownOffice(id: id) }
        return found
    }

    /// All offices, by identifier.
    public func offices() throws(RecordsError) -> [OfficeRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(Self.officeSelection + " ORDER BY id") { row throws(RecordsError) in
                try OfficeRecord(row)
            }
        }
    }

    private static let officeSelection =
        "SELECT id, kind, name_fa, name_en, profiles, licensed_until, status, created, place, professions, hours, "
        + "daily_quota FROM offices"
}

extension OfficeRecord {
    fileprivate init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            id: try row.text(0), kind: try row.text(1), persianName: try row.text(2), englishName: try row.text(3),
            profiles: try row.text(4).split(separator: "\n").map(String.init), licensedUntil: try row.time(5),
            details: OfficeDetails(
                place: try row.text(8), professions: try row.text(9).split(separator: "\n").map(String.init),
                hours: try row.text(10), dailyQuota: try row.integerOrNil(11).map { Int($0) }),
            status: try row.value(6, of: "offices", "status"), created: try row.time(7))
    }
}

extension OfficeDetails {
    fileprivate var values: [DatabaseValue] {
        [
            .text(place), .text(professions.joined(separator: "\n")), .text(hours),
            .integer(orNull: dailyQuota.map { Int64($0) }),
        ]
    }
}

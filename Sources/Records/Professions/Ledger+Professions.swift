// SPDX-License-Identifier: Apache-2.0
import DER
import Database

extension Ledger {
    /// Keeps what a feed says that was not said before, and closes what it says no more.
    ///
    /// - Returns: for how many licences something changed.
    func keep(_ draft: ProfessionFeedDraft, line: Int) throws(RecordsError) -> Int {
        var standing: [String: [LicencePeriod]] = [:]
        if draft.isFull {
            try LicenceStatement.each(of: draft.body, in: reading) { standing[$0.number] = $0.periods }
        } else {
            for licence in draft.licences {
                let periods = try reading.rows(
                    """
                    SELECT \(LicencePeriod.columns) FROM profession_periods
                    WHERE body = ? AND licence = ? AND forgotten IS NULL ORDER BY ordinal
                    """, [.text(draft.body), .text(licence.number)]
                ) { row throws(RecordsError) in try LicencePeriod(row) }
                if !periods.isEmpty { standing[licence.number] = periods }
            }
        }
        var changed = 0
        for licence in draft.licences {
            let before = standing.removeValue(forKey: licence.number)
            guard before ?? [] != licence.periods else { continue }
            changed += 1
            if before != nil { try forget(licence.number, of: draft.body, line: line) }
            try insert(licence, of: draft.body, line: line)
        }
        guard draft.isFull else { return changed }
        for number in standing.keys.sorted() { try forget(number, of: draft.body, line: line) }
        return changed + standing.count
    }

    private func forget(_ number: String, of body: String, line: Int) throws(RecordsError) {
        try transaction.run(
            "UPDATE profession_periods SET forgotten = ? WHERE body = ? AND licence = ? AND forgotten IS NULL",
            [.integer(Int64(line)), .text(body), .text(number)])
    }

    private func insert(_ licence: LicenceStatement, of body: String, line: Int) throws(RecordsError) {
        for (ordinal, period) in licence.periods.enumerated() {
            try transaction.run(
                """
                INSERT INTO profession_periods
                    (body, licence, learned, ordinal, standing, scope, acts, place, begins, ends, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(body), .text(licence.number), .integer(Int64(line)), .integer(Int64(ordinal)),
                    .text(period.standing), .text(orNull: period.scope), .integer(Int64(period.acts)),
                    .text(orNull: period.place), .time(period.from), .time(orNull: period.until),
                    .text(orNull: period.reason),
                ])
        }
    }
}

extension LicenceStatement {
    /// All that a body says now, a licence at a time.
    static func each(
        of body: String, in reading: Reading<RecordsError>, _ take: (LicenceStatement) -> Void
    ) throws(RecordsError) {
        var number: String?
        var periods: [LicencePeriod] = []
        try reading.forEach(
            """
            SELECT \(LicencePeriod.columns), licence FROM profession_periods
            WHERE body = ? AND forgotten IS NULL ORDER BY licence, learned, ordinal
            """, [.text(body)]
        ) { row throws(RecordsError) in
            let next = try row.text(7)
            if let number, number != next {
                take(LicenceStatement(number, periods))
                periods.removeAll(keepingCapacity: true)
            }
            number = next
            periods.append(try LicencePeriod(row))
        }
        if let number { take(LicenceStatement(number, periods)) }
    }
}

extension LicencePeriod {
    static let columns = "standing, scope, acts, place, begins, ends, reason"

    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            standing: try row.text(0), scope: try row.textOrNil(1), acts: Int(try row.integer(2)),
            place: try row.textOrNil(3), from: try row.time(4), until: try row.timeOrNil(5),
            reason: try row.textOrNil(6))
    }
}

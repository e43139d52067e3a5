// SPDX-License-Identifier: Apache-2.0
import DER
import Database

/// A selection's condition as the store is asked it.
///
/// The `IS NOT NULL` of a column repeats its partial index's condition, so that every engine knows that the index
/// serves.
struct SelectionQuery {
    let condition: String
    let arguments: [DatabaseValue]

    init(_ criteria: [CertificateSelection.Criterion], serial: DatabaseValue? = nil) {
        var parts = ["i.state = 'issued'"]
        var arguments: [DatabaseValue] = []
        if let serial {
            parts.append("i.authority IN (SELECT name FROM authorities) AND i.serial = ?")
            arguments.append(serial)
        }
        for criterion in criteria {
            let (part, values) = Self.condition(of: criterion)
            parts.append(part)
            arguments += values
        }
        condition = parts.joined(separator: " AND ")
        self.arguments = arguments
    }

    private static func condition(
        of criterion: CertificateSelection.Criterion
    ) -> (String, [DatabaseValue]) {
        func equal(_ column: String, _ value: DatabaseValue) -> (String, [DatabaseValue]) {
            ("i.\(column) = ? AND i.\(column) IS NOT NULL", [value])
        }
        switch criterion {
        // Most of the house: read in the order of issuance, since its index has another.
        // Not by the index of applications: that an application is there chooses nearly all.
        case .applied(true): return ("+i.application IS NOT NULL", [])
        case .applied(false): return ("+i.application IS NULL AND +i.office IS NOT NULL", [])
        case .authority(let name): return ("+i.authority = ?", [.text(name)])
        case .chipBatch(let batch): return equal("chip_batch", .text(batch))
        case .issued(let from, let end):
            return (
                "i.filed_time >= ? AND i.filed_time < ? AND i.filed_time IS NOT NULL", [.time(from), .time(end)]
            )
        case .keyAlgorithm(let name): return equal("key_algorithm", .text(name))
        case .licence(let licence): return equal("licence", .text(licence))
        case .name(let key): return equal("name_key", .text(key))
        case .nationalID(let number): return equal("national_id_key", .text(number))
        case .office(let office): return equal("office", .text(office))
        case .officer(let officer, let from, let end):
            return (
                """
                i.application IN (SELECT e.application FROM application_events AS e WHERE e.actor = ?
                AND e.to_state IN ('entered', 'approved') AND e.time >= ? AND e.time < ?)
                AND i.application IS NOT NULL
                """, [.text(officer), .time(from), .time(end)]
            )
        case .profile(let profile): return ("i.profile = ?", [.text(profile)])
        case .publicKeySHA256(let sha256): return equal("public_key_sha256", .blob(sha256))
        }
    }

    /// A page's statement and its values.
    func page(after id: Int, limit: Int) -> (sql: String, arguments: [DatabaseValue]) {
        (
            "SELECT i.id, i.authority, i.serial FROM issuances AS i WHERE \(condition) AND i.id > ? ORDER BY i.id LIMIT ?",
            arguments + [.integer(Int64(id)), .integer(Int64(limit))]
        )
    }

    /// How many there are.
    var count: String { "SELECT COUNT(*) FROM issuances AS i WHERE \(condition)" }

    /// Everything that a survey tells, with the status that stands.
    var survey: String {
        """
        SELECT i.id, i.authority, i.serial, i.office, i.profile, i.not_after, s.status, s.reason
        FROM issuances AS i LEFT JOIN status_intervals AS s ON s.issuance = i.id AND s.until IS NULL
        WHERE \(condition) ORDER BY i.id
        """
    }
}

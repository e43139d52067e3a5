// SPDX-License-Identifier: Apache-2.0
import Database

/// One way to come upon a query's certificates: a table that is entered by an index, and what it must hold there.
///
/// Of several ways the one with the fewest rows is taken: a common given name at a small office is looked for among the
/// office's certificates, a rare one at a large office among the names. How many rows a way has is counted as far as
/// ``countedRows`` and no further.
struct SearchPath {
    /// The driving table with its alias `d`, and the condition on it.
    let source: String
    /// The issuance's column in it.
    let issuance: String
    let condition: String
    let arguments: [DatabaseValue]
    /// Whether it is known to have a handful of rows at most, so that nothing has to be counted.
    var isNarrow = false
    /// The order that its index has, if it has one that people want.
    var order: String?

    static let countedRows = 5_000

    /// The rows that the way goes over, at most ``countedRows``.
    func count(in reading: Reading<RecordsError>) throws(RecordsError) -> Int {
        let rows = try reading.row(
            "SELECT count(*) FROM (SELECT 1 FROM \(source) WHERE \(condition) LIMIT \(Self.countedRows)) AS c",
            arguments
        ) { row throws(RecordsError) in Int(try row.integer(0)) }
        return rows ?? 0
    }

    /// The way by a name's words: the rows of one of them, each of which holds all the words of its name.
    ///
    /// A name with two words of one beginning has two rows here; the row of the first of them counts.
    static func word(_ word: String, of words: [String], office: String?) -> SearchPath {
        var condition = """
            d.word >= ? AND d.word < ?
            AND substr(d.names, instr(d.names, ?) + 1, length(d.word) + 1) = d.word || ' '
            """
        var arguments: [DatabaseValue] = [.text(word), .text(word + "\u{10FFFF}"), .text(" " + word)]
        for other in words where other != word {
            condition += " AND instr(d.names, ?) > 0"
            arguments.append(.text(" " + other))
        }
        if let office {
            condition += " AND d.office = ?"
            arguments.append(.text(office))
        }
        return SearchPath(
            source: "name_words AS d", issuance: "d.issuance", condition: condition, arguments: arguments)
    }

    /// The rows of one word, to see which of several is the rarest; nothing else is looked at.
    static func wordAlone(_ word: String) -> SearchPath {
        SearchPath(
            source: "name_words AS d", issuance: "d.issuance", condition: "d.word >= ? AND d.word < ?",
            arguments: [.text(word), .text(word + "\u{10FFFF}")])
    }

    static func issuances(
        _ condition: String, _ arguments: [DatabaseValue], isNarrow: Bool = false, order: String = "d.id DESC"
    ) -> SearchPath {
        SearchPath(
            source: "issuances AS d", issuance: "d.id", condition: condition, arguments: arguments,
            isNarrow: isNarrow, order: isNarrow ? nil : order)
    }

    static func status(_ condition: String, _ arguments: [DatabaseValue] = []) -> SearchPath {
        SearchPath(
            source: "status_intervals AS d", issuance: "d.issuance", condition: "d.until IS NULL AND " + condition,
            arguments: arguments)
    }
}

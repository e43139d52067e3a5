// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Identity

/// A CSV file of people who hold certificates from elsewhere; its head line names the columns, in English or Persian.
///
///     nationalID,licenceNumber,givenName,surname,latinName,profile,certificate
///     ۹۹۹۰۰۰۰۰۱۸,12345,سارا,احمدی,Sara Ahmadi,doctor-signing,sara.cer
struct ImportFile {
    /// A column that is not the form's.
    enum Column: String, CaseIterable {
        case certificate
        case profile
        case serial
        case sha256
    }

    /// One row.
    struct Row {
        let number: Int
        let values: [FormField: String]
        fileprivate let others: [Column: String]
        /// Why it cannot be read.
        let fault: ImportRefusal?

        subscript(column: Column) -> String? { others[column] }
    }

    let rows: [Row]

    /// Reads a file.
    ///
    /// - Throws: ``CommandFailure`` for what is no such file; a row that is wrong is the row's fault.
    init(_ bytes: [UInt8], named file: String) throws {
        let table: CSVRows
        do throws(CSVRows.Fault) {
            table = try CSVRows(bytes)
        } catch {
            switch error {
            case .encoding(let place):
                throw CommandFailure(.input, "cli.import.encoding", ["file": file, "at": "\(place)"])
            case .quote(let row): throw CommandFailure(.input, "cli.import.quote", ["file": file, "row": "\(row)"])
            }
        }
        guard let head = table.rows.first, table.rows.count > 1 else {
            throw CommandFailure(.input, "cli.import.empty", ["file": file])
        }
        let columns = try Self.columns(head.cells, file)
        rows = table.rows.dropFirst().map { Self.row($0.number, $0.cells, columns) }
    }

    private enum Meaning {
        case field(FormField)
        case other(Column)
    }

    private static func row(_ number: Int, _ cells: [String], _ columns: [Meaning]) -> Row {
        guard cells.count == columns.count else {
            return Row(
                number: number, values: [:], others: [:],
                fault: .columns(seen: cells.count, allowed: columns.count))
        }
        var (values, others): ([FormField: String], [Column: String]) = ([:], [:])
        for (column, cell) in zip(columns, cells) {
            let text = cell.trimmingPrefix { $0.isWhitespace }
            guard !text.isEmpty else { continue }
            switch column {
            case .field(let field): values[field] = String(text)
            case .other(let column): others[column] = String(text.reversed().drop { $0.isWhitespace }.reversed())
            }
        }
        return Row(number: number, values: values, others: others, fault: nil)
    }

    private static func columns(_ head: [String], _ file: String) throws -> [Meaning] {
        var columns: [Meaning] = []
        for cell in head {
            guard let meaning = meanings[PersianText.key(cell)] else {
                let names = ImportRow.fields.map(\.rawValue) + Column.allCases.map(\.rawValue)
                throw CommandFailure(
                    .input, "cli.import.column",
                    ["file": file, "seen": String(cell.prefix(40)), "allowed": names.joined(separator: ", ")])
            }
            columns.append(meaning)
        }
        let hasNumber = columns.contains { column in
            guard case .field(let field) = column else { return false }
            return [.nationalID, .foreignersID, .legalID].contains(field)
        }
        guard hasNumber else {
            throw CommandFailure(
                .input, "cli.import.columns", ["file": file, "seen": head.joined(separator: ", ")])
        }
        return columns
    }

    /// What columns are called, folded as names are.
    private static let meanings: [String: Meaning] = {
        var all: [String: Meaning] = [:]
        for field in ImportRow.fields { all[PersianText.key(field.rawValue)] = .field(field) }
        for column in Column.allCases { all[PersianText.key(column.rawValue)] = .other(column) }
        let persian: [(String, Meaning)] = [
            ("کد ملی", .field(.nationalID)), ("شناسهٔ فراگیر", .field(.foreignersID)),
            ("شمارهٔ نظام پزشکی", .field(.licenceNumber)), ("شمارهٔ پروانه", .field(.licenceNumber)),
            ("شمارهٔ کارت بازرگانی", .field(.licenceNumber)), ("نام", .field(.givenName)),
            ("نام خانوادگی", .field(.surname)), ("نام لاتین", .field(.latinName)),
            ("شناسهٔ ملی", .field(.legalID)), ("سازمان", .field(.organization)),
            ("گواهی", .other(.certificate)), ("پروندهٔ گواهی", .other(.certificate)), ("نمایه", .other(.profile)),
            ("شمارهٔ سریال", .other(.serial)), ("چکیده", .other(.sha256)),
        ]
        for (name, meaning) in persian { all[PersianText.key(name)] = meaning }
        return all
    }()
}

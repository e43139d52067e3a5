// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import JSON

/// A file of applications: NDJSON, or CSV with a head line.
///
///     {"profile": "doctor-signing", "form": {"nationalID": "…", …}, "request": "<PKCS#10, base64>"}
///
///     profile,request,nationalID,givenName,surname,latinName,licenceNumber
///     doctor-signing,MIIB…,9990000018,سارا,احمدی,Sara Ahmadi,12345
struct BulkFile {
    /// One line, counted from 1 as editors count.
    struct Line {
        let number: Int
        let content: Result<Content, Fault>
    }

    /// What a line asks for.
    struct Content {
        let form: ApplicationForm
        let request: [UInt8]
    }

    /// Why a line cannot be read.
    enum Fault: String, Error {
        case columns
        case field
        case json
        case profile
        case request
    }

    let lines: [Line]

    /// The profiles that lines apply for.
    var profiles: Set<String> { Set(lines.compactMap { try? $0.content.get().form.profile }) }

    init(_ bytes: [UInt8]) {
        var rows: [(Int, [UInt8])] = []
        var bytes = bytes[...]
        // Spreadsheets begin their files with a mark of the byte order.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        for (index, row) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let text = row.last == 0x0D ? row.dropLast() : row
            if !text.allSatisfy({ $0 == 0x20 }) { rows.append((index + 1, Array(text))) }
        }
        guard let first = rows.first, first.1.first != UInt8(ascii: "{") else {
            lines = rows.map { number, row in
                Line(number: number, content: Result { () throws(Fault) in try Self.object(row) })
            }
            return
        }
        let head = Self.cells(first.1)
        lines = rows.dropFirst().map { number, row in
            Line(number: number, content: Result { () throws(Fault) in try Self.record(Self.cells(row), head) })
        }
    }

    private static func object(_ row: [UInt8]) throws(Fault) -> Content {
        guard let value = try? JSONReader.read(row), let members = value.members,
            members.allSatisfy({ ["profile", "form", "request"].contains($0.name) })
        else { throw .json }
        guard let profile = value["profile"]?.text else { throw .profile }
        var values: [FormField: String] = [:]
        for member in value["form"]?.members ?? [] {
            guard let field = FormField(rawValue: member.name), let text = member.value.text else { throw .field }
            values[field] = text
        }
        return Content(
            form: ApplicationForm(profile: profile, values), request: try request(value["request"]?.text))
    }

    private static func record(_ cells: [String], _ head: [String]) throws(Fault) -> Content {
        guard cells.count == head.count else { throw .columns }
        var values: [FormField: String] = [:]
        var (profile, encoded): (String?, String?) = (nil, nil)
        for (name, cell) in zip(head, cells) {
            switch name {
            case "profile": profile = cell
            case "request": encoded = cell
            default:
                guard let field = FormField(rawValue: name) else { throw .field }
                values[field] = cell
            }
        }
        guard let profile else { throw .profile }
        return Content(form: ApplicationForm(profile: profile, values), request: try request(encoded))
    }

    private static func request(_ text: String?) throws(Fault) -> [UInt8] {
        guard let text, !text.isEmpty, let bytes = try? Base64.decode(text.filter { !$0.isWhitespace }) else {
            throw .request
        }
        return bytes
    }

    /// The cells of a row: commas between them, quotes around those that hold commas, two quotes for one (RFC 4180 2).
    private static func cells(_ row: [UInt8]) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var characters = String(decoding: row, as: UTF8.self).makeIterator()
        var next = characters.next()
        while let character = next {
            next = characters.next()
            if isQuoted, character == "\"", next == "\"" {
                cell.append("\"")
                next = characters.next()
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                cells.append(cell)
                cell = ""
            } else {
                cell.append(character)
            }
        }
        return cells + [cell]
    }
}

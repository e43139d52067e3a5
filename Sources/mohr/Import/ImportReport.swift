// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import JSON
import PKIX
import Records
import Service

/// What became of every row, as a file: NDJSON, or CSV for a spreadsheet.
///
/// Rows are named by number; nothing in it is personal.
struct ImportReport {
    let outcomes: [ImportRun.Outcome]

    /// How many rows had which outcome.
    var counts: [String: Int] {
        var counts = ["taken": 0, "updated": 0, "known": 0, "refused": 0]
        for outcome in outcomes { counts[outcome.word, default: 0] += 1 }
        return counts
    }

    /// Refusals by code, the most frequent first, each with one of its sentences.
    func refusals(in language: Language) -> [(code: String, count: Int, sentence: String)] {
        var found: [String: (count: Int, sentence: String)] = [:]
        for outcome in outcomes {
            guard case .failure(let refusal) = outcome.result else { continue }
            let sentence = found[refusal.code]?.sentence ?? refusal.statement.sentence(in: language)
            found[refusal.code] = ((found[refusal.code]?.count ?? 0) + 1, sentence)
        }
        return found.map { ($0.key, $0.value.count, $0.value.sentence) }
            .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    }

    /// The file's bytes.
    ///
    /// - Parameter path: its name; one that ends in `.csv` is for a spreadsheet.
    /// - Returns: UTF-8.
    func bytes(for path: String) -> [UInt8] { path.lowercased().hasSuffix(".csv") ? csv : ndjson }

    private var ndjson: [UInt8] {
        var bytes: [UInt8] = []
        for outcome in outcomes { bytes += JSONWriter.bytes(outcome.value) + [0x0A] }
        return bytes + JSONWriter.bytes(["summary": summary]) + [0x0A]
    }

    /// The counts as JSON.
    var summary: JSONValue {
        let counts = counts
        let members = ["taken", "updated", "known", "refused"].map { word in
            JSONValue.Member(word, .integer(Int64(counts[word] ?? 0)))
        }
        return .object([.init("rows", .integer(Int64(outcomes.count)))] + members)
    }

    private var csv: [UInt8] {
        let head = "row,outcome,code,serial,certificateSHA256,status,remarks,en,fa"
        let lines = outcomes.map { outcome in
            [
                "\(outcome.row)", outcome.word, outcome.code, outcome.draft?.serial.hex ?? "",
                outcome.sha256.map { Hex.encode($0) } ?? "", outcome.draft?.standing.status.rawValue ?? "",
                outcome.remarks.joined(separator: " "), outcome.sentence(in: .english),
                outcome.sentence(in: .persian),
            ].map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }
        // Spreadsheets take a file for UTF-8 by its mark, and quoted digits for text.
        return [0xEF, 0xBB, 0xBF] + Array(([head] + lines).map { $0 + "\r\n" }.joined().utf8)
    }
}

extension ImportRun.Outcome {
    /// What it is called.
    var word: String {
        switch result {
        case .success(.taken): "taken"
        case .success(.updated): "updated"
        case .success(.known): "known"
        case .success(.refused), .failure: "refused"
        }
    }

    fileprivate var code: String {
        if case .failure(let refusal) = result { refusal.code } else { "" }
    }

    fileprivate func sentence(in language: Language) -> String {
        if case .failure(let refusal) = result { return refusal.statement.sentence(in: language) }
        let status = draft.map { Catalogue.sentence("status.\($0.standing.status.rawValue)", in: language) }
        return Catalogue.sentence("import.row.\(word)", ["status": status ?? "–"], in: language)
    }

    fileprivate var value: JSONValue {
        [
            "row": .integer(Int64(row)), "outcome": .string(word), "code": JSONValue(code.isEmpty ? nil : code),
            "serial": JSONValue(draft?.serial.hex), "certificateSHA256": JSONValue(sha256.map { Hex.encode($0) }),
            "status": JSONValue(draft?.standing.status.rawValue), "remarks": .array(remarks.map { .string($0) }),
            "en": .string(sentence(in: .english)), "fa": .string(sentence(in: .persian)),
        ]
    }
}

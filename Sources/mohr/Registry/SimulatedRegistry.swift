// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Foundation
import HTTPServer
import Identity
import JSON
import Service

/// A register that answers from a file as the real ones do over HTTP, and misbehaves when it is told to.
///
/// The entries are those of ``FileRegistry``; the file and the mode are read anew at each question, so that a test can
/// change both while the register runs.
struct SimulatedRegistry: Sendable {
    /// How it behaves.
    enum Mode: String, CaseIterable, Sendable {
        /// Answers 503.
        case down
        /// Answers what no register answers.
        case nonsense
        /// Answers from the file.
        case normal
        /// Answers from the file, after the delay.
        case slow
        /// Says that every licence is suspended and nobody has died.
        case suspended
        /// Answers with another family name.
        case wrong
    }

    let file: String
    let mode: Mode
    /// A file with one word, which goes before ``mode``.
    let modeFile: String?
    let delayMilliseconds: Int

    /// Answers a question.
    func answer(_ request: Request) -> Handling {
        .work { [self] in
            let mode = current
            if mode == .slow { Thread.sleep(forTimeInterval: Double(delayMilliseconds) / 1_000) }
            guard mode != .down else { return Self.plain(503) }
            guard request.method == "POST" else { return Self.plain(405) }
            guard let question = try? JSONReader.read(request.body),
                let kind = question["registry"]?.text.flatMap(RegistryKind.init), let number = question["number"]?.text
            else { return Self.plain(400) }
            if mode == .nonsense { return Self.json(["surname": ["x"], "status": 7]) }
            return found(kind, number, as: mode)
        }
    }

    private func found(_ kind: RegistryKind, _ number: String, as mode: Mode) -> Response {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)) else { return Self.plain(503) }
        var members: [JSONValue.Member]?
        for line in [UInt8](data).split(separator: 0x0A) {
            guard let value = try? JSONReader.read(Array(line)), value["registry"]?.text == kind.rawValue,
                value["number"]?.text == number
            else { continue }
            members = value.members?.filter { !["registry", "number"].contains($0.name) }
        }
        guard var members else { return Self.plain(404) }
        func set(_ name: String, _ text: String) {
            members.removeAll { $0.name == name }
            members.append(.init(name, .string(text)))
        }
        if mode == .wrong { set("surname", "دیگری") }
        if mode == .suspended { set("status", "suspended") }
        return Self.json(.object(members))
    }

    private var current: Mode {
        guard let modeFile, let text = try? String(contentsOfFile: modeFile, encoding: .utf8) else { return mode }
        return Mode(rawValue: text.filter { !$0.isWhitespace }) ?? mode
    }

    private static func plain(_ status: Int) -> Response {
        Response(status: status, contentType: "text/plain", body: Array("\(status)\n".utf8))
    }

    private static func json(_ value: JSONValue) -> Response {
        Response(status: 200, contentType: "application/json", body: JSONWriter.bytes(value))
    }
}

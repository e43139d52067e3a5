// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Glibc
import HTTPServer
import JSON
import TestSupport
import XCTest

/// An insurer's batches: a real server, tens of thousands of lines, and the command.
final class BatchTests: XCTestCase {
    private func line(_ tree: DemoTree, _ more: String = "") throws -> String {
        let signature = Base64.encode(try tree.bytes("prescription.p7s"))
        let at = try tree.timeOfPrescription()
        return #"{"signature":"\#(signature)","purpose":"prescription","at":"\#(at)"\#(more)}"#
    }

    /// The most that a process ever held, in kilobytes.
    private func peak(_ process: Int32) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = try XCTUnwrap(text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try XCTUnwrap(line.split(separator: " ").compactMap { Int($0) }.first)
    }

    func testTensOfThousandsOfLinesTakeNoMemoryAndKeepTheirOrder() throws {
        let folder = try TemporaryFolder()
        let tree = try DemoTree.shared()
        let house = try ServedHouse(try tree.copy(into: folder)).ready()
        defer { house.kill() }
        let many = 40_000
        let real = try line(tree)
        let client = try BatchClient(port: house.publicPort)
        // Warm: what the first lines take is the program's, not the batch's.
        try BatchClient(port: house.publicPort).exchange(200, { _ in real + "\n" }) { _ in }
        let before = try peak(house.processIdentifier)
        var next: Int64 = 1
        var accepted = 0
        let body: @Sendable (Int) -> String = { number in
            number % 50 == 0 ? real + "\n" : #"{"id":\#(number),"signature":"AAE="}"# + "\n"
        }
        try client.exchange(many, body) { value in
            XCTAssertEqual(value["line"]?.wholeNumber, next, "order")
            if next % 50 == 0 {
                if value["decision"]?.text == "accept" { accepted += 1 }
            } else {
                XCTAssertEqual(value["id"]?.wholeNumber, next)
            }
            next += 1
        }
        XCTAssertEqual(next - 1, Int64(many))
        XCTAssertEqual(accepted, many / 50)
        let grown = try peak(house.processIdentifier) - before
        XCTAssertLessThan(grown, 40_000, "kilobytes for \(many) lines")
        XCTAssertEqual(try house.stop(), .clean)
    }

    func testALineWithoutAnEndAndLinesWithoutAnythingAreBorne() throws {
        let folder = try TemporaryFolder()
        let tree = try DemoTree.shared()
        let house = try ServedHouse(try tree.copy(into: folder)).ready()
        defer { house.kill() }
        let real = try line(tree)
        try BatchClient(port: house.publicPort).exchange(50, { _ in real + "\n" }) { _ in }
        let before = try peak(house.processIdentifier)
        let piece = String(repeating: "A", count: 17_000)
        var answers: [JSONValue] = []
        // 17 MB without a line end, which come in a thousand pieces.
        try BatchClient(port: house.publicPort).exchange(
            1_002, { number in number == 1 ? real + "\n" : number == 1_002 ? "\n" + real : piece }
        ) { answers.append($0) }
        XCTAssertEqual(answers.map { $0["line"]?.wholeNumber }, [1, 2, 3])
        XCTAssertEqual(answers.map { $0["decision"]?.text }, ["accept", nil, "accept"])
        let problem = answers.count > 1 ? answers[1]["error"] : nil
        XCTAssertEqual(problem?["type"]?.text, "urn:mohr:problem:service:batchLineTooLong")
        XCTAssertEqual(problem?["facts"]?["seen"]?.text, "17000000")
        XCTAssertLessThan(try peak(house.processIdentifier) - before, 10_000, "kilobytes")
        answers = []
        try BatchClient(port: house.publicPort).exchange(
            100_002, { number in number == 1 || number == 100_002 ? real + "\n" : number % 3 == 0 ? " \r\n" : "\n" }
        ) { answers.append($0) }
        XCTAssertEqual(answers.map { $0["line"]?.wholeNumber }, [1, 100_002])
        XCTAssertEqual(answers.map { $0["decision"]?.text }, ["accept", "accept"])
        XCTAssertLessThan(try peak(house.processIdentifier) - before, 10_000, "kilobytes")
        // It still serves, and can be asked to stop.
        XCTAssertEqual(try house.stop(), .clean)
    }

    func testAStopEndsABatchAtALine() throws {
        let folder = try TemporaryFolder()
        let tree = try DemoTree.shared()
        let house = try ServedHouse(try tree.copy(into: folder)).ready()
        let client = try BatchClient(port: house.publicPort)
        try client.open(contentLength: 10_000_000)
        let real = try line(tree)
        client.send(Array((real + "\n" + real + "\n" + real.prefix(100)).utf8))
        XCTAssertEqual(try client.next()?["decision"]?.text, "accept")
        XCTAssertEqual(try client.next()?["decision"]?.text, "accept")
        house.terminate()
        let last = try client.next()
        XCTAssertEqual(last?["line"]?.wholeNumber, 3)
        XCTAssertEqual(last?["error"]?["type"]?.text, "urn:mohr:problem:service:batchStopping")
        XCTAssertNil(try client.next())
        XCTAssertEqual(try house.end(), .clean)
    }

    func testTheCommandGivesTheSameLinesAndGoesOnWhereItWasCut() throws {
        let folder = try TemporaryFolder()
        let tree = try DemoTree.shared()
        let tampered = Base64.encode(try tree.bytes("tampered.p7s"))
        let lines = [
            try line(tree, #","id":"a""#), "", "{",
            #"{"signature":"\#(tampered)","at":"\#(try tree.timeOfPrescription())"}"#, try line(tree),
        ]
        let (file, out) = (folder.path("claims.ndjson"), folder.path("answers.ndjson"))
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
        let trust = [
            "--anchor", "\(tree.story)/root.pem", "--intermediate", "\(tree.story)/health-intermediate.pem",
            "--crl", "\(tree.story)/root.crl", "--crl", "\(tree.story)/health.crl",
        ]
        let first = try Program.run(["verify", file, "--batch"] + trust)
        XCTAssertEqual(first.status, 65, "one line could not be read: \(first.errors)")
        XCTAssertTrue(first.errors.contains("2 accepted, 1 rejected, 0 undecided, 1 not readable"), first.errors)
        let answers = first.output.split(separator: 0x0a)
        XCTAssertEqual(
            try answers.map { try JSONReader.read(Array($0), depth: 32)["line"]?.wholeNumber }, [1, 3, 4, 5])
        // From a pipe there is nothing to go back to, and every line is judged.
        let piped = try Shell.run(
            "sh",
            ["-c", "cat '\(file)' | '\(try Program.path())' verify /dev/stdin --batch \(trust.joined(separator: " "))"])
        XCTAssertEqual(piped.output, first.output)
        XCTAssertEqual(piped.status, 65, piped.errors)
        // An earlier run that was cut off in the middle of its third answer.
        XCTAssertEqual(try Program.run(["verify", file, "--batch", "--out", out] + trust).status, 65)
        let cut = answers[0] + [0x0a] + answers[1] + [0x0a] + answers[2].prefix(50)
        try Data(cut).write(to: URL(fileURLWithPath: out))
        let resumed = try Program.run(["verify", file, "--batch", "--out", out] + trust)
        XCTAssertEqual(resumed.status, 65)
        XCTAssertTrue(resumed.errors.contains("2 accepted"), resumed.errors)
        XCTAssertEqual(Array(try Data(contentsOf: URL(fileURLWithPath: out))), Array(first.output), "byte for byte")
        // Answers go on over what they were begun with, and nothing else.
        let answersThere = try Data(contentsOf: URL(fileURLWithPath: out))
        for other in [
            trust + ["--purpose", "trade"], trust + ["--at", "2031-01-01T00:00:00Z"], Array(trust.dropLast(2)),
        ] {
            let outcome = try Program.run(["verify", file, "--batch", "--out", out] + other)
            XCTAssertEqual(outcome.status, 65, outcome.text)
            XCTAssertTrue(outcome.errors.contains("belong to another input"), outcome.errors)
        }
        try Data((lines[0] + "\n").utf8).write(to: URL(fileURLWithPath: file))
        XCTAssertEqual(try Program.run(["verify", file, "--batch", "--out", out] + trust).status, 65)
        XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: out)), answersThere, "left as it was")
        XCTAssertEqual(try Program.run(["verify", file, "--batch"] + trust).status, 0)
        try Data((lines[3] + "\n").utf8).write(to: URL(fileURLWithPath: file))
        XCTAssertEqual(try Program.run(["verify", file, "--batch"] + trust).status, 1)
        try Data((lines[0] + "\n").utf8).write(to: URL(fileURLWithPath: file))
        XCTAssertEqual(try Program.run(["verify", file, "--batch"]).status, 2, "no anchor: nothing can be decided")
        XCTAssertEqual(try Program.run(["verify", folder.path("none"), "--batch"] + trust).status, 65)
        try Data("other\n".utf8).write(to: URL(fileURLWithPath: out))
        XCTAssertEqual(try Program.run(["verify", file, "--batch", "--out", out] + trust).status, 65)
        XCTAssertEqual(try String(contentsOfFile: out, encoding: .utf8), "other\n", "left as it was")
    }
}

/// A client that sends lines and reads answers at the same time.
private final class BatchClient: @unchecked Sendable {
    private let descriptor: Int32
    private var raw: [UInt8] = []
    private var body: [UInt8] = []
    private var hasHead = false

    struct Refused: Error {}

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Refused() }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func open(contentLength: Int? = nil) throws {
        let framing = contentLength.map { "Content-Length: \($0)" } ?? "Transfer-Encoding: chunked"
        send(
            Array(
                ("POST /v1/verifications/batch HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Type: application/x-ndjson\r\n\(framing)\r\n\r\n").utf8))
    }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    func exchange(
        _ count: Int, _ line: @escaping @Sendable (Int) -> String, _ each: (JSONValue) throws -> Void
    ) throws {
        try open()
        Thread.detachNewThread { [self] in
            var chunk: [UInt8] = []
            func flush() {
                guard !chunk.isEmpty else { return }
                send(Array((String(chunk.count, radix: 16) + "\r\n").utf8) + chunk + [13, 10])
                chunk = []
            }
            for number in 1...count {
                chunk += Array(line(number).utf8)
                if chunk.count > 30_000 { flush() }
            }
            flush()
            send(Array("0\r\n\r\n".utf8))
        }
        while let value = try next() { try each(value) }
    }

    /// The next answer; nil after the last.
    func next() throws -> JSONValue? {
        while true {
            if let end = body.firstIndex(of: 0x0a) {
                let line = Array(body[..<end])
                body.removeSubrange(...end)
                return try JSONReader.read(line, depth: 32)
            }
            if !takeChunk(), !more() { return nil }
        }
    }

    private func takeChunk() -> Bool {
        if !hasHead {
            guard let end = raw.firstRange(of: Array("\r\n\r\n".utf8)) else { return false }
            raw.removeSubrange(..<end.upperBound)
            hasHead = true
        }
        guard let end = raw.firstRange(of: [13, 10]),
            let size = Int(String(decoding: raw[..<end.lowerBound], as: UTF8.self), radix: 16), size > 0,
            raw.count >= end.upperBound + size + 2
        else { return false }
        body += raw[end.upperBound..<(end.upperBound + size)]
        raw.removeSubrange(..<(end.upperBound + size + 2))
        return true
    }

    private func more() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        raw += buffer[..<count]
        return true
    }
}

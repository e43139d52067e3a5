// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKIX
import TestSupport
import XCTest

/// The time-stamp authority of a real process whose clock is turned by libfaketime.
final class TimestampClockTests: XCTestCase {
    func testAClockThatIsTurnedIsNotStampedBy() throws {
        guard let library = Self.library else { throw XCTSkip("libfaketime: not installed") }
        let folder = try TemporaryFolder()
        let offset = folder.path("offset")
        func turn(_ text: String) throws { try folder.write(Array(text.utf8), to: "offset") }
        try turn("+0")
        let program = try XCTUnwrap(Self.program)
        setenv("MOHR_LANGUAGE", "en", 1)
        let home = folder.path("home")
        XCTAssertTrue(try Shell.run(program, ["demo", "--home", home], in: folder).isSuccess)
        let port = try Self.port(home)
        let process = Process()
        // Not straight: the library puts its semaphores into the environment, which moves it, and Swift looks for the
        // arguments beside it. A program that is started by one that has them already is not moved.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "LD_PRELOAD=\(library)", "FAKETIME_TIMESTAMP_FILE=\(offset)", "FAKETIME_NO_CACHE=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1", "timeout", "120", program, "serve", "--home", home,
        ]
        try folder.write([], to: "log")
        let log = FileHandle(forWritingAtPath: folder.path("log"))
        process.standardOutput = log
        process.standardError = log
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        try folder.write([1, 2, 3], to: "data")
        /// What came back: `granted`, a reason of RFC 3161, or `unreachable`.
        func ask() throws -> String {
            _ = try Shell.run("openssl", ["ts", "-query", "-data", "data", "-sha256", "-out", "q"], in: folder)
            let sent = try Shell.run(
                "curl",
                ["-s", "--max-time", "5", "-H", "Content-Type: application/timestamp-query", "--data-binary", "@q"]
                    + ["-o", "r", "http://127.0.0.1:\(port)/timestamps"], in: folder)
            guard sent.isSuccess else { return "unreachable" }
            return try TimestampResponse(der: try folder.read("r")).failureReason.map { "\($0)" } ?? "granted"
        }
        for _ in 0..<100 where try ask() == "unreachable" { Thread.sleep(forTimeInterval: 0.2) }
        XCTAssertEqual(try ask(), "granted", (try? String(contentsOfFile: folder.path("log"), encoding: .utf8)) ?? "")
        try turn("-3600")
        XCTAssertEqual(try ask(), "timeNotAvailable")
        try turn("+0")
        XCTAssertEqual(try ask(), "granted")
        // Lists are published and logged by a clock that is ahead, so there is no way back from these.
        for turned in ["+3600", "+315360000"] {
            try turn(turned)
            XCTAssertEqual(try ask(), "timeNotAvailable", turned)
        }
    }

    private static var library: String? {
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
        return folders.map { $0 + "/faketime/libfaketimeMT.so.1" }
            .first { FileManager.default.fileExists(atPath: $0) }
    }

    private static var program: String? {
        let folders =
            [Bundle.main.executableURL?.deletingLastPathComponent(), Bundle.main.bundleURL].compactMap { $0 }
            + [SharedData.packageRoot.appendingPathComponent(".build/debug")]
        return folders.map { $0.appendingPathComponent("mohr").path }.first { Shell.find($0) != nil }
    }

    private static func port(_ home: String) throws -> Int {
        let text = try String(contentsOfFile: home + "/mohr.json5", encoding: .utf8)
        let address = try XCTUnwrap(text.firstRange(of: "publicURL: \"http://127.0.0.1:"))
        return try XCTUnwrap(Int(text[address.upperBound...].prefix { $0.isNumber }))
    }
}

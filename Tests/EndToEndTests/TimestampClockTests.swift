// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKIX
import TestSupport
import Timestamping
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
        let environment = [
            "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": offset, "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        ]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["serve", "--home", home]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        try folder.write([1, 2, 3], to: "data")
        func ask() throws -> TimestampFailure?? {
            _ = try Shell.run("openssl", ["ts", "-query", "-data", "data", "-sha256", "-out", "q"], in: folder)
            let sent = try Shell.run(
                "curl",
                ["-s", "--max-time", "5", "-H", "Content-Type: application/timestamp-query", "--data-binary", "@q"]
                    + ["-o", "r", "http://127.0.0.1:\(port)/timestamps"], in: folder)
            guard sent.isSuccess else { return nil }
            return .some(try TimestampResponse(der: try folder.read("r")).failureReason)
        }
        var answer: TimestampFailure?? = nil
        for _ in 0..<100 where answer == nil {
            answer = try ask()
            if answer == nil { Thread.sleep(forTimeInterval: 0.2) }
        }
        XCTAssertEqual(try XCTUnwrap(answer), nil)
        try turn("-3600")
        XCTAssertEqual(try XCTUnwrap(try ask()), .timeNotAvailable)
        try turn("+0")
        XCTAssertEqual(try XCTUnwrap(try ask()), nil)
        // Lists are published and logged by a clock that is ahead, so there is no way back from these.
        for turned in ["+3600", "+315360000"] {
            try turn(turned)
            XCTAssertEqual(try XCTUnwrap(try ask()), .timeNotAvailable, turned)
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

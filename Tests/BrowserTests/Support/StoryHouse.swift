// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import XCTest

/// The house of the demo, served by the program itself for all tests of this room.
final class StoryHouse: @unchecked Sendable {
    static func shared() throws -> StoryHouse { try one.get() }

    private static let one = Result { try StoryHouse() }

    /// Where the public listener is.
    let address: String
    /// Where the office listener is.
    let officeAddress: String

    private let folder: TemporaryFolder
    private let process = Process()

    private init() throws {
        folder = try TemporaryFolder()
        let home = folder.path("home")
        let program = SharedData.packageRoot.appendingPathComponent(".build/debug/mohr").path
        let demo = try Shell.run(program, ["demo", "--home", home])
        guard demo.isSuccess else { throw Failed(output: demo.text + demo.errors) }
        let file = URL(fileURLWithPath: "\(home)/mohr.json5")
        let text = try String(contentsOf: file, encoding: .utf8)
        let digits = "\n    // Digits of every code"
        // A browser that is driven types faster than a person.
        try Data(
            text.replacing(try Regex(#"port: [0-9]+,"#), with: "port: 0,")
                .replacing("actionsPerMinute: 5,", with: "actionsPerMinute: 1000,")
                // What these tests are about is not who was sent a code.
                .replacing("    required: true," + digits, with: "    required: false," + digits).utf8
        ).write(to: file)

        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["serve", "--home", home]
        process.environment = ProcessInfo.processInfo.environment.merging(["MOHR_LANGUAGE": "en"]) { $1 }
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        StoryHouse.running = process.processIdentifier
        atexit { if StoryHouse.running > 0 { kill(StoryHouse.running, SIGKILL) } }
        var said = ""
        while !said.contains("Mohr serves as") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Failed(output: said) }
            said += String(decoding: more, as: UTF8.self)
        }
        func port(after words: String) throws -> Substring {
            guard let range = said.range(of: words) else { throw Failed(output: said) }
            return said[range.upperBound...].prefix { $0.isNumber }
        }
        address = "http://127.0.0.1:" + (try port(after: "Everyone: http://127.0.0.1:"))
        officeAddress = "https://127.0.0.1:" + (try port(after: "Offices: https://127.0.0.1:"))
    }

    nonisolated(unsafe) private static var running: Int32 = 0

    struct Failed: Error {
        let output: String
    }

    /// A path in the house's folder.
    func path(_ name: String) -> String { folder.path(name) }

    /// Takes in an officer of the Medical Council's office in Tehran, with a key that OpenSSL makes.
    func officer(_ role: String, nationalID: String) throws -> StoryOfficer {
        let (id, own) = ("browser-\(role)", folder.path("officer-\(role)"))
        try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
        let program = SharedData.packageRoot.appendingPathComponent(".build/debug/mohr").path
        for (tool, arguments) in [
            (
                "openssl",
                [
                    "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                    "\(own)/key.pem", "-out", "\(own)/request.csr", "-subj", "/CN=\(id)",
                ]
            ),
            (
                program,
                [
                    "officer", "add", id, "--home", folder.path("home"), "--office", "medical-council-tehran", "--role",
                    role, "--given-fa", "نرگس", "--surname-fa", "نمونه", "--name-latin", "Narges Nemouneh",
                    "--national-id", nationalID, "--request", "\(own)/request.csr", "--authority", "health", "--out",
                    "\(own)/certificate.pem",
                ]
            ),
        ] {
            let outcome = try Shell.run(tool, arguments)
            guard outcome.isSuccess else { throw Failed(output: "\(arguments): \(outcome.text)\(outcome.errors)") }
        }
        return StoryOfficer(
            id: id, folder: own, key: "\(own)/key.pem", certificate: "\(own)/certificate.pem",
            root: story("root.pem"), issuer: story("health-intermediate.pem"), address: officeAddress)
    }

    /// The path of a file of the story.
    func story(_ name: String) -> String { folder.path("home/story/\(name)") }

    /// When the prescription was found good, as a person types it; the certificate was revoked later.
    func timeOfPrescription() throws -> String {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: story("report-prescription.json")))
        return try XCTUnwrap(try JSONReader.read([UInt8](bytes))["referenceTime"]?["value"]?.text)
    }

    /// A file that a test makes.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = folder.path(UUID().uuidString)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path).appendingPathComponent(name))
        return "\(path)/\(name)"
    }
}

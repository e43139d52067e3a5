// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

/// The `openssl` program, the second opinion on everything this room computes.
final class OpenSSLCommand {
    /// A folder of this instance's own; gone with it.
    let folder: URL

    private let program: String

    init() throws {
        let candidates = ["/usr/bin/openssl", "/usr/local/bin/openssl"]
        guard let program = candidates.first(where: FileManager.default.isExecutableFile) else {
            throw XCTSkip("the openssl program is not installed")
        }
        self.program = program
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("mohr-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(Array(bytes)).write(to: folder.appendingPathComponent(name))
    }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// Runs a command line in the folder; words are separated by spaces.
    @discardableResult
    func run(_ line: String) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = line.split(separator: " ").map(String.init)
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    /// Runs a command line that has to succeed.
    @discardableResult
    func must(_ line: String, file: StaticString = #filePath, at: UInt = #line) throws -> String {
        let (status, output) = try run(line)
        XCTAssertEqual(status, 0, "openssl \(line)\n\(output)", file: file, line: at)
        return output
    }
}

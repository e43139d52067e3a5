// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

/// Programs that no one here wrote, run as judges.
public enum Shell {
    /// What a program left behind.
    public struct Outcome: Sendable {
        /// Its exit status; the signal's number, negative, when a signal ended it.
        public let status: Int32
        /// What it wrote to its standard output.
        public let output: [UInt8]
        /// What it wrote to its standard error, as text.
        public let errors: String

        /// The standard output as text.
        public var text: String { String(decoding: output, as: UTF8.self) }

        /// Whether it ended with status 0.
        public var isSuccess: Bool { status == 0 }
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - program: a path, or a name that is looked for in `PATH`.
    ///   - arguments: its arguments.
    ///   - input: its standard input.
    ///   - folder: its working folder.
    /// - Returns: what it left behind, whatever its status.
    /// - Throws: `XCTSkip`, naming the program, when it is not installed.
    public static func run(
        _ program: String, _ arguments: [String], input: [UInt8] = [], in folder: TemporaryFolder? = nil
    ) throws -> Outcome {
        // A program that ends without reading its input must not end the test with it.
        signal(SIGPIPE, SIG_IGN)
        guard let path = find(program) else { throw XCTSkip("not installed: \(program)") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder?.url
        let pipes = (input: Pipe(), output: Pipe(), errors: Pipe())
        process.standardInput = pipes.input
        process.standardOutput = pipes.output
        process.standardError = pipes.errors
        try process.run()
        // All three at once: a program that fills one pipe while another is waited for would never end.
        let output = Reading(pipes.output.fileHandleForReading)
        let errors = Reading(pipes.errors.fileHandleForReading)
        try? pipes.input.fileHandleForWriting.write(contentsOf: Data(input))
        try? pipes.input.fileHandleForWriting.close()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: output.bytes(), errors: String(decoding: errors.bytes(), as: UTF8.self))
    }

    /// Where a program is.
    ///
    /// - Parameter program: a path, or a name that is looked for in `PATH`.
    /// - Returns: `nil` when it is not installed.
    public static func find(_ program: String) -> String? {
        if program.contains("/") { return FileManager.default.isExecutableFile(atPath: program) ? program : nil }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// One pipe being read to its end on a thread of its own.
private final class Reading: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var data = Data()

    init(_ handle: FileHandle) {
        let handle = UncheckedHandle(handle)
        Thread.detachNewThread { [self] in
            data = (try? handle.handle.readToEnd()) ?? Data()
            done.signal()
        }
    }

    func bytes() -> [UInt8] {
        done.wait()
        return [UInt8](data)
    }
}

private struct UncheckedHandle: @unchecked Sendable {
    let handle: FileHandle
    init(_ handle: FileHandle) { self.handle = handle }
}

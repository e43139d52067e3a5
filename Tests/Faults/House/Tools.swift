// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// The programs that a drill runs.
enum Tools {
    /// Something that a drill needs is not here.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// The checkout.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// The program under test: `MOHR_PROGRAM`, or the one that was built with the drill.
    static func mohr() throws -> String {
        if let named = ProcessInfo.processInfo.environment["MOHR_PROGRAM"] { return named }
        let beside = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let path = beside.appendingPathComponent("mohr").path
        guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(description: "no \(path)") }
        return path
    }

    /// Builds the part that stands between the program and its disk.
    static func disk(in folder: TemporaryFolder) throws -> String {
        try compile("disk.c", to: folder.path("disk.so"), ["-shared", "-fPIC", "-ldl", "-lpthread"])
    }

    /// Builds the part that cuts the power.
    static func replay(in folder: TemporaryFolder) throws -> String {
        try compile("replay.c", to: folder.path("replay"), ["-lsqlite3", "-lcrypto"])
    }

    private static func compile(_ name: String, to path: String, _ options: [String]) throws -> String {
        let compiler = ["clang", "cc", "gcc"].first { Shell.find($0) != nil }
        guard let compiler else { throw Missing(description: "no C compiler: clang, cc or gcc") }
        let source = "\(root)/Tests/Faults/Disk/\(name)"
        let outcome = try Shell.run(compiler, ["-O2", "-Wall", "-Werror", "-o", path, source] + options)
        guard outcome.isSuccess else { throw Missing(description: "\(name): \(outcome.errors)") }
        return path
    }

    /// libfaketime for programs with threads.
    static func faketime() throws -> String {
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
        let found = folders.map { $0 + "/faketime/libfaketimeMT.so.1" }.first {
            FileManager.default.fileExists(atPath: $0)
        }
        guard let found else { throw Missing(description: "libfaketime is not installed") }
        return found
    }
}

/// Waiting for what another process does.
enum Patience {
    struct Exhausted: Error, CustomStringConvertible {
        let description: String
    }

    /// Asks again and again until there is an answer.
    @discardableResult
    static func wait<Value>(
        for what: @autoclosure () -> String, seconds: Double = 60, _ question: () throws -> Value?
    ) throws -> Value {
        let end = Date().addingTimeInterval(seconds)
        while true {
            if let answer = try question() { return answer }
            guard Date() < end else { throw Exhausted(description: "nothing after \(seconds) s: \(what())") }
            Thread.sleep(forTimeInterval: 0.02)
        }
    }
}

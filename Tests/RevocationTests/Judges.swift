// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// Programs that no one here wrote, asked about one file each.
enum Judges {
    /// pkilint's linters: in `PATH`, or in the `bin` of the environment that `MOHR_JUDGES` names.
    ///
    /// - Throws: `XCTSkip`, naming the program, when it is not installed.
    static func pkilint(_ program: String) throws -> String {
        let folder = ProcessInfo.processInfo.environment["MOHR_JUDGES"].map { "\($0)/bin/\(program)" }
        guard let path = [folder, program].compactMap({ $0 }).compactMap({ Shell.find($0) }).first else {
            throw XCTSkip("not installed: \(program) of pkilint; MOHR_JUDGES names its environment")
        }
        return path
    }

    /// Checks that a linter finds nothing to warn of.
    static func assertClean(
        _ program: String, _ arguments: [String], file: StaticString = #filePath, line: UInt = #line
    ) throws {
        let outcome = try Shell.run(
            try pkilint(program), ["lint", "-s", "WARNING", "-f", "CSV", "--document-format", "DER"] + arguments)
        let lines = outcome.text.split(separator: "\n")
        XCTAssertEqual(lines.first?.hasPrefix("node_path"), true, outcome.errors, file: file, line: line)
        XCTAssertEqual(Array(lines.dropFirst()), [], file: file, line: line)
        XCTAssertTrue(outcome.isSuccess, file: file, line: line)
    }
}

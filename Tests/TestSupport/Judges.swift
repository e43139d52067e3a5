// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

/// Programs that no one here wrote and that say what they think of a file.
public enum Judges {
    /// A linter of pkilint's: in `PATH`, or in the `bin` of the environment that `MOHR_JUDGES` names.
    ///
    /// - Parameter program: `lint_pkix_cert`, `lint_crl` and the like.
    /// - Returns: where it is.
    /// - Throws: `XCTSkip`, naming the program, when it is not installed.
    public static func pkilint(_ program: String) throws -> String {
        let folder = ProcessInfo.processInfo.environment["MOHR_JUDGES"].map { "\($0)/bin/\(program)" }
        guard let path = [folder, program].compactMap({ $0 }).compactMap({ Shell.find($0) }).first else {
            throw XCTSkip("not installed: \(program) of pkilint; MOHR_JUDGES names its environment")
        }
        return path
    }

    /// Checks that a linter finds nothing to warn of.
    ///
    /// - Parameters:
    ///   - program: `lint_crl` and the like.
    ///   - arguments: after the common ones; the file, DER, last.
    ///   - file: where the test is.
    ///   - line: where the test is.
    /// - Throws: `XCTSkip` when it is not installed.
    public static func assertClean(
        _ program: String, _ arguments: [String], file: StaticString = #filePath, line: UInt = #line
    ) throws {
        XCTAssertEqual(try findings(of: program, arguments, file: file, line: line), [], file: file, line: line)
    }

    /// What a linter has to say, from warnings upwards.
    ///
    /// - Parameters:
    ///   - program: `lint_crl` and the like.
    ///   - arguments: after the common ones; the file, DER, last.
    ///   - file: where the test is.
    ///   - line: where the test is.
    /// - Returns: one line a finding: its place, rule, severity and code.
    /// - Throws: `XCTSkip` when it is not installed.
    public static func findings(
        of program: String, _ arguments: [String], file: StaticString = #filePath, line: UInt = #line
    ) throws -> [String] {
        let outcome = try Shell.run(
            try pkilint(program), ["lint", "-s", "WARNING", "-f", "CSV", "--document-format", "DER"] + arguments)
        let lines = outcome.text.split(separator: "\n").map(String.init)
        // Without its heading it did not run, which must not pass for a clean bill.
        XCTAssertEqual(lines.first?.hasPrefix("node_path"), true, outcome.errors, file: file, line: line)
        return Array(lines.dropFirst())
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// Programs that no one here wrote, asked about the files of the story.
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

    /// A copy of the story, where judges may leave files of their own.
    static func desk(_ tree: DemoTree) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: tree.story) {
            try folder.write(try tree.bytes(name), to: name)
        }
        return folder
    }
}

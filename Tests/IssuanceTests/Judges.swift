// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// Programs that no one here wrote and that say what they think of a certificate.
enum Judges {
    /// A linter of pkilint's.
    ///
    /// - Throws: `XCTSkip` where `MOHR_JUDGES` names no folder that has it.
    static func pkilint(_ name: String) throws -> String {
        guard let folder = ProcessInfo.processInfo.environment["MOHR_JUDGES"] else {
            throw XCTSkip("no judges: \(name) needs MOHR_JUDGES, a Python environment with pkilint")
        }
        let path = "\(folder)/bin/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else { throw XCTSkip("no judges: \(path)") }
        return path
    }
}

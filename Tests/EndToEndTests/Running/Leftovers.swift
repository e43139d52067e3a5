// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// Folders that several tests share: a static value outlives the tests, so that they are gone when the process ends.
enum Leftovers {
    nonisolated(unsafe) private static var folders: [URL] = []
    private static let atEnd: Void = {
        _ = atexit { Leftovers.folders.forEach { try? FileManager.default.removeItem(at: $0) } }
    }()

    /// Removes a folder at the end of the process; called by one test at a time.
    static func removeAtExit(_ folder: TemporaryFolder) {
        folders.append(folder.url)
        _ = atEnd
    }
}

extension XCTestCase {
    /// A folder that is there until the test has ended, whoever still looks at it.
    func temporaryFolder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        addTeardownBlock { withExtendedLifetime(folder) {} }
        return folder
    }
}

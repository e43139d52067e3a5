// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

extension Judges {
    /// A copy of the story, where judges may leave files of their own.
    static func desk(_ tree: DemoTree) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: tree.story) {
            try folder.write(try tree.bytes(name), to: name)
        }
        return folder
    }
}

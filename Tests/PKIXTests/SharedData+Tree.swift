// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

extension SharedData {
    /// Every file in a folder under `data` and the folders inside it.
    static func files(under path: String) throws -> [URL] {
        let folder = try url(path)
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.sorted().map { folder.appendingPathComponent($0) }
            .filter { !$0.hasDirectoryPath }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The files that come with the program: profiles, ceremonies, configuration, the demo's documents.
///
/// They are looked for in the working folder, then upwards from where the program is: a build's program lies three
/// folders below the checkout.
enum Assets {
    /// The folder that holds `PKI/` and `Config/`.
    static func root() throws(CommandFailure) -> String {
        let manager = FileManager.default
        let start = URL(fileURLWithPath: CommandLine.arguments.first ?? ".").resolvingSymlinksInPath()
        var candidates = [URL(fileURLWithPath: manager.currentDirectoryPath)]
        var folder = start.deletingLastPathComponent()
        for _ in 0..<6 {
            candidates.append(folder)
            folder = folder.deletingLastPathComponent()
        }
        for candidate in candidates {
            let path = candidate.path
            if manager.fileExists(atPath: path + "/PKI/Profiles"), manager.fileExists(atPath: path + "/Config") {
                return path
            }
        }
        throw CommandFailure(.input, "cli.assets.missing", ["file": "PKI/Profiles, Config"])
    }
}

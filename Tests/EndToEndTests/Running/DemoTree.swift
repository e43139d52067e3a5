// SPDX-License-Identifier: Apache-2.0
import Foundation
import Service
import TestSupport
import XCTest

/// What one run of `mohr demo` left, shared by every test; whoever changes it takes a copy.
struct DemoTree {
    let folder: TemporaryFolder
    let outcome: Shell.Outcome

    var home: String { folder.path("home") }
    var story: String { home + "/story" }

    /// The run's result; made by the first test that asks.
    static func shared() throws -> DemoTree {
        let tree = try result.get()
        try XCTSkipIf(!tree.outcome.isSuccess && isReported, "mohr demo failed: see DemoTests")
        guard tree.outcome.isSuccess else {
            isReported = true
            throw Failed(status: tree.outcome.status, output: tree.outcome.text, errors: tree.outcome.errors)
        }
        return tree
    }

    struct Failed: Error {
        let status: Int32
        let output: String
        let errors: String
    }

    nonisolated(unsafe) private static var isReported = false
    private static let result = Result {
        let folder = try TemporaryFolder()
        Leftovers.removeAtExit(folder)
        return DemoTree(folder: folder, outcome: try Program.run(["demo", "--home", folder.path("home")]))
    }

    /// A file of the story.
    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(story)/\(name)")))
    }

    /// When the prescription was found good: the certificate had not been revoked yet.
    func timeOfPrescription() throws -> String {
        let report = try JSONReader.read(try bytes("report-prescription.json"))
        return try XCTUnwrap(report["referenceTime"]?["value"]?.text)
    }

    /// A copy that a test may change, on ports of the system's choice.
    func copy(into folder: TemporaryFolder, as name: String = "home") throws -> String {
        let path = folder.path(name)
        try FileManager.default.copyItem(atPath: home, toPath: path)
        let file = path + "/mohr.json5"
        var text = try String(contentsOfFile: file, encoding: .utf8)
        text = text.replacing(try Regex(#"port: [0-9]+,"#), with: "port: 0,")
        // The demo was told with codes; what most tests are about is not who was sent one.
        let digits = "\n    // Digits of every code"
        text = text.replacing("    required: true," + digits, with: "    required: false," + digits)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return path
    }
}

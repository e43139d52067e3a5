// SPDX-License-Identifier: Apache-2.0
import Foundation
import Records
import TestSupport
import XCTest

/// The program that the build has just made, run as anybody runs it.
enum Program {
    /// Where it is: beside the tests, for one build makes both.
    static func path() throws -> String {
        let beside = [Bundle.main.executableURL?.deletingLastPathComponent(), Bundle.main.bundleURL]
        let folders =
            beside.compactMap { $0 } + [SharedData.packageRoot.appendingPathComponent(".build/debug")]
        let candidates = folders.map { $0.appendingPathComponent("mohr").path }
        return try XCTUnwrap(
            candidates.first { FileManager.default.isExecutableFile(atPath: $0) }, "no mohr beside the tests")
    }

    /// Runs a command to its end.
    static func run(_ arguments: [String]) throws -> Shell.Outcome {
        setenv("MOHR_LANGUAGE", "en", 1)
        return try Shell.run(try path(), arguments)
    }

    /// What the program finds in its environment: sentences in English, nothing of the tests' own.
    static func environment(_ more: [String: String] = [:]) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["MOHR_LANGUAGE"] = "en"
        environment["MOHR_STOP_AT"] = nil
        // A test that is killed leaves no house behind that goes on serving.
        environment["MOHR_ENDS_WITH"] = ProcessIdentity.own.text
        return environment.merging(more) { $1 }
    }
}

/// Waiting for what another process does.
enum Patience {
    /// Asks again and again until there is an answer.
    ///
    /// - Throws: what the question throws, or ``Exhausted`` after the seconds given.
    @discardableResult
    static func wait<Value>(_ what: String, seconds: Double = 30, _ question: () throws -> Value?) throws -> Value {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if let answer = try question() { return answer }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw Exhausted(what: what, seconds: seconds)
    }

    /// Nothing came.
    struct Exhausted: Error {
        let what: String
        let seconds: Double
    }
}

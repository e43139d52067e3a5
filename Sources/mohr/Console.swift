// SPDX-License-Identifier: Apache-2.0
import Foundation
import Service

/// Where a command speaks: answers to standard output, complaints to standard error.
struct Console: Sendable {
    /// The language for people; `MOHR_LANGUAGE` first, then the locale, then English: terminals do not set Persian
    /// right to left, so it is spoken only when asked for.
    let language: Language

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let wish =
            environment["MOHR_LANGUAGE"] ?? environment["LC_ALL"] ?? environment["LC_MESSAGES"]
            ?? environment["LANG"]
        language = wish.map { $0.lowercased().hasPrefix("fa") } == true ? .persian : .english
    }

    /// Writes a line to standard output.
    func say(_ line: String = "") {
        Output.write((line + "\n").utf8, to: .standardOutput)
    }

    /// Writes bytes to standard output as they are.
    func write(_ bytes: [UInt8]) {
        Output.write(bytes, to: .standardOutput)
    }

    /// Writes a line to standard error.
    func complain(_ line: String) {
        Output.write(("mohr: " + line + "\n").utf8, to: .standardError)
    }

    /// Writes a line to standard error that is no complaint: beside an answer that programs read.
    func note(_ line: String) {
        Output.write((line + "\n").utf8, to: .standardError)
    }

    /// Says a sentence of the catalogue.
    func say(_ key: String, _ facts: [String: String]) {
        say(Catalogue.sentence(key, facts, in: language))
    }
}

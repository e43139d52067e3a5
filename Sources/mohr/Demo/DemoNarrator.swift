// SPDX-License-Identifier: Apache-2.0
import Foundation
import Service

/// Tells the story: a numbered sentence a step, and under it the commands that check it without Mohr.
final class DemoNarrator {
    private let console: Console
    private var step = 0
    private(set) var checks: [String] = []

    init(_ console: Console) {
        self.console = console
    }

    /// Tells a step.
    ///
    /// - Parameters:
    ///   - key: in the catalogue.
    ///   - facts: for the sentence.
    ///   - commands: what the reader can run in the story's folder to see it with other eyes.
    func tell(_ key: String, _ facts: [String: String] = [:], _ commands: [String] = []) {
        step += 1
        let number = step < 10 ? " \(step)" : "\(step)"
        let sentence = Catalogue.sentence(key, facts, in: console.language)
        console.say("\(number). \(sentence)")
        for command in commands { console.say("      $ \(command)") }
        if !commands.isEmpty {
            checks.append("echo '\(number). \(sentence.replacing("'", with: "’"))'")
            checks += commands
        }
    }
}

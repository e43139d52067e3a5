// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// The practice statement and the table of controls.
    static let practice: [String: String] = [
        "cli.summary.cps": "Writes the certificate policy and practice statement with the numbers of a configuration.",
        "cps.same": "{file} says what runs.",
        "cps.other": "{file} is not what would be written now.",
        "cli.summary.controls": "Shows what the house is held against, how far it is kept, and what is not.",
        "controls.sum": "{covered} covered, {implemented} implemented, {gaps} gaps, {others} not for software",
    ]
}

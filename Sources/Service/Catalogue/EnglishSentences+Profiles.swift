// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What is said of profiles when a house is opened.
    static let profiles: [String: String] = [
        "serve.profile.new": "Profile {name} is on record for the first time: {new}",
        "serve.profile.gone": "Profile {name} is gone; it was {old}",
        "serve.profile.changed": "Profile {name} has changed from {old} to {new}",
    ]
}

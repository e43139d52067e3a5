// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What is said of finding, renewing, replacing and issuing in bulk.
    static let lifecycle: [String: String] = [
        "certificate.found":
            "  {serial}  {name}  {latin}  {profile}  {office}  {state}  until {until}",
        "certificate.more":
            "There are more than {limit}: say more of what you look for, or give a larger --limit.",
        "progress.line": "{done} of {total} ({percent} %), {rate} a second, {left} left",
    ]
}

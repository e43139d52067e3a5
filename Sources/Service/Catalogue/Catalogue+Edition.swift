// SPDX-License-Identifier: Apache-2.0
import Cryptography

extension Catalogue {
    /// What this program's sentences and pages are called: another wording or form has another name.
    ///
    /// Reports hold sentences beside codes. Who repeats a report of years ago has to tell a changed wording from a
    /// changed verdict.
    static let edition: String = {
        var text = ""
        for language in Language.allCases {
            for key in keys(of: language).sorted() { text += "\(key)=\(sentence(key, in: language))\n" }
        }
        text += Stylesheet.digest
        return "1-" + Hex.encode(DigestAlgorithm.sha256.digest(Array(text.utf8)).prefix(8))
    }()
}

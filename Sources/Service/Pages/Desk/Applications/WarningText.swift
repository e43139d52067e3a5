// SPDX-License-Identifier: Apache-2.0
import Enrollment

/// What a warning of an application says to an officer.
enum WarningText {
    /// The sentence of a code of ``ApplicationWarning``: `certificatesHeld:2`, `nationalID:unknownPrefix`.
    static func sentence(_ code: String, _ call: DeskCall) -> String {
        let parts = code.split(separator: ":").map(String.init)
        guard let first = parts.first else { return code }
        if parts.count > 1, FormField(rawValue: first) != nil || Catalogue.has("field.\(first)", in: .english) {
            let key = "desk.warning.\(parts[1])"
            guard Catalogue.has(key, in: call.language) else { return code }
            return call.word("field.\(first)") + ": " + call.word(key)
        }
        let key = "desk.warning.\(first)"
        guard Catalogue.has(key, in: call.language) else { return code }
        return call.word(key, ["count": parts.count > 1 ? parts[1] : "–"])
    }
}

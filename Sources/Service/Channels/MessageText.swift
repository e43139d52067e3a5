// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Identity
import Records

/// What messages to people say: the catalogue's words, short enough for a few SMS.
enum MessageText {
    /// A message in words.
    ///
    /// - Parameters:
    ///   - kind: what it is about.
    ///   - facts: as the outbox has them.
    ///   - language: the house's.
    /// - Returns: one line.
    static func text(_ kind: MessageKind, _ facts: [String: String], in language: Language) -> String {
        var said = facts
        if language == .english { said["office"] = facts["officeEnglish"] }
        if let time = facts["time"].flatMap({ Instant(rfc3339: $0) }) { said["time"] = clock(time) }
        if let until = facts["until"].flatMap({ Instant(rfc3339: $0) }) { said["until"] = clock(until) }
        var key = "message.\(kind.rawValue)"
        if kind == .revoked, facts["replaced"] != nil { key = "message.revokedReplaced" }
        if kind == .held {
            if let ends = facts["ends"].flatMap({ Instant(rfc3339: $0) }) {
                said["ends"] = clock(ends)
            } else {
                key = "message.heldForGood"
            }
        }
        // No isolates: telephones show them as boxes, and a code alone needs none.
        return Catalogue.sentence(key, said: said, in: language)
    }

    /// What a clock in Tehran shows, to the minute.
    private static func clock(_ instant: Instant) -> String {
        String(TehranClock.description(secondsSince1970: instant.secondsSince1970).prefix(16))
    }
}

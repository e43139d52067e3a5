// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Identity
import Records

/// A mail of plain text in UTF-8, all of it ASCII on the wire.
///
/// - SeeAlso: RFC 5322; RFC 2045 6.8 (base64); RFC 2047 (the subject); RFC 3834 5 (no automatic answers).
struct SMTPMail {
    let bytes: [UInt8]

    init(_ message: OutgoingMessage, from: String, to: String) {
        let host = from.split(separator: "@").last.map(String.init) ?? "mohr"
        let subject = Catalogue.sentence("message.subject.\(message.kind.rawValue)", in: .persian)
        let head = [
            "From: Mohr <\(from)>", "To: <\(to)>", "Subject: \(Self.encoded(subject))",
            "Date: \(Self.date(message.written))", "Message-ID: <\(message.id)@\(host)>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated", "",
        ]
        // Base64 has no dot: nothing in the body can end it early (RFC 5321 4.5.2).
        let body = Self.folded(Base64.encode(Array(message.text.revealed.utf8)), at: 76)
        bytes = Array((head + body).joined(separator: "\r\n").utf8)
    }

    /// A header's text in encoded words of at most 75 characters, each of whole characters. RFC 2047 2, 5
    private static func encoded(_ text: String) -> String {
        var words: [String] = []
        var part = ""
        for character in text {
            if part.utf8.count + String(character).utf8.count > 42 {
                words.append(part)
                part = ""
            }
            part.append(character)
        }
        words.append(part)
        return words.map { "=?utf-8?B?\(Base64.encode(Array($0.utf8)))?=" }.joined(separator: "\r\n ")
    }

    private static func folded(_ text: String, at width: Int) -> [String] {
        var lines: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(width)))
            rest = rest.dropFirst(width)
        }
        return lines
    }

    /// `Sun, 22 Nov 2026 08:10:00 +0000`. RFC 5322 3.3
    private static func date(_ instant: Instant) -> String {
        // 1 January 1970 was a Thursday.
        let days = (instant.secondsSince1970 / 86_400 + 4) % 7
        let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][Int(max(0, days))]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let text = instant.rfc3339
        let fields = text.split(whereSeparator: { "-T:Z".contains($0) }).map(String.init)
        guard fields.count >= 6, let month = Int(fields[1]), months.indices.contains(month - 1) else { return text }
        return "\(weekday), \(fields[2]) \(months[month - 1]) \(fields[0]) \(fields[3]):\(fields[4]):\(fields[5]) +0000"
    }
}

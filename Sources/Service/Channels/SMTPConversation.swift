// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer

/// Commands and replies. RFC 5321 4.2
struct SMTPConversation {
    let line: LineClient

    init(_ line: LineClient) { self.line = line }

    /// Sends a command and waits for its reply.
    func ask(_ command: String) throws(HTTPClientError) -> SMTPReply {
        try line.send(Array((command + "\r\n").utf8))
        return try reply()
    }

    /// Waits for a reply of one line or more.
    func reply() throws(HTTPClientError) -> SMTPReply {
        var lines: [String] = []
        for _ in 0..<Self.mostLines {
            let text = String(decoding: try line.line(), as: UTF8.self)
            guard let code = Int(text.prefix(3)), (200...599).contains(code) else { throw .unsupported(seen: "reply") }
            lines.append(String(text.dropFirst(4)))
            if text.dropFirst(3).first != "-" { return SMTPReply(code: code, lines: lines) }
        }
        throw .tooLarge(allowed: Self.mostLines)
    }

    private static let mostLines = 64
}

/// What the server said.
struct SMTPReply {
    let code: Int
    let lines: [String]

    /// Whether it did what was asked.
    var isGood: Bool { (200..<300).contains(code) }

    /// Whether it can do something.
    func offers(_ extension: String) -> Bool { lines.dropFirst().contains { $0.uppercased() == `extension` } }

    /// What a refusal means: 5xx is for good, of this message, and anything else may pass.
    ///
    /// Only the code is told: servers like to repeat addresses.
    func failure(_ command: String) -> SendingFailure {
        (500..<600).contains(code) ? .refused("smtp: \(command) \(code)") : .unavailable("smtp: \(command) \(code)")
    }
}

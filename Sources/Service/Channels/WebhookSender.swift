// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import Identity
import JSON
import Records

/// Hands messages to an SMS or mail gateway by HTTP.
///
///     POST <url>
///     Content-Type: application/json
///     Idempotency-Key: <id>
///     Mohr-Signature: t=<seconds since 1970>,v1=<HMAC-SHA-256 of "t.body" in hexadecimal>     or  Authorization: Bearer <secret>
///
///     {"id", "kind", "channel", "address", "text", "written"}
///
/// 2xx is taken; 408, 425, 429 and 5xx are asked again later, any other answer gives the message up. A gateway that has
/// seen an id answers 2xx and does nothing.
struct WebhookSender: MessageSender {
    /// How a request shows whose it is.
    enum Proof: String, Sendable, CaseIterable {
        /// HMAC-SHA-256 over time and body.
        case hmac
        /// The secret itself, for gateways that know nothing else; over TLS.
        case bearer
    }

    let url: String
    let client: HTTPClient
    let proof: Proof
    /// Read anew at each message, so that a secret can be changed at any time.
    let secretFile: String
    let clock: @Sendable () -> Instant
    let reaches = Set(Contact.Kind.allCases)

    func send(_ message: OutgoingMessage) throws(SendingFailure) {
        let body = JSONWriter.bytes([
            "id": .string(message.id), "kind": .string(message.kind.rawValue),
            "channel": .string(message.channel.rawValue), "address": .string(message.address.revealed),
            "text": .string(message.text.revealed), "written": .string(message.written.rfc3339),
        ])
        let headers = [
            ("Content-Type", "application/json"), ("Idempotency-Key", message.id), try proof(over: body),
        ]
        let response: Response
        do throws(HTTPClientError) {
            response = try client.send("POST", url, headers: headers, body: body)
        } catch {
            throw .unavailable("webhook: \(error.word)")
        }
        switch response.status {
        case 200..<300: return
        case 408, 425, 429, 500...: throw .unavailable("webhook: status \(response.status)")
        default: throw .refused("webhook: status \(response.status)")
        }
    }

    private func proof(over body: [UInt8]) throws(SendingFailure) -> (String, String) {
        guard let bytes = try? Materials.bytes(secretFile) else { throw .unavailable("webhook: no secret") }
        let secret = Array(bytes.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
        guard secret.count >= 16, secret.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .unavailable("webhook: secret below 16 printable characters")
        }
        switch proof {
        case .bearer: return ("Authorization", "Bearer " + String(decoding: secret, as: UTF8.self))
        case .hmac:
            let time = "\(clock().secondsSince1970)"
            guard let digest = try? KeyedDigest(key: secret).digest(of: Array((time + ".").utf8) + body) else {
                throw .unavailable("webhook: HMAC")
            }
            return ("Mohr-Signature", "t=\(time),v1=\(Hex.encode(digest))")
        }
    }
}

extension HTTPClientError {
    /// What happened, without what was sent or answered.
    var word: String {
        switch self {
        case .hostUnknown: "host unknown"
        case .unreachable(_, _, let errno): "unreachable (\(errno))"
        case .tooSlow(let allowed): "no answer in \(allowed) ms"
        case .serverNotTrusted(let words): "server not trusted: \(words.prefix(80))"
        case .tlsRefused, .tls, .anchorsMissing: "TLS"
        case .endedEarly: "ended early"
        case .malformed, .tooLarge, .unsupported: "answer unreadable"
        case .urlInvalid, .fieldInvalid: "address"
        case .system(let call, let errno): "\(call) \(errno)"
        }
    }
}

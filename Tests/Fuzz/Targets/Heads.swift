// SPDX-License-Identifier: Apache-2.0
import HTTPServer

/// HTTP from both sides, at once and in pieces.
enum Heads {
    static let run: @Sendable ([UInt8]) -> String? = { bytes in
        // The first byte says how the rest is cut.
        guard let first = bytes.first else { return nil }
        let rest = Array(bytes.dropFirst())
        let whole = requests(rest, piece: max(rest.count, 1))
        let cut = requests(rest, piece: Int(first % 16) + 1)
        if let finding = claim(whole == cut, "what is asked depends on the pieces it comes in") { return finding }
        let answers = [max(rest.count, 1), Int(first % 16) + 1].map { answer(rest, piece: $0) }
        return claim(answers[0] == answers[1], "what is answered depends on the pieces it comes in")
    }

    private struct Asked: Equatable {
        var requests: [String] = []
        var refusal: HTTPServerRefusal?
    }

    private static let proxies = TrustedProxies(
        ranges: [AddressRange("10.0.0.0/8")].compactMap(\.self), field: .xForwardedFor)
    private static let forwarded = TrustedProxies(ranges: proxies.ranges, field: .forwarded)

    private static func requests(_ bytes: [UInt8], piece: Int) -> Asked {
        var limits = Limits()
        limits.headBytes = 512
        limits.targetBytes = 128
        limits.fields = 16
        var parser = RequestParser(limits: limits) { _, path in path == "/l" ? 4_096 : 64 }
        var asked = Asked()
        var (buffer, given, start) = ([UInt8](), 0, 0)
        while given < bytes.count {
            let end = min(bytes.count, given + piece)
            buffer += bytes[given..<end]
            given = end
            do throws(HTTPServerRefusal) {
                reading: while true {
                    switch try parser.advance(buffer, from: &start) {
                    case .needMore: break reading
                    case .streamed, .sendContinue: continue reading
                    case .request(let head, let body): asked.requests.append(describe(head, body))
                    }
                }
            } catch {
                asked.refusal = error
                return asked
            }
            buffer.removeSubrange(..<start)
            start = 0
        }
        return asked
    }

    private static func describe(_ head: RequestHead, _ body: [UInt8]) -> String {
        let request = head.request(body: body, peer: Peer(address: "10.0.0.1"))
        _ = (request.pathSegments, request.query, request.decodedPath(after: "/ocsp/"), request.queryValue("at"))
        _ = (proxies.client(namedBy: head.headers), forwarded.client(namedBy: head.headers))
        return "\(head.method) \(head.path) \(head.headers.all) \(body)"
    }

    private static func answer(_ bytes: [UInt8], piece: Int) -> String {
        var parser = ResponseParser(method: "GET", bodyLimit: 256)
        var given = 0
        while given < bytes.count {
            let end = min(bytes.count, given + piece)
            do throws(HTTPClientError) {
                if let response = try parser.advance(Array(bytes[given..<end]), hasEnded: end == bytes.count) {
                    // What follows an answer is the connection's to see.
                    return "\(response.status) \(response.headers) \(response.body)"
                }
            } catch {
                return "\(error)"
            }
            given = end
        }
        return "more"
    }
}

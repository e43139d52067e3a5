// SPDX-License-Identifier: Apache-2.0

import HTTPServer
import XCTest

/// A test with servers that stream under `/stream`.
class StreamTestCase: ServerTestCase {
    /// Says back each piece as it comes, and in words why no more does.
    static let echoPieces: @Sendable (Request) -> Handling = { request in
        guard request.path == "/stream" else { return echo(request) }
        return .stream { exchange in
            do throws(StreamInterruption) {
                try exchange.begin(Response(status: 200, headers: [("Content-Type", "text/plain")]))
                try StreamTestCase.echo(exchange)
            } catch {
                try? exchange.write(Array("[\(error)]".utf8))
            }
        }
    }

    private static func echo(_ exchange: StreamedExchange) throws(StreamInterruption) {
        while true {
            switch try exchange.next() {
            case .bytes(let bytes): try exchange.write(bytes)
            case .end: return
            case .nudged: break
            }
        }
    }

    func serveStreams(
        _ change: (inout ServerConfiguration) -> Void = { _ in },
        handler: @escaping @Sendable (Request) -> Handling = StreamTestCase.echoPieces
    ) throws -> HTTPServer {
        try serve(
            {
                $0.bodyLimit = { _, _ in .max }
                $0.streams = { _, path in path == "/stream" }
                change(&$0)
            }, handler: handler)
    }
}

/// A chunked answer, chunk by chunk.
final class StreamedAnswer {
    private let client: RawClient
    private(set) var head = ""
    /// What came and was not taken yet.
    private(set) var left: [UInt8]
    /// Whether the last chunk has come.
    private(set) var isWhole = false

    /// - Parameters:
    ///   - client: whose connection it is.
    ///   - left: what of the answer was read already; what the client holds, when nil.
    init(_ client: RawClient, left: [UInt8]? = nil) {
        self.client = client
        self.left = left ?? client.pending
    }

    @discardableResult
    func readHead() -> String {
        while head.isEmpty {
            if let end = find([13, 10, 13, 10]) {
                head = String(decoding: left[..<(end + 2)], as: UTF8.self)
                left.removeFirst(end + 4)
            } else if !more() {
                break
            }
        }
        return head
    }

    /// The next chunk; nil after the last or when the connection ends.
    func next() -> String? {
        if head.isEmpty, readHead().isEmpty { return nil }
        while !isWhole {
            if let end = find([13, 10]), let size = Int(String(decoding: left[..<end], as: UTF8.self), radix: 16),
                left.count >= end + 2 + size + 2
            {
                let chunk = String(decoding: left[(end + 2)..<(end + 2 + size)], as: UTF8.self)
                left.removeFirst(end + 2 + size + 2)
                guard size == 0 else { return chunk }
                isWhole = true
            } else if !more() {
                break
            }
        }
        return nil
    }

    func rest() -> String {
        var all = ""
        while let chunk = next() { all += chunk }
        return all
    }

    private func more() -> Bool {
        guard let bytes = client.receive() else { return false }
        left += bytes
        return true
    }

    private func find(_ pattern: [UInt8]) -> Int? {
        guard left.count >= pattern.count else { return nil }
        return (0...(left.count - pattern.count)).first { left[$0..<($0 + pattern.count)].elementsEqual(pattern) }
    }
}

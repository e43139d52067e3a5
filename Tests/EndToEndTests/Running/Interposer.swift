// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer

/// A listener before a house that passes everything on, but what a test answers otherwise.
final class Interposer: @unchecked Sendable {
    private let lock = NSLock()
    private var wrong: @Sendable (Request) -> Response? = { _ in nil }
    private let server: HTTPServer

    init(before house: String) throws {
        let holder = Holder()
        server = HTTPServer(ServerConfiguration(address: "127.0.0.1", port: 0)) { request in
            .work {
                if let answer = holder.owner?.answer(request) { return answer }
                let query = request.rawQuery.map { "?\($0)" } ?? ""
                let type = request.headers["Content-Type"].map { [("Content-Type", $0)] } ?? []
                let passed = try? HTTPClient(bodyLimit: 64_000_000).send(
                    request.method, house + request.path + query, headers: type, body: request.body)
                return passed ?? Response(status: 502, text: "the house does not answer")
            }
        }
        holder.owner = self
        try server.start()
    }

    /// Where it listens.
    var url: String { "http://127.0.0.1:\(server.port)" }

    /// Answers otherwise from now on; `nil` passes on.
    func answer(_ wrong: @escaping @Sendable (Request) -> Response?) { lock.withLock { self.wrong = wrong } }

    func stop() { server.stop(drainSeconds: 1) }

    private func answer(_ request: Request) -> Response? { lock.withLock { wrong }(request) }

    private final class Holder: @unchecked Sendable {
        weak var owner: Interposer?
    }
}

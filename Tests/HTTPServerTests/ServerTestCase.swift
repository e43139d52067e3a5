// SPDX-License-Identifier: Apache-2.0

import HTTPServer
import XCTest

/// A test with servers of its own on loopback, all stopped at its end.
class ServerTestCase: XCTestCase {
    private var servers: [HTTPServer] = []

    override func tearDown() {
        for server in servers { server.stop(drainSeconds: 0) }
        servers = []
        super.tearDown()
    }

    /// Starts a server on a port of the system's choice; one loop and two workers unless told otherwise.
    func serve(
        _ change: (inout ServerConfiguration) -> Void = { _ in },
        handler: @escaping @Sendable (Request) -> Handling = ServerTestCase.echo
    ) throws -> HTTPServer {
        var configuration = ServerConfiguration()
        configuration.loops = 1
        configuration.workers = 2
        change(&configuration)
        let server = HTTPServer(configuration, handler: handler)
        try server.start()
        servers.append(server)
        return server
    }

    /// Says back what it was asked: method, path, query, body.
    static let echo: @Sendable (Request) -> Handling = { request in
        let text = "\(request.method) \(request.path) \(request.rawQuery ?? "-") "
        let response = Response(text: text + String(decoding: request.body, as: UTF8.self))
        return request.path.hasPrefix("/work") ? .work { response } : .inline(response)
    }

    /// Sends one text on a connection of its own and gives back everything until the server closes.
    func exchange(_ server: HTTPServer, _ text: String) -> String {
        let client = RawClient(port: server.port)
        client.send(text)
        return client.receiveAll()
    }
}

/// Keeps what is handed to it by any thread.
final class Collector<Element: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var elements: [Element] = []

    func add(_ element: Element) {
        lock.lock()
        defer { lock.unlock() }
        elements.append(element)
    }

    var all: [Element] {
        lock.lock()
        defer { lock.unlock() }
        return elements
    }
}

/// A door that workers wait at until a test opens it.
final class Gate: @unchecked Sendable {
    private let condition = NSCondition()
    private var isOpen = false
    private var waiting = 0

    func wait() {
        condition.lock()
        waiting += 1
        condition.broadcast()
        while !isOpen { condition.wait() }
        condition.unlock()
    }

    func open() {
        condition.lock()
        isOpen = true
        condition.broadcast()
        condition.unlock()
    }

    /// Returns once so many have come to the door.
    func waitForArrivals(_ count: Int) {
        condition.lock()
        while waiting < count, condition.wait(until: Date(timeIntervalSinceNow: 60)) {}
        condition.unlock()
    }
}

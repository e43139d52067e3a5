// SPDX-License-Identifier: Apache-2.0
public import HTTPServer

/// Finds the route of a request.
///
/// There are some dozens of routes with few segments each: they are compared one by one, which is faster than any tree
/// at this size and reads better.
public struct Router: Sendable {
    private struct Entry: Sendable {
        let route: any Route
        let segments: [Segment]
    }

    private enum Segment: Sendable, Hashable {
        case fixed(String)
        case variable(String)
        case rest(String)
    }

    private let entries: [Entry]
    private var meter: RequestMeter?

    /// Takes the routes in.
    public init(_ routes: [any Route]) {
        entries = routes.map { route in
            let segments = route.pattern.split(separator: "/").map { part -> Segment in
                guard part.first == "{", part.last == "}" else { return .fixed(String(part)) }
                let name = part.dropFirst().dropLast()
                return name.hasSuffix("...") ? .rest(String(name.dropLast(3))) : .variable(String(name))
            }
            return Entry(route: route, segments: segments)
        }
    }

    /// Methods and patterns, in order.
    public var names: [String] { entries.map { "\($0.route.method) \($0.route.pattern)" } }

    /// The same router, its answers counted and timed.
    public func metered(by meter: RequestMeter) -> Router {
        var router = self
        router.meter = meter
        return router
    }

    /// Answers a request; every answer carries the security headers.
    public func answer(_ request: Request) -> Handling {
        let start = meter == nil ? 0 : RequestMeter.now
        let (handling, route) = unmetered(request)
        guard let meter else { return handling }
        switch handling {
        case .inline(let response):
            meter.note(route, status: response.status, since: start)
            return handling
        case .work(let work):
            return .work {
                let response = work()
                meter.note(route, status: response.status, since: start)
                return response
            }
        case .stream(let work):
            return .stream { exchange in
                work(exchange)
                // What a batch answered with stands in its lines.
                meter.note(route, status: 200, since: start)
            }
        }
    }

    private func unmetered(_ request: Request) -> (Handling, Int?) {
        guard let path = request.pathSegments else {
            return (.inline(Self.guarded(Problem.malformedPath.response)), nil)
        }
        let method = request.method == "HEAD" ? "GET" : request.method
        var allowed: Set<String> = []
        for (index, entry) in entries.enumerated() {
            guard let parts = Self.match(entry.segments, path) else { continue }
            guard entry.route.method == method else {
                allowed.insert(entry.route.method)
                continue
            }
            return (Self.guarded(entry.route.answer(request, parts)), index)
        }
        guard !allowed.isEmpty else {
            return (.inline(Self.guarded(Problem.notFound(path: request.path).response)), nil)
        }
        if allowed.contains("GET") { allowed.insert("HEAD") }
        var response = Problem.methodNotAllowed(seen: request.method, allowed: allowed.sorted()).response
        response.headers.append(("Allow", allowed.sorted().joined(separator: ", ")))
        return (.inline(Self.guarded(response)), nil)
    }

    /// The largest body that any route at this path takes; asked before a body is read.
    public func bodyLimit(method: String, path: String) -> Int {
        let request = Request(method: method, target: path)
        guard let segments = request.pathSegments else { return 0 }
        let matching = entries.filter { $0.route.method == method && Self.match($0.segments, segments) != nil }
        return matching.map(\.route.bodyLimit).max() ?? 0
    }

    /// Whether the body of a request goes to its route piece by piece; asked before any is read.
    public func streams(method: String, path: String) -> Bool {
        let request = Request(method: method, target: path)
        guard let segments = request.pathSegments else { return false }
        return entries.contains {
            $0.route.takesPieces && $0.route.method == method && Self.match($0.segments, segments) != nil
        }
    }

    private static func match(_ segments: [Segment], _ path: [String]) -> [String: String]? {
        var parts: [String: String] = [:]
        for (index, segment) in segments.enumerated() {
            if case .rest(let name) = segment {
                parts[name] = path.dropFirst(index).joined(separator: "/")
                return path.count > index ? parts : nil
            }
            guard index < path.count else { return nil }
            switch segment {
            case .fixed(let text): if path[index] != text { return nil }
            case .variable(let name), .rest(let name): parts[name] = path[index]
            }
        }
        return segments.count == path.count ? parts : nil
    }

    private static func guarded(_ handling: Handling) -> Handling {
        switch handling {
        case .inline(let response): .inline(guarded(response))
        case .work(let work): .work { guarded(work()) }
        case .stream(let work): .stream { work($0.adding(securityHeaders)) }
        }
    }

    private static func guarded(_ response: Response) -> Response {
        var response = response
        // A page has its own policy; two would both count, and nothing would load.
        response.headers += securityHeaders.filter { response.header($0.0) == nil }
        return response
    }

    /// Nothing that is served may be sniffed, framed, or load anything from elsewhere.
    static let securityHeaders = [
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ]
}

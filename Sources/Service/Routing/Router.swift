// SPDX-License-Identifier: Apache-2.0
public import HTTPServer

/// Finds the route of a request.
///
/// A path that is a pattern as it stands is looked up; what has variable parts is compared with the dozens of patterns one
/// by one, which is faster than any tree at this size and reads better.
public struct Router: Sendable {
    private struct Entry: Sendable {
        let route: any Route
        let method: String
        let segments: [Segment]

        init(_ route: any Route) {
            self.route = route
            method = route.method
            segments = route.pattern.split(separator: "/").map { part -> Segment in
                guard part.first == "{", part.last == "}" else { return .fixed(String(part)) }
                let name = part.dropFirst().dropLast()
                return name.hasSuffix("...") ? .rest(String(name.dropLast(3))) : .variable(String(name))
            }
        }

        /// The pattern as a path; nil if part of it is variable.
        var path: String? {
            var path = ""
            for segment in segments {
                guard case .fixed(let text) = segment else { return nil }
                path += "/" + text
            }
            return path.isEmpty ? "/" : path
        }
    }

    /// A route whose pattern a path fits.
    private struct Match: Sendable {
        let index: Int
        let parts: [String: String]
    }

    private enum Segment: Sendable, Hashable {
        case fixed(String)
        case variable(String)
        case rest(String)
    }

    private let entries: [Entry]
    /// What fits the paths that are patterns as they stand.
    private let known: [String: [Match]]
    /// The routes that read their paths themselves, by what these begin with.
    private let readers: [(start: String, index: Int)]
    /// The methods and places of the routes whose bodies come piece by piece.
    private let streaming: [String: Set<Int>]
    private var meter: RequestMeter?

    /// Takes the routes in.
    public init(_ routes: [any Route]) {
        let entries = routes.map { Entry($0) }
        self.entries = entries
        known = Dictionary(entries.compactMap(\.path).map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
            .compactMapValues { path in
                Request.segments(of: path).map { Self.matches(entries, $0) }
            }
        readers = entries.enumerated().compactMap { index, entry in
            guard entry.route.readsPath, case .fixed(let first)? = entry.segments.first, entry.segments.count == 2,
                case .rest? = entry.segments.last
            else { return nil }
            return ("/\(first)/", index)
        }
        streaming = Dictionary(grouping: entries.indices.filter { entries[$0].route.takesPieces }) {
            entries[$0].method
        }.mapValues { Set($0) }
    }

    /// Methods and patterns, in order.
    public var names: [String] { entries.map { "\($0.method) \($0.route.pattern)" } }

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
        let method = request.method == "HEAD" ? "GET" : request.method
        for reader in readers where entries[reader.index].method == method && request.path.hasPrefix(reader.start) {
            return (Self.guarded(entries[reader.index].route.answer(request, [:])), reader.index)
        }
        guard let matches = matches(request.path) else {
            return (.inline(Self.guarded(Problem.malformedPath.response)), nil)
        }
        if let match = matches.first(where: { entries[$0.index].method == method }) {
            return (Self.guarded(entries[match.index].route.answer(request, match.parts)), match.index)
        }
        guard !matches.isEmpty else {
            return (.inline(Self.guarded(Problem.notFound(path: request.path).response)), nil)
        }
        return (.inline(Self.guarded(notAllowed(request.method, matches))), nil)
    }

    private func notAllowed(_ seen: String, _ matches: [Match]) -> Response {
        var allowed = Set(matches.map { entries[$0.index].method })
        if allowed.contains("GET") { allowed.insert("HEAD") }
        var response = Problem.methodNotAllowed(seen: seen, allowed: allowed.sorted()).response
        response.headers.append(("Allow", allowed.sorted().joined(separator: ", ")))
        return response
    }

    /// The largest body that any route at this path takes; asked before a body is read.
    public func bodyLimit(method: String, path: String) -> Int {
        let matching = (matches(path) ?? []).filter { entries[$0.index].method == method }
        return matching.map { entries[$0.index].route.bodyLimit }.max() ?? 0
    }

    /// Whether the body of a request goes to its route piece by piece; asked before any is read.
    public func streams(method: String, path: String) -> Bool {
        guard let streaming = streaming[method] else { return false }
        return matches(path)?.contains { streaming.contains($0.index) } ?? false
    }

    /// The routes whose patterns a path fits, in order; nil for a path that no route can have.
    private func matches(_ path: String) -> [Match]? {
        if let known = known[path] { return known }
        return Request.segments(of: path).map { Self.matches(entries, $0) }
    }

    private static func matches(_ entries: [Entry], _ path: [String]) -> [Match] {
        entries.enumerated().compactMap { index, entry in
            match(entry.segments, path).map { Match(index: index, parts: $0) }
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
        if let securityFields, !response.hasAny(of: securityNames) {
            response.add(securityFields)
        } else {
            // A page has its own policy; two would both count, and nothing would load.
            response.headers += securityHeaders.filter { response.header($0.0) == nil }
        }
        return response
    }

    /// Nothing that is served may be sniffed, framed, or load anything from elsewhere.
    static let securityHeaders = [
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ]
    private static let securityNames = securityHeaders.map(\.0)
    private static let securityFields = FixedFields(securityHeaders)
}

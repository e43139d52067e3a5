// SPDX-License-Identifier: Apache-2.0
import HTTPServer

/// A route that judges by the records, where these are read from a standby: when that is too far behind, it says so.
///
/// A status that may have been overtaken is no status: never "good" for want of news.
struct FreshRoute: Route {
    private let inner: any Route
    private let lag: @Sendable () -> Int64?

    /// Wraps a route.
    ///
    /// - Parameters:
    ///   - inner: what answers while all is well.
    ///   - lag: by how many seconds the records are behind, if that is too much.
    init(_ inner: any Route, lag: @escaping @Sendable () -> Int64?) {
        self.inner = inner
        self.lag = lag
    }

    var method: String { inner.method }
    var pattern: String { inner.pattern }
    var bodyLimit: Int { inner.bodyLimit }
    var takesPieces: Bool { inner.takesPieces }
    var readsPath: Bool { inner.readsPath }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        guard let seconds = lag() else { return inner.answer(request, parts) }
        return .inline(Problem(503, "service", Statement("recordsBehind", ["seconds": "\(seconds)"])).response)
    }
}

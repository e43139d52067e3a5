// SPDX-License-Identifier: Apache-2.0
import HTTPServer

/// `GET /healthz`: whether every promise can be kept now.
struct HealthRoute: Route {
    let method = "GET"
    let pattern = "/healthz"
    private let complaints: @Sendable () -> [String]

    /// Takes what to ask.
    ///
    /// - Parameter complaints: short codes of what cannot be promised now; none when all is well.
    init(complaints: @escaping @Sendable () -> [String]) {
        self.complaints = complaints
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        let found = complaints()
        let value: JSONValue = [
            "status": .string(found.isEmpty ? "healthy" : "unhealthy"), "complaints": .array(found.map { .string($0) }),
        ]
        var response = Response(
            status: found.isEmpty ? 200 : 503, contentType: "application/json", body: JSONWriter.bytes(value))
        response.headers.append(("Cache-Control", "no-store"))
        return .inline(response)
    }
}

/// `GET /metrics`: counts and gauges for Prometheus.
struct MetricsRoute: Route {
    let method = "GET"
    let pattern = "/metrics"
    private let counters: Counters
    private let gauges: @Sendable () -> [(String, Double)]

    init(counters: Counters, gauges: @escaping @Sendable () -> [(String, Double)]) {
        self.counters = counters
        self.gauges = gauges
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .inline(
            Response(
                contentType: "text/plain; version=0.0.4", body: Array(counters.text(gauges: gauges()).utf8)))
    }
}

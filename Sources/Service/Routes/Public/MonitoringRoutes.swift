// SPDX-License-Identifier: Apache-2.0
import HTTPServer

/// `GET /healthz`: whether every promise can be kept now.
struct HealthRoute: Route {
    let method = "GET"
    let pattern = "/healthz"
    private let state: @Sendable () -> (complaints: [String], warnings: [String])

    /// Takes what to ask.
    ///
    /// - Parameter state: short codes of what cannot be promised now, none when all is well; and of what to see to.
    init(state: @escaping @Sendable () -> (complaints: [String], warnings: [String])) {
        self.state = state
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        let (found, warnings) = state()
        let value: JSONValue = [
            "status": .string(found.isEmpty ? "healthy" : "unhealthy"), "complaints": .array(found.map { .string($0) }),
            "warnings": .array(warnings.map { .string($0) }),
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
    private let text: @Sendable () -> String

    init(text: @escaping @Sendable () -> String) {
        self.text = text
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        // Measuring reads files of the system: not on the loop.
        .work { [text] in
            Response(contentType: "text/plain; version=0.0.4; charset=utf-8", body: Array(text().utf8))
        }
    }
}

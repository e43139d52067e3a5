// SPDX-License-Identifier: Apache-2.0
import HTTPServer

/// `GET /openapi.json`: the description of all listeners.
struct OpenAPIRoute: Route {
    let method = "GET"
    let pattern = "/openapi.json"
    private let body: [UInt8]

    init(publicURL: String, holdersURL: String) {
        body = JSONWriter.bytes(OpenAPIDocument.value(publicURL: publicURL, holdersURL: holdersURL), .indented)
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .inline(Response(contentType: "application/json", body: body))
    }
}

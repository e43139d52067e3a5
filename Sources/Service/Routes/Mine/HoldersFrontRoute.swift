// SPDX-License-Identifier: Apache-2.0
import HTTPServer

/// `GET /` of the holders' own listener, where the house's name on each page leads to.
struct HoldersFrontRoute: PageRoute {
    let method = "GET"
    let pattern = "/"

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .inline(Response(status: 303, headers: [("Location", "/mine"), ("Cache-Control", "no-store")]))
    }
}

// SPDX-License-Identifier: Apache-2.0
import HTTPServer

/// What `/mine` answers.
enum MineAnswer {
    /// A page, as it is looked at.
    case page(Page)
    /// A page that says what is wrong.
    case again(Page, status: Int)
    /// Something was done: look at it there (RFC 9110 15.4.4); with another cookie where somebody was let in or out.
    case see(String, cookie: String? = nil)

    /// The answer as it is sent.
    func response(_ browser: MineBrowser) -> Response {
        var response: Response
        var cookie = browser.isNew ? browser.secret : nil
        switch self {
        case .page(let page): response = page.response()
        case .again(let page, let status): response = page.response(status: status)
        case .see(let path, let given):
            response = Response(status: 303, headers: [("Location", path), ("Cache-Control", "no-store")])
            cookie = given ?? cookie
        }
        if let cookie { response.headers.append(browser.header(cookie)) }
        // A link holds what suspends a certificate: no other site is told where its reader came from.
        response.headers.append(("Referrer-Policy", "no-referrer"))
        return response
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import HTTPServer

/// A file that pages need, carried in the program.
///
/// Its path holds its digest, so that a browser keeps it for ever and never a wrong one.
public struct Asset: Sendable, Hashable {
    let contentType: String
    let body: [UInt8]

    /// Where it is served: `/assets/house-3f1a….css`.
    public let path: String

    /// Takes a file in.
    ///
    /// - Parameters:
    ///   - name: the file's name without its ending.
    ///   - ending: `css`, `js` or `svg`.
    ///   - text: what it holds.
    init(_ name: String, _ ending: String, _ text: String) {
        body = Array(text.utf8)
        path = "/assets/\(name)-\(Hex.encode(DigestAlgorithm.sha256.digest(body).prefix(8))).\(ending)"
        contentType =
            switch ending {
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            default: "image/svg+xml"
            }
    }

    /// The house's stylesheet.
    public static let stylesheet = Asset("house", "css", Stylesheet.text)

    /// The house's seal.
    public static let seal = Asset(
        "seal", "svg",
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="none" \
        stroke="#2a6fb0" stroke-width="2.5"/><circle cx="16" cy="16" r="10.5" fill="none" stroke="#2a6fb0"/>\
        <path d="M10.5 16.5l4 4 7.5-8.5" fill="none" stroke="#2a6fb0" stroke-width="3" stroke-linecap="round" \
        stroke-linejoin="round"/></svg>

        """)

    /// Everything that is served.
    static let all: [Asset] = [stylesheet, seal, desk, verifier]
}

/// `GET /assets/{file}`: what pages need, on either listener.
struct AssetRoute: PageRoute {
    let method = "GET"
    let pattern = "/assets/{file}"

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        let path = "/assets/\(parts["file"] ?? "")"
        guard let asset = Asset.all.first(where: { $0.path == path }) else {
            return .inline(Problem.notFound(path: request.path).response)
        }
        var response = Response(contentType: asset.contentType, body: asset.body)
        response.headers += [
            ("Cache-Control", "public, max-age=31536000, immutable"), ("ETag", "\"\(asset.path)\""),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        return .inline(response.conditional(on: request))
    }
}

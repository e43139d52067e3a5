// SPDX-License-Identifier: Apache-2.0
import Cryptography
import HTTPServer
import PKIX

/// `GET /certificates/{authority}.cer`: an authority's certificate, DER.
///
/// - SeeAlso: RFC 5280 4.2.2.1 (caIssuers); RFC 2585 (media type).
struct AuthorityCertificateRoute: Route {
    let method = "GET"
    let pattern = "/certificates/{file}"

    /// By file name.
    private let responses: [String: Response]

    init(authorities: [String: Certificate]) {
        responses = Dictionary(
            uniqueKeysWithValues: authorities.map { name, certificate in
                let tag = Hex.encode(Array(certificate.sha256.prefix(16)))
                return (
                    "\(name).cer",
                    Response(
                        status: 200,
                        headers: [
                            ("Content-Type", "application/pkix-cert"), ("ETag", "\"\(tag)\""),
                            ("Cache-Control", "public, max-age=86400"),
                        ], body: certificate.encoded)
                )
            })
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        guard let response = responses[parts["file"] ?? ""] else {
            return .inline(Problem.notFound(path: request.path).response)
        }
        return .inline(response.conditional(on: request))
    }
}

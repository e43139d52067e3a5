// SPDX-License-Identifier: Apache-2.0
import Cryptography
import HTTPServer
import PKIX

/// `GET /v1/authorities`: who issues here and where each one's certificate and lists are; the repository's index.
///
/// It is a signpost and no statement: what it leads to is signed, and is to be believed by that alone.
struct AuthoritiesRoute: Route {
    let method = "GET"
    let pattern = "/v1/authorities"
    private let entries: @Sendable () -> [Entry]

    /// One authority.
    struct Entry {
        let name: String
        let certificate: Certificate
        /// Paths of its lists below `/crls/`: the full one, its parts, its delta.
        let lists: [String]
        /// Whether its status is told by OCSP.
        let hasAnswers: Bool
    }

    init(entries: @escaping @Sendable () -> [Entry]) {
        self.entries = entries
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .work { [entries] in
            let list = entries().map { entry -> JSONValue in
                [
                    "name": .string(entry.name), "subject": .string("\(entry.certificate.subject)"),
                    "certificateSHA256": .string(Hex.encode(entry.certificate.sha256)),
                    "certificate": .string("/certificates/\(entry.name).cer"),
                    "lists": .array(entry.lists.map { .string("/crls/\($0)") }),
                    "ocsp": entry.hasAnswers ? "/ocsp" : .null,
                ]
            }
            return Response(
                status: 200,
                headers: [("Content-Type", "application/json"), ("Cache-Control", "public, max-age=60")],
                body: JSONWriter.bytes(["authorities": .array(list)]))
        }
    }
}

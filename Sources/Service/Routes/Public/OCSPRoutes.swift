// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import HTTPServer
import PKIX
import Revocation

/// `POST /ocsp` and `GET /ocsp/{base64}`: the status of certificates.
///
/// An answer that was signed before is given on the event loop; only new questions and nonces reach a worker.
///
/// - SeeAlso: RFC 6960 appendix A; RFC 5019 5 and 6.
struct OCSPRoute: Route {
    let method: String
    let pattern: String
    let bodyLimit: Int

    private let responder: StatusResponder
    private let counters: Counters
    private let clock: @Sendable () -> Instant

    /// DESIGN §9: what a GET may carry; base64 of it.
    private static let maximumPathBytes = 4_096

    /// How long a cache on the way may keep an answer; seconds.
    ///
    /// The answer itself is good for longer, but a revocation has to be seen.
    private static let longestAge: Int64 = 60

    /// Both forms of the endpoint.
    static func both(
        responder: StatusResponder, counters: Counters, clock: @escaping @Sendable () -> Instant
    ) -> [any Route] {
        [
            OCSPRoute(
                method: "POST", pattern: "/ocsp", bodyLimit: StatusResponder.maximumRequestBytes,
                responder: responder, counters: counters, clock: clock),
            OCSPRoute(
                method: "GET", pattern: "/ocsp/{request...}", bodyLimit: 0, responder: responder, counters: counters,
                clock: clock),
        ]
    }

    private init(
        method: String, pattern: String, bodyLimit: Int, responder: StatusResponder, counters: Counters,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.method = method
        self.pattern = pattern
        self.bodyLimit = bodyLimit
        self.responder = responder
        self.counters = counters
        self.clock = clock
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        // What is no base64 is no request either: the responder says malformedRequest to nothing at all.
        let question = method == "POST" ? request.body : Self.question(in: request) ?? []
        if let ready = responder.cachedAnswer(question) { return .inline(response(to: ready)) }
        return .work { [self] in response(to: responder.answer(question)) }
    }

    private static func question(in request: Request) -> [UInt8]? {
        guard request.path.utf8.count <= maximumPathBytes else { return nil }
        return request.decodedPath(after: "/ocsp/").flatMap { try? Base64.decode(ascii: $0[...]) }
    }

    private func response(to answer: OCSPAnswer) -> Response {
        counters.count("mohr_ocsp_answers_total", ["status": "\(answer.status)"])
        var response = Response(contentType: "application/ocsp-response", body: answer.der)
        if method == "GET", let expires = answer.expires, let thisUpdate = answer.thisUpdate, let etag = answer.etag {
            let now = clock()
            let age = min(Self.longestAge, max(0, expires.seconds(since: now)))
            response.headers += [
                ("Last-Modified", HTTPDate.text(secondsSince1970: thisUpdate.secondsSince1970)),
                ("Expires", HTTPDate.text(secondsSince1970: now.advanced(bySeconds: age).secondsSince1970)),
                ("ETag", etag),
                ("Cache-Control", "max-age=\(age), public, no-transform, must-revalidate"),
            ]
        } else {
            response.headers.append(("Cache-Control", "no-store"))
        }
        return response
    }
}

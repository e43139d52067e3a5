// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
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

    let readsPath: Bool

    private let responder: StatusResponder
    private let counters: Counters
    /// Nearly all that is answered.
    private let successes: Tally
    private let freshness = OCSPFreshness()
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
        readsPath = method == "GET"
        self.responder = responder
        self.counters = counters
        successes = counters.tally(Self.metric, ["status": "\(OCSPResponseStatus.successful)"])
        self.clock = clock
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        let question: [UInt8]
        if method == "POST" {
            question = request.body
        } else if let asked = Self.question(in: request) {
            question = asked
        } else if request.pathSegments == nil {
            return .inline(Problem.malformedPath.response)
        } else {
            // What is no base64 is no request either: the responder says malformedRequest to nothing at all.
            question = []
        }
        if let ready = responder.cachedAnswer(question) { return .inline(response(to: ready)) }
        return .work { [self] in response(to: responder.answer(question)) }
    }

    private static func question(in request: Request) -> [UInt8]? {
        guard request.path.utf8.count <= maximumPathBytes else { return nil }
        return request.decodedPath(after: "/ocsp/").flatMap { try? Base64.decode(ascii: $0[...]) }
    }

    private static let metric = MetricName.ocspAnswers.rawValue

    private func response(to answer: OCSPAnswer) -> Response {
        if answer.status == .successful {
            successes.count()
        } else {
            counters.count(Self.metric, ["status": "\(answer.status)"])
        }
        guard method == "GET", let expires = answer.expires, let thisUpdate = answer.thisUpdate, let etag = answer.etag
        else {
            return Response(
                status: 200, headers: [("Content-Type", Self.type), ("Cache-Control", "no-store")], body: answer.der)
        }
        var response = Response(status: 200, headers: [("ETag", etag)], body: answer.der)
        let now = clock()
        let age = min(Self.longestAge, max(0, expires.seconds(since: now)))
        freshness.add(to: &response, thisUpdate: thisUpdate, age: age, at: now)
        return response
    }

    fileprivate static let type = "application/ocsp-response"
}

/// The fields that say how fresh an answer is: the same for all that a second answers from one file.
private final class OCSPFreshness: @unchecked Sendable {
    private struct Moment: Equatable {
        let thisUpdate: Instant
        let age: Int64
        let now: Instant
    }

    private let lock = NSLock()
    private var last: (moment: Moment, fields: FixedFields)?

    /// Adds the fields, and the type of the answer.
    ///
    /// - SeeAlso: RFC 5019 6.2.
    func add(to response: inout Response, thisUpdate: Instant, age: Int64, at now: Instant) {
        let moment = Moment(thisUpdate: thisUpdate, age: age, now: now)
        let known = lock.withLock { last?.moment == moment ? last?.fields : nil }
        if let known { return response.add(known) }
        let pairs = [
            ("Content-Type", OCSPRoute.type),
            ("Last-Modified", HTTPDate.text(secondsSince1970: thisUpdate.secondsSince1970)),
            ("Expires", HTTPDate.text(secondsSince1970: now.advanced(bySeconds: age).secondsSince1970)),
            ("Cache-Control", "max-age=\(age), public, no-transform, must-revalidate"),
        ]
        guard let fields = FixedFields(pairs) else { return response.headers += pairs }
        lock.withLock { last = (moment, fields) }
        response.add(fields)
    }
}

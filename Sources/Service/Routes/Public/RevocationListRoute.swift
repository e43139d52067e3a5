// SPDX-License-Identifier: Apache-2.0
import DER
import HTTPServer
import Revocation

/// `GET /crls/{authority}.crl` and `GET /crls/{authority}/{shard}.crl`: the newest list, from memory.
///
/// - SeeAlso: RFC 5280 4.2.1.13; RFC 2585 (media type).
struct RevocationListRoute: Route {
    let method = "GET"
    let pattern = "/crls/{path...}"

    private let lists: PublishedLists
    private let clock: @Sendable () -> Instant

    init(lists: PublishedLists, clock: @escaping @Sendable () -> Instant) {
        self.lists = lists
        self.clock = clock
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        guard let list = lists.list(at: parts["path"] ?? "") else {
            return .inline(Problem.notFound(path: request.path).response)
        }
        // May be kept until the next is out at the latest; a list past its time is given out all the same, for who
        // judges the past needs it, but must not be kept.
        let age = max(0, list.nextUpdate.seconds(since: clock()))
        let response = Response(
            status: 200,
            headers: [
                ("Content-Type", "application/pkix-crl"), ("ETag", list.etag),
                ("Last-Modified", HTTPDate.text(secondsSince1970: list.thisUpdate.secondsSince1970)),
                ("Expires", HTTPDate.text(secondsSince1970: list.nextUpdate.secondsSince1970)),
                ("Cache-Control", "public, max-age=\(age), must-revalidate"),
            ], body: list.encoded)
        return .inline(response.conditional(on: request))
    }
}

// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import XCTest

@testable import Service

final class RouterTests: XCTestCase {
    private struct Echo: Route {
        let method: String
        let pattern: String
        var bodyLimit = 0

        func answer(_ request: Request, _ parts: [String: String]) -> Handling {
            let text = parts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ";")
            return .work { Response(contentType: "text/plain", body: Array("\(pattern) \(text)".utf8)) }
        }
    }

    private let router = Router([
        Echo(method: "GET", pattern: "/a/{id}"), Echo(method: "POST", pattern: "/a/{id}", bodyLimit: 100),
        Echo(method: "DELETE", pattern: "/a/{id}"), Echo(method: "GET", pattern: "/files/{rest...}"),
        Echo(method: "POST", pattern: "/only"), Echo(method: "GET", pattern: "/"),
    ])

    private func ask(_ method: String, _ target: String) -> (status: Int, text: String, headers: [String: String]) {
        let response = router.answer(Request(method: method, target: target)).result
        return (
            response.status, String(decoding: response.body, as: UTF8.self),
            Dictionary(response.headers, uniquingKeysWith: { first, _ in first })
        )
    }

    func testVariablesAreDecodedAndGiven() {
        XCTAssertEqual(ask("GET", "/a/x%20y").text, "/a/{id} id=x y")
        XCTAssertEqual(ask("GET", "/files/one/two").text, "/files/{rest...} rest=one/two")
        XCTAssertEqual(ask("GET", "/").status, 200)
    }

    func testWhatNoRouteIsCalledIsNotFound() {
        for target in ["/b", "/a", "/a/1/2", "/files", "/A/1", "/a/1/"] {
            let answer = ask("GET", target)
            XCTAssertEqual(answer.status, 404, target)
            XCTAssertTrue(answer.text.contains("urn:mohr:problem:service:notFound"), answer.text)
        }
    }

    func testAnotherMethodIsToldWhichAreAllowed() {
        let answer = ask("PUT", "/a/1")
        XCTAssertEqual(answer.status, 405)
        XCTAssertEqual(answer.headers["Allow"], "DELETE, GET, HEAD, POST")
        XCTAssertEqual(ask("GET", "/only").headers["Allow"], "POST")
        XCTAssertEqual(ask("get", "/a/1").status, 405)
    }

    func testHeadGoesWhereGetGoes() {
        XCTAssertEqual(ask("HEAD", "/a/1").status, 200)
        XCTAssertEqual(ask("HEAD", "/only").status, 405)
        XCTAssertEqual(ask("HEAD", "/b").status, 404)
    }

    func testPathsThatNoRouteCanHaveAreMalformed() {
        for target in ["/a/..", "/a/.", "/a/%00", "/a/%ff", "/a/%0a", "*", "/files/../a/1"] {
            XCTAssertEqual(ask("GET", target).status, 400, target)
        }
    }

    func testABodyIsTakenOnlyWhereARouteTakesOne() {
        XCTAssertEqual(router.bodyLimit(method: "POST", path: "/a/1"), 100)
        XCTAssertEqual(router.bodyLimit(method: "GET", path: "/a/1"), 0)
        XCTAssertEqual(router.bodyLimit(method: "POST", path: "/nowhere"), 0)
        XCTAssertEqual(router.bodyLimit(method: "POST", path: "/a/%ff"), 0)
    }

    func testAPathThatIsAPatternFindsWhatComparingWouldFind() {
        // The first that fits has it, whether it is found by looking up or by comparing.
        let router = Router([
            Echo(method: "GET", pattern: "/a/{id}"), Echo(method: "GET", pattern: "/a/b"),
            Echo(method: "POST", pattern: "/a/b", bodyLimit: 7),
        ])
        func text(_ method: String, _ target: String) -> String {
            String(decoding: router.answer(Request(method: method, target: target)).result.body, as: UTF8.self)
        }
        XCTAssertEqual(text("GET", "/a/b"), "/a/{id} id=b")
        XCTAssertEqual(text("GET", "/a/%62"), "/a/{id} id=b")
        XCTAssertEqual(text("POST", "/a/b"), "/a/b ")
        XCTAssertEqual(text("POST", "/a/%62"), "/a/b ")
        XCTAssertEqual(router.bodyLimit(method: "POST", path: "/a/%62"), 7)
        XCTAssertEqual(router.bodyLimit(method: "POST", path: "/a/b"), 7)
    }

    private struct Reader: Route {
        let method = "GET"
        let pattern = "/read/{rest...}"
        let readsPath = true

        func answer(_ request: Request, _ parts: [String: String]) -> Handling {
            .inline(Response(text: "\(request.path) \(parts.count)"))
        }
    }

    func testARouteThatReadsItsPathIsGivenItAsItCame() {
        let router = Router([Echo(method: "GET", pattern: "/a/{id}"), Reader()])
        func ask(_ method: String, _ target: String) -> Response {
            router.answer(Request(method: method, target: target)).result
        }
        for method in ["GET", "HEAD"] {
            let answer = ask(method, "/read/a%2Fb/c")
            XCTAssertEqual(String(decoding: answer.body, as: UTF8.self), "/read/a%2Fb/c 0")
            XCTAssertEqual(answer.header("X-Content-Type-Options"), "nosniff")
        }
        XCTAssertEqual(ask("POST", "/read/a").status, 405)
        XCTAssertEqual(ask("GET", "/read").status, 404)
        XCTAssertEqual(ask("GET", "/reads/a").status, 404)
        XCTAssertEqual(ask("GET", "/a/read").status, 200)
    }

    func testOnlyRoutesThatTakePiecesAreStreamed() {
        struct Pieces: Route {
            let method = "POST"
            let pattern: String
            let takesPieces = true
            func answer(_ request: Request, _ parts: [String: String]) -> Handling { .inline(Response(status: 200)) }
        }
        let router = Router([
            Echo(method: "POST", pattern: "/only"), Pieces(pattern: "/all"), Pieces(pattern: "/some/{id}"),
        ])
        XCTAssertTrue(router.streams(method: "POST", path: "/all"))
        XCTAssertTrue(router.streams(method: "POST", path: "/some/1"))
        for (method, path) in [("POST", "/only"), ("GET", "/all"), ("POST", "/some"), ("POST", "/%ff")] {
            XCTAssertFalse(router.streams(method: method, path: path), path)
        }
    }

    func testEveryAnswerCarriesTheSecurityHeaders() {
        for (method, target) in [("GET", "/a/1"), ("GET", "/b"), ("PUT", "/a/1"), ("GET", "/a/..")] {
            XCTAssertEqual(ask(method, target).headers["X-Content-Type-Options"], "nosniff", target)
        }
    }

    func testAProblemHasTheShapeOfTheContract() throws {
        let problem = Problem(
            422, "service", "member", ["name": "at", "seen": "x", "allowed": "y"], clause: "RFC 3339 5.6")
        let value = try JSONReader.read(problem.response.body)
        XCTAssertEqual(value["type"]?.text, "urn:mohr:problem:service:member")
        XCTAssertEqual(value["status"], 422)
        XCTAssertEqual(value["title"]?["en"]?.text, "The request cannot be taken as it is")
        XCTAssertEqual(value["detail"]?["en"]?.text, "at is x; y is needed.")
        XCTAssertTrue(value["detail"]?["fa"]?.text?.contains("\u{2068}at\u{2069}") ?? false)
        XCTAssertEqual(value["facts"]?["seen"]?.text, "x")
        XCTAssertEqual(value["clause"]?.text, "RFC 3339 5.6")
        let headers = Dictionary(problem.response.headers, uniquingKeysWith: { first, _ in first })
        XCTAssertEqual(headers["Content-Type"], "application/problem+json")
        XCTAssertEqual(headers["Cache-Control"], "no-store")
    }

    func testAFaultIsToldAsANumberAndNothingElse() throws {
        let problem = Problem.fault("records", SecretError.atDisk("/var/secret"), isPassing: true)
        let text = String(decoding: problem.response.body, as: UTF8.self)
        XCTAssertEqual(problem.status, 503)
        XCTAssertFalse(text.contains("secret"), text)
        let reference = try XCTUnwrap(problem.fault?.reference)
        XCTAssertTrue(text.contains(reference))
        XCTAssertTrue(problem.fault?.detail.contains("/var/secret") ?? false)
        XCTAssertTrue(problem.response.headers.contains { $0.0 == "Retry-After" })
    }

    private enum SecretError: Error { case atDisk(String) }
}

extension Handling {
    /// The answer, whoever makes it.
    var result: Response {
        switch self {
        case .inline(let response): response
        case .work(let work): work()
        case .stream: Response(status: 599)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import TestSupport
import XCTest

@testable import Service

/// Whatever is done at the desk can be done without a browser: each of its acts has a route of `/v1`, and a command.
final class DeskParityTests: XCTestCase {
    /// What is the same elsewhere.
    private struct Equal {
        /// Routes of `/v1`, as the router has them.
        let routes: [String]
        /// Words of a command line; nil for what only makes sense before a browser.
        let command: String?

        init(_ routes: String..., by command: String?) {
            self.routes = routes
            self.command = command
        }
    }

    /// Every form that the desk has, by its address.
    private static let acts: [String: Equal] = [
        "POST /desk/search": Equal("GET /v1/applications", "GET /v1/certificates", by: "certificate find"),
        "POST /desk/applications/{id}/claim": Equal("POST /v1/applications/{id}/claim", by: "approve claim"),
        "POST /desk/applications/{id}/release": Equal("POST /v1/applications/{id}/release", by: "approve release"),
        "POST /desk/applications/{id}/acts/{act}": Equal(
            "POST /v1/applications/{id}/entry", "POST /v1/applications/{id}/approval",
            "POST /v1/applications/{id}/return", "POST /v1/applications/{id}/rejection",
            "POST /v1/applications/{id}/withdrawal", by: "approve reject"),
        // The second page of the same act: what is signed, confirmed.
        "POST /desk/acts/{paper}": Equal("POST /v1/applications/{id}/approval", by: "approve approve"),
        "POST /desk/applications/{id}/correction": Equal(
            "POST /v1/applications/{id}/correction", by: "apply --field"),
        "POST /desk/applications/{id}/evidence": Equal(
            "POST /v1/applications/{id}/evidence/{paper}", by: "apply --evidence"),
        "POST /desk/applications/{id}/evidence/{paper}/deletion": Equal(
            "POST /v1/applications/{id}/evidence/{paper}/deletion", by: nil),
        "POST /desk/drafts": Equal("POST /v1/drafts", by: nil),
        "POST /desk/drafts/{id}": Equal("POST /v1/drafts/{id}", by: nil),
        "POST /desk/drafts/{id}/submission": Equal(
            "POST /v1/drafts/{id}/submission", "POST /v1/applications", by: "apply --profile"),
        "POST /desk/drafts/{id}/discard": Equal("POST /v1/drafts/{id}/deletion", by: nil),
        "POST /desk/checks": Equal("POST /v1/checks", by: nil),
        "POST /desk/certificates/{serial}/{act}": Equal(
            "POST /v1/certificates/{serial}/revocation", "POST /v1/certificates/{serial}/hold",
            "POST /v1/certificates/{serial}/release", by: "certificate revoke"),
        "POST /desk/certificate-acts/{paper}": Equal(
            "POST /v1/certificates/{serial}/revocation", by: "certificate hold"),
        "POST /desk/offices/{office}/inspections": Equal("POST /v1/offices/{id}/inspections", by: nil),
        "POST /desk/offices/{office}/{act}": Equal(
            "POST /v1/offices/{id}/suspension", "POST /v1/offices/{id}/resumption", by: "office suspend"),
        "POST /desk/offices": Equal("POST /v1/offices", by: "office add"),
        "POST /desk/offices/{office}/details": Equal("POST /v1/offices/{id}/details", by: "office change"),
        "POST /desk/offices/{office}/licence": Equal("POST /v1/offices/{id}/licence", by: "office license"),
        "POST /desk/offices/{office}/officers": Equal("POST /v1/officers", by: "officer add"),
        "POST /desk/officers/{officer}/{act}": Equal(
            "POST /v1/officers/{id}/suspension", "POST /v1/officers/{id}/resumption",
            "POST /v1/officers/{id}/reversal", by: "officer suspend"),
        "POST /desk/deputies": Equal("POST /v1/delegations", by: "officer delegate"),
        "POST /desk/deputies/papers/{paper}": Equal("POST /v1/delegations", by: "officer delegate"),
        "POST /desk/deputies/{delegation}/end": Equal("POST /v1/delegations/{id}/end", by: "officer undelegate"),
        "POST /desk/keys": Equal("POST /v1/keys", by: nil),
        "POST /desk/keys/{key}/confirmation": Equal("POST /v1/keys/{key}/confirmation", by: nil),
        "POST /desk/keys/{key}/withdrawal": Equal("POST /v1/keys/{key}/withdrawal", by: nil),
    ]

    /// What is looked at there, and where else.
    private static let views: [String: Equal] = [
        "GET /desk": Equal("GET /v1/applications", by: "approve queue"),
        "GET /desk/applications/{id}": Equal(
            "GET /v1/applications/{id}", "GET /v1/applications/{id}/history", by: "approve show"),
        "GET /desk/applications/{id}/acceptance": Equal("GET /v1/applications/{id}/certificate", by: "collect"),
        "GET /desk/applications/{id}/evidence/{paper}": Equal(
            "GET /v1/applications/{id}/evidence/{paper}", by: nil),
        "GET /desk/drafts": Equal("GET /v1/drafts", by: nil),
        "GET /desk/certificates/{serial}": Equal("GET /v1/certificates/{serial}", by: "certificate show"),
        "GET /desk/day": Equal("GET /v1/offices/{id}/day", by: nil),
        "GET /desk/offices": Equal("GET /v1/offices", by: "office list"),
        "GET /desk/offices/{office}": Equal(
            "GET /v1/offices/{id}/figures", "GET /v1/officers", by: "office show"),
        "GET /desk/offices/{office}/anomalies": Equal("GET /v1/offices/{id}/anomalies", by: nil),
        "GET /desk/offices/{office}/inspections": Equal("GET /v1/offices/{id}/inspections", by: nil),
        "GET /desk/offices/{office}/inspections/{line}": Equal(
            "GET /v1/offices/{id}/inspections/{line}", by: nil),
        "GET /desk/keys": Equal("GET /v1/keys", by: nil),
    ]

    func testEveryActOfTheDeskIsOneOfTheAPI() throws {
        let home = try DemoTree.shared().copy(into: try temporaryFolder())
        let workshop = try Workshop(home)
        defer { workshop.close() }
        let routes = workshop.service.officeRoutes {}
        let served = Set(routes.map { "\($0.method) \($0.pattern)" })
        let acts = routes.filter { $0.method == "POST" && $0.pattern.hasPrefix("/desk") }
        XCTAssertGreaterThan(acts.count, 15)
        for act in acts {
            let name = "\(act.method) \(act.pattern)"
            XCTAssertNotNil(
                Self.acts[name], "\(name) has neither a route of /v1 nor a command: give it one, and a row here")
        }
        for (name, equal) in Self.acts.merging(Self.views, uniquingKeysWith: { first, _ in first }) {
            XCTAssertTrue(served.contains(name), "\(name) is no page of the desk any more")
            XCTAssertFalse(equal.routes.isEmpty, name)
            for route in equal.routes { XCTAssertTrue(served.contains(route), "\(route) for \(name)") }
        }
    }

    func testEveryCommandOfTheTableIsThere() throws {
        var pages: [String: String] = [:]
        for (name, equal) in Self.acts.merging(Self.views, uniquingKeysWith: { first, _ in first }) {
            guard let words = equal.command?.split(separator: " ").map(String.init), let command = words.first else {
                continue
            }
            let page = try pages[command] ?? Program.run(["help", command]).text
            pages[command] = page
            for word in words.dropFirst() { XCTAssertTrue(page.contains(word), "\(name): mohr \(command) \(word)") }
        }
        XCTAssertEqual(Set(pages.keys), ["apply", "approve", "certificate", "collect", "office", "officer"])
    }

    /// Each change of the API takes a key, so that a dropped line is no second act.
    func testEveryChangeOfTheOfficeListenerTakesAKey() {
        for endpoint in Endpoint.offices where endpoint.method != "GET" {
            XCTAssertEqual(endpoint.takesKey, !endpoint.pattern.hasPrefix("/.well-known/est/"), endpoint.pattern)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import PKIX
import Records
import Revocation
import XCTest

@testable import Service

/// Acts on many certificates over the office listener's routes.
final class ManyCertificatesTests: XCTestCase {
    private var house: HouseFixture!
    private var enterer: HouseFixture.Person!
    private var approver: HouseFixture.Person!
    private var supervisor: HouseFixture.Person!

    override func setUpWithError() throws {
        house = try HouseFixture.shared.get()
        (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        supervisor = try house.officer(.supervisor)
    }

    private func serials(_ people: [HouseFixture.Person]) -> JSONValue {
        .array(people.map { .string($0.certificate.serialNumber.hex) })
    }

    private func doctors(_ count: Int) throws -> [HouseFixture.Person] {
        try (0..<count).map { _ in try house.enrolDoctor(enterer, approver) }
    }

    private func status(_ person: HouseFixture.Person) throws -> RecordedStatus? {
        try house.service.records.statusHistory(
            of: CertificateReference(authority: "health", serial: person.certificate.serialNumber)
        ).last?.interval.status
    }

    func testMoreThanOneIsOnlyPlannedAndDoneByDigestAndCount() throws {
        let people = try doctors(2)
        var body: [JSONValue.Member] = [
            .init("selection", ["serials": serials(people)]), .init("reason", "keyCompromise"),
            .init("cause", "stolen together"),
        ]
        let planned = try house.ask(approver, "POST", "/v1/certificates/revocations", .object(body))
        XCTAssertEqual(planned.status, 200, "\(planned.value)")
        XCTAssertEqual(planned.value["dryRun"]?.flag, true)
        let plan = try XCTUnwrap(planned.value["plan"])
        XCTAssertEqual(plan["count"]?.wholeNumber, 2)
        XCTAssertEqual(plan["changeable"]?.wholeNumber, 2)
        XCTAssertEqual(try status(people[0]), .good)

        body.append(.init("dryRun", false))
        func ask(_ more: [JSONValue.Member]) throws -> (status: Int, value: JSONValue) {
            try house.ask(approver, "POST", "/v1/certificates/revocations", .object(body + more))
        }
        XCTAssertEqual(try ask([]).status, 400, "without the plan")
        let digest = try XCTUnwrap(plan["plan"]?.text)
        XCTAssertEqual(try ask([.init("plan", .string(digest)), .init("count", 3)]).status, 400)
        let other = try ask([.init("plan", .string(String(repeating: "0", count: 64))), .init("count", 2)])
        XCTAssertEqual(other.status, 409)
        XCTAssertEqual(other.value["type"]?.text, "urn:mohr:problem:revocation:planChanged")
        XCTAssertEqual(try status(people[1]), .good)

        let done = try ask([.init("plan", .string(String(digest.prefix(16)))), .init("count", 2)])
        XCTAssertEqual(done.status, 200, "\(done.value)")
        XCTAssertEqual(done.value["outcome"]?["changed"]?.wholeNumber, 2)
        for person in people {
            XCTAssertEqual(try status(person), .revoked)
            guard case .revoked = try house.ocspStatus(of: person.certificate) else { return XCTFail("OCSP") }
        }
        let again = try ask([.init("plan", .string(digest)), .init("count", 2)])
        XCTAssertEqual(again.value["outcome"]?["standing"]?.wholeNumber, 2, "asked again it stands")
    }

    func testAnOfficersWorkIsHeldAndReleased() throws {
        let people = try doctors(2)
        let selection: JSONValue = ["officer": .string(enterer.id)]
        for (act, expected) in [("holds", RecordedStatus.onHold), ("releases", .good)] {
            let plan = try house.ask(supervisor, "POST", "/v1/certificates/\(act)", ["selection": selection]).value
            XCTAssertEqual(plan["plan"]?["count"]?.wholeNumber, 2, "\(plan)")
            let done = try house.ask(
                supervisor, "POST", "/v1/certificates/\(act)",
                [
                    "selection": selection, "cause": "officer's card stolen", "dryRun": false, "count": 2,
                    "plan": plan["plan"]?["plan"] ?? .null,
                ])
            XCTAssertEqual(done.value["outcome"]?["changed"]?.wholeNumber, 2, "\(done.value)")
            for person in people { XCTAssertEqual(try status(person), expected) }
        }
    }

    func testWhatAnotherOfficeEnrolledIsLikeWhatDoesNotExist() throws {
        let people = try doctors(1)
        let stranger = try house.officer(.approver, office: "other-council")
        let body: JSONValue = ["selection": ["serials": serials(people)], "cause": "x", "dryRun": false]
        let refused = try house.ask(stranger, "POST", "/v1/certificates/holds", body)
        XCTAssertEqual(refused.status, 404)
        XCTAssertEqual(refused.value["type"]?.text, "urn:mohr:problem:service:noneSelected")
        XCTAssertEqual(try status(people[0]), .good)
        // The negative control: the office's own approver needs no plan for one.
        XCTAssertEqual(try house.ask(approver, "POST", "/v1/certificates/holds", body).status, 200)
        XCTAssertEqual(try status(people[0]), .onHold)
    }

    func testRolesAndReasonsAreThoseOfTheTable() throws {
        let people = try doctors(1)
        let one: JSONValue = ["serials": serials(people)]
        for role in [OfficerRecord.Role.enterer, .auditor] {
            let answer = try house.ask(
                try house.officer(role), "POST", "/v1/certificates/holds", ["selection": one, "cause": "x"])
            XCTAssertEqual(answer.status, 403, "\(role)")
        }
        let reasons: [(String, HouseFixture.Person, Int)] = [
            ("privilegeWithdrawn", approver, 400), ("licenceWithdrawn", approver, 400), ("unspecified", approver, 400),
            ("cACompromise", supervisor, 400), ("certificateHold", supervisor, 400), ("removeFromCRL", supervisor, 400),
            ("aACompromise", supervisor, 400), ("cardStolen", approver, 200), ("privilegeWithdrawn", supervisor, 200),
        ]
        for (reason, officer, status) in reasons {
            let answer = try house.ask(
                officer, "POST", "/v1/certificates/revocations",
                ["selection": one, "reason": .string(reason), "cause": "x", "dryRun": true])
            XCTAssertEqual(answer.status, status, "\(reason): \(answer.value)")
        }
        let administrator = try house.officer(.administrator)
        let subscriber = try house.ask(
            administrator, "POST", "/v1/certificates/holds", ["selection": one, "cause": "x", "dryRun": false])
        XCTAssertEqual(subscriber.status, 404, "an administrator's business is officers")
        let officers: JSONValue = ["serials": serials([enterer])]
        XCTAssertEqual(
            try house.ask(
                administrator, "POST", "/v1/certificates/holds",
                ["selection": officers, "cause": "x", "dryRun": false]
            ).status, 200)
        XCTAssertEqual(try house.ask(enterer, "GET", "/v1/applications").status, 403)
    }

    func testASelectionThatSaysNothingOrTheWrongThingIsRefused() throws {
        let bad: [JSONValue] = [
            [:], ["selection": [:]], ["selection": ["cardNumber": "1"]], ["selection": ["serials": ["xyz"]]],
            ["selection": ["serials": []]], ["selection": ["key": "12"]], ["selection": ["chipBatch": "a b"]],
            ["selection": ["from": "2026-01-01T00:00:00Z"]], ["selection": ["officer": "a", "from": "yesterday"]],
            ["selection": ["office": 3]], ["selection": ["office": "council"], "dryRun": "no"],
            ["selection": ["office": "council"], "all": true],
        ]
        for body in bad {
            XCTAssertEqual(try house.ask(supervisor, "POST", "/v1/certificates/holds", body).status, 400, "\(body)")
        }
    }

    func testAPlanThatChangedIsNotCarriedOut() throws {
        _ = try doctors(2)
        let service = house.service
        let selection = CertificateSelection([
            .officer(enterer.id, from: Instant(secondsSince1970: 0), before: Instant(secondsSince1970: 9_999_999_999))
        ])
        let plan = try StatusPlan(.hold, of: selection, in: service.records, at: .now())
        XCTAssertEqual(plan.survey.count, 2)
        let third = try doctors(1)[0]
        XCTAssertThrowsError(try service.clerk.perform(plan, because: "x", by: "tests")) {
            guard case .planChanged(plan.digest, _) = $0 as? RevocationError else { return XCTFail("\($0)") }
        }
        XCTAssertEqual(try status(third), .good)
        let newer = try StatusPlan(.hold, of: selection, in: service.records, at: .now())
        XCTAssertNotEqual(newer.digest, plan.digest)
        XCTAssertNotEqual(
            try StatusPlan(.release, of: selection, in: service.records, at: .now()).digest, newer.digest)
        XCTAssertEqual(try service.clerk.perform(newer, because: "x", by: "tests").changed.count, 3)
        XCTAssertEqual(
            try StatusPlan(.hold, of: selection, in: service.records, at: .now()).digest, newer.digest,
            "what is done already is gone on with under the same digest")
    }
}

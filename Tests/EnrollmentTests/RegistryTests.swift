// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Foundation
import Identity
import PKIX
import Records
import TestSupport
import XCTest

/// What a register says decides at approval and again at issuance; what it does not say decides nothing.
final class RegistryTests: XCTestCase {
    /// A register that says what a test tells it to.
    private final class Simulator: RegistryPort, @unchecked Sendable {
        let registries: Set<RegistryKind> = [.civil, .licence]
        private let lock = NSLock()
        private var answer: Result<[RegistryKind: RegistryEntry], RegistryFailure>
        private(set) var questions: [RegistryQuestion] = []

        init(_ entries: [RegistryKind: RegistryEntry]) { answer = .success(entries) }

        func say(_ entries: [RegistryKind: RegistryEntry]) { lock.withLock { answer = .success(entries) } }
        func fail(_ failure: RegistryFailure) { lock.withLock { answer = .failure(failure) } }

        func entry(for question: RegistryQuestion) throws(RegistryFailure) -> RegistryEntry? {
            let now = lock.withLock {
                questions.append(question)
                return answer
            }
            return try now.get()[question.registry]
        }
    }

    private static func entry(
        _ surname: String = "احمدي", given: String = "سارا", status: String = RegistryEntry.inForce
    ) -> RegistryEntry {
        RegistryEntry(
            fields: [.givenName: given, .surname: surname], status: status,
            answerSHA256: [UInt8](repeating: 7, count: 32))
    }

    private func furnished(
        _ entries: [RegistryKind: RegistryEntry]
    ) throws -> (EnrollmentHouse, RegistrationAuthority, Simulator, String) {
        let house = try EnrollmentHouse()
        let simulator = Simulator(entries)
        var desk = house.desk
        desk.registry = simulator
        let id = try house.apply(try Applicant()).id
        try desk.enter(id, by: house.officer("maryam"))
        return (house, desk, simulator, id)
    }

    private func outcomes(_ house: EnrollmentHouse) throws -> [String] {
        try house.records.auditLines(from: 0, limit: 10_000).filter { $0.act == AuditAct.registryAsked }.map(\.details)
    }

    func testAMatchInAnotherSpellingIsAMatchAndIsOnRecord() throws {
        let (house, desk, simulator, id) = try furnished([.civil: Self.entry(), .licence: Self.entry("احمدی")])
        XCTAssertEqual(try desk.approve(id, by: house.officer("reza")).state, .approved)
        XCTAssertEqual(simulator.questions.map(\.registry), [.civil, .licence])
        XCTAssertEqual(simulator.questions.map(\.number.revealed), ["9990000018", "12345"])
        let lines = try outcomes(house)
        XCTAssertEqual(lines.count, 2)
        XCTAssertTrue(lines.allSatisfy { $0.contains("\"outcome\":\"match\"") && $0.contains("0707") })
    }

    func testAMismatchNamesItsFieldsAndNothingIsApproved() throws {
        let (house, desk, simulator, id) = try furnished([.civil: Self.entry("کریمی"), .licence: Self.entry()])
        let reza = try house.officer("reza")
        assertRefused(.handling(.registryMismatch(.civil, fields: [.surname]))) { try desk.approve(id, by: reza) }
        simulator.say([.civil: Self.entry()])
        assertRefused(.handling(.registryUnknown(.licence))) { try desk.approve(id, by: reza) }
        simulator.say([.civil: Self.entry(), .licence: Self.entry(status: "suspended")])
        assertRefused(.handling(.registryInactive(.licence, seen: "suspended"))) { try desk.approve(id, by: reza) }
        XCTAssertEqual(try desk.application(id).state, .entered)
        // Without a register the same application goes through: it is the register that refuses.
        XCTAssertEqual(try house.desk.approve(id, by: reza).state, .approved)
    }

    func testATimeOutAndARegisterThatIsDownAreAnswersOfTheirOwnAndDecideNothing() throws {
        let (house, desk, simulator, id) = try furnished([:])
        let reza = try house.officer("reza")
        simulator.fail(.timedOut(allowed: 3_000))
        assertRefused(.handling(.registryTimedOut(.civil, allowed: 3_000))) { try desk.approve(id, by: reza) }
        simulator.fail(.unavailable("refused"))
        assertRefused(.handling(.registryUnavailable(.civil))) { try desk.approve(id, by: reza) }
        XCTAssertEqual(try desk.application(id).state, .entered)
        XCTAssertTrue(try outcomes(house).last?.contains("unavailable") ?? false)
    }

    func testWhatChangedBetweenApprovalAndIssuanceGoesBackToTheOffice() throws {
        let good: [RegistryKind: RegistryEntry] = [.civil: Self.entry(), .licence: Self.entry()]
        let (house, desk, simulator, id) = try furnished(good)
        let record = try desk.approve(id, by: house.officer("reza")).record
        XCTAssertEqual(try desk.permit(record), .granted)
        simulator.fail(.unavailable("down"))
        XCTAssertEqual(try desk.permit(record), .wait)
        XCTAssertEqual(try desk.application(id).state, .approved)
        simulator.say([.civil: Self.entry(), .licence: Self.entry(status: "struckOff")])
        XCTAssertEqual(try desk.permit(record), .sentBack)
        let now = try desk.application(id)
        XCTAssertEqual(now.state, .returned)
        XCTAssertEqual(try desk.remarks(of: id).map(\.point), ["licenceNumber"])
        XCTAssertEqual(try house.records.events(ofApplication: id).last?.actor, "mohr:registry")
    }
}

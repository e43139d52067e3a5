// SPDX-License-Identifier: Apache-2.0
import DER
import JSON
import PKIX
import TestSupport
import XCTest

@testable import MohrValidation

/// The second verdict: a suspended doctor's signature stays good, and what it may not be used for is refused.
final class ProfessionVerdictTests: XCTestCase {
    private static let unit = try! Scene.root.timestampUnit()

    private func judge(
        _ message: [UInt8], _ register: ProfessionRegister?, at time: Instant = Scene.now,
        by source: ReferenceTime.Source = .now, _ policy: ValidationPolicy = StandardPolicies.prescription
    ) throws -> ValidationReport {
        try Scene.judge(
            message, at: time, by: source, policy, against: try Scene.snapshot().with(professions: register))
    }

    func testASuspendedDoctorsPrescriptionIsRefusedAndTheSignatureStaysGood() throws {
        let message = try Scene.sign()
        let report = try judge(message, try Council.register(Council.suspended()))
        XCTAssertEqual(report.decision, .reject)
        XCTAssertEqual(report.indication, .totalPassed)
        XCTAssertNil(report.subIndication)
        XCTAssertEqual(report.errors, [.professionSuspended])
        XCTAssertEqual(report.signatures[0].certificateStatus?.status, .good)
        let status = report.signatures[0].professionalStatus
        XCTAssertEqual(status.status, .suspended)
        XCTAssertEqual(status.scope, "e")
        XCTAssertEqual(status.source, "medical-council")
        XCTAssertEqual(status.asOf, Scene.now)
        XCTAssertEqual(status.since, Scene.now)
        // Controls: an entitled one; and the same signature for a purpose that does not ask.
        assertAccepted(try judge(message, try Council.register([ProfessionalPeriod(.entitled, from: Council.begin)])))
        assertAccepted(try judge(message, try Council.register(Council.suspended()), StandardPolicies.signature))
    }

    private func judge(
        _ message: [UInt8], _ register: ProfessionRegister?, _ policy: ValidationPolicy
    ) throws -> ValidationReport { try judge(message, register, at: Scene.now, by: .now, policy) }

    func testASuspensionFromAfterTheReferenceTimeDoesNotTouchIt() throws {
        let message = try Scene.sign()
        let register = try Council.register(Council.suspended(from: Scene.now.advanced(bySeconds: 1)))
        let report = try judge(message, register)
        assertAccepted(report)
        XCTAssertEqual(report.signatures[0].professionalStatus.status, .entitled)
        XCTAssertEqual(try judge(message, register, at: Scene.now.advanced(bySeconds: 1)).decision, .cannotDecide)
    }

    func testAnIntervalHoldsFromItsFirstMomentUpToItsEnd() throws {
        let day: Int64 = 86_400
        let (from, until) = (Scene.now.advanced(bySeconds: -2 * day), Scene.now.advanced(bySeconds: -day))
        let register = try Council.register(Council.suspended(from: from, until: until))
        let message = try Scene.sign(at: from.advanced(bySeconds: -10))
        for (time, decision) in [
            (from.advanced(bySeconds: -1), Decision.accept), (from, .cannotDecide),
            (until.advanced(bySeconds: -1), .cannotDecide), (until, .accept), (until.advanced(bySeconds: 1), .accept),
        ] {
            XCTAssertEqual(try judge(message, register, at: time, by: .caller).decision, decision, time.rfc3339)
        }
        // Before all periods nothing is said.
        let early = register.facts(of: Scene.doctor.certificate)
        XCTAssertNil(early?.period(at: Council.begin.advanced(bySeconds: -1)))
        XCTAssertEqual(early?.report(at: Council.begin.advanced(bySeconds: -1)).status, .unknown)
        XCTAssertEqual(early?.report(at: Council.begin).status, .entitled)
    }

    /// The signer's own word on the time does not decide: it makes a refusal a question, never an acceptance.
    func testOnlyAProofOfTimeSavesWhatWasSignedBeforeASuspension() throws {
        let suspension = Scene.now.advanced(bySeconds: 600)
        let later = Scene.now.advanced(bySeconds: 3_600)
        let register = try Council.register(Council.suspended(from: suspension))
        let plain = try judge(try Scene.sign(), register, at: later)
        XCTAssertEqual(plain.decision, .cannotDecide)
        XCTAssertEqual(plain.errors, [.professionNotProven])
        XCTAssertEqual(plain.indication, .totalPassed)
        let stamped = try judge(try Self.unit.stamping(try Scene.sign()), register, at: later)
        assertAccepted(stamped)
        XCTAssertEqual(stamped.signatures[0].professionalStatus.status, .entitled)
        // By the signer's own word it was signed afterwards: refused.
        XCTAssertEqual(try judge(try Scene.sign(at: suspension), register, at: later).errors, [.professionSuspended])
        // A receipt proves as a timestamp does.
        let message = try Scene.sign()
        let signer = try XCTUnwrap(SignedData(der: message).signerInfos.first)
        let receipt = ProofOfExistence(of: FactsCollector.id(of: signer), at: Scene.now, by: .receipt)
        let proven = SignatureValidator().validate(
            message, at: ReferenceTime(later, .now), against: try Scene.snapshot().with(professions: register),
            policy: StandardPolicies.prescription, proofs: [receipt])
        assertAccepted(proven)
    }

    func testEveryScopeAndActForEveryPurpose() throws {
        let message = try Self.unit.stamping(try Scene.sign())
        // What stands in the way: purpose, then scopes, then acts; by the standard's own table.
        let barred: [String: (scopes: String, acts: ProfessionalActs)] = [
            "signature": ("", []), "prescription": ("efg", .prescribing), "trade": ("", []),
            "reimbursement": ("efg", [.prescribing, .dispensing]), "court": ("", []),
        ]
        var refused = 0
        // A doctor's certificate is for neither of the two.
        for purpose in StandardPolicies.purposes where purpose != "trade" && purpose != "dispensing" {
            let (scopes, acts) = try XCTUnwrap(barred[purpose])
            for scope in SuspensionScope.allCases {
                for forbidden in [
                    ProfessionalActs.prescribing, .dispensing, .treating, [.dispensing, .treating], .all,
                ] {
                    let register = try Council.register(Council.suspended(scope, acts: forbidden))
                    // A minute later, so that the timestamp is what says when.
                    let report = try judge(
                        message, register, at: Scene.now.advanced(bySeconds: 60), StandardPolicies.policy(for: purpose))
                    let isBarred = scopes.contains(scope.rawValue) && !forbidden.isDisjoint(with: acts)
                    let what = "\(purpose) \(scope) \(forbidden.words)"
                    XCTAssertEqual(report.decision, isBarred ? .reject : .accept, "\(what) \(report.errors)")
                    XCTAssertEqual(report.indication, .totalPassed, what)
                    XCTAssertEqual(
                        report.warnings.contains(.professionNoted), !isBarred && purpose != "signature", what)
                    refused += isBarred ? 1 : 0
                }
            }
        }
        XCTAssertEqual(refused, 3 * 2 + 3 * 4)
    }

    private func judge(
        _ message: [UInt8], _ register: ProfessionRegister?, at time: Instant, _ policy: ValidationPolicy
    ) throws -> ValidationReport { try judge(message, register, at: time, by: .now, policy) }

    func testWhoIsStruckOffIsRefusedAndNamedSo() throws {
        let register = try Council.register([
            ProfessionalPeriod(.entitled, from: Council.begin, until: Scene.now),
            ProfessionalPeriod(.struckOff, from: Scene.now, reason: "deceased"),
        ])
        let report = try judge(try Scene.sign(), register)
        XCTAssertEqual(report.decision, .reject)
        XCTAssertEqual(report.errors, [.professionStruckOff])
        XCTAssertEqual(report.signatures[0].professionalStatus.scope, "struckOff")
        XCTAssertEqual(report.signatures[0].professionalStatus.status, .suspended)
    }

    func testWhatIsUnknownIsToldAndRefusedOnlyWhereAWordIsRequired() throws {
        let message = try Scene.sign()
        let required = ValidationPolicy(
            purpose: "prescription", maximumStatusAgeSeconds: 86_400, professional: ProfessionalRule(.required))
        let others = try Council.open(
            Council.sign(
                Council.bytes(
                    ProfessionFeed(
                        body: "medical-council", kind: .full, sequence: 1, previous: nil, issuedAt: Scene.now,
                        nextUpdate: Scene.now.advanced(bySeconds: 60),
                        licences: [.init("99", [ProfessionalPeriod(.entitled, from: Council.begin)])]))))
        let stranger = try ProfessionRegister().applying(others)
        // No register at all.
        assertAccepted(try judge(message, nil))
        XCTAssertEqual(try judge(message, nil).signatures[0].professionalStatus, .unknown)
        XCTAssertFalse(try judge(message, nil).warnings.contains(.professionNoted))
        XCTAssertEqual(try judge(message, nil, required).errors, [.professionUnknown])
        XCTAssertEqual(try judge(message, nil, required).decision, .cannotDecide)
        // A register that does not know the licence.
        assertAccepted(try judge(message, stranger))
        XCTAssertTrue(try judge(message, stranger).warnings.contains(.professionNoted))
        XCTAssertEqual(try judge(message, stranger, required).errors, [.professionUnknown])
        // A register whose last word is too old: nobody is called entitled by it, and who was suspended stays so.
        let later = Scene.now.advanced(bySeconds: 3_600)
        let signed = try Scene.sign(at: later)
        let old = try Council.register([ProfessionalPeriod(.entitled, from: Council.begin)], lifetime: 3_599)
        assertAccepted(try judge(signed, old, at: later))
        XCTAssertEqual(try judge(signed, old, at: later).signatures[0].professionalStatus.status, .unknown)
        XCTAssertEqual(try judge(signed, old, at: later, required).errors, [.professionStale])
        XCTAssertEqual(try judge(signed, old, at: later, required).decision, .cannotDecide)
        let banned = try Council.register(Council.suspended(), lifetime: 3_599)
        XCTAssertEqual(try judge(signed, banned, at: later).errors, [.professionSuspended])
        // Control: current and entitled satisfies even this.
        let good = try Council.register([ProfessionalPeriod(.entitled, from: Council.begin)])
        assertAccepted(try judge(message, good, required))
    }

    func testThoseOfAnotherProfessionAreNotTouched() throws {
        let register = try Council.register(Council.suspended())
        let trader = try Scene.health.signer("Trader") { $0.set(Scene.profession("بازرگان", MohrOID.trader)) }
        let report = try judge(try Scene.sign(trader), register, StandardPolicies.court)
        XCTAssertEqual(report.signatures[0].professionalStatus, .unknown)
        XCTAssertFalse(report.warnings.contains(.professionNoted))
    }

    func testLeadingZerosAreTheSameLicence() throws {
        XCTAssertEqual(LicensingBody.Register.medicalCouncil.canonical("0012345"), "12345")
        let chapter = try XCTUnwrap(try Council.register(Council.suspended()).chapters.first)
        XCTAssertNotNil(chapter.facts(of: "0012345").periods)
        XCTAssertNotNil(chapter.facts(of: "م77").periods)
        XCTAssertNil(chapter.facts(of: "12346").periods)
        XCTAssertNil(chapter.facts(of: "not a number").periods)
    }

    func testKeptFactsGiveTheSecondVerdictAgain() throws {
        let register = try Council.register(Council.suspended(.local, until: Scene.now.advanced(bySeconds: 100)))
        let snapshot = try Scene.snapshot().with(professions: register)
        var seen: Set<Decision> = []
        for message in [try Scene.sign(), try Self.unit.stamping(try Scene.sign())] {
            let facts = try SignatureValidator().facts(
                of: message, at: ReferenceTime(Scene.now, .now), against: snapshot, policy: StandardPolicies.signature)
            let bytes = JSONWriter.bytes(facts.json)
            let read = try FactsReader.read(try JSONReader.read(bytes, limit: bytes.count))
            XCTAssertEqual(read, facts)
            let local = ValidationPolicy(
                purpose: "prescription", maximumStatusAgeSeconds: 86_400,
                professional: ProfessionalRule(.required, scopes: [.local]))
            for policy in StandardPolicies.purposes.map(StandardPolicies.policy) + [local] {
                for seconds in [0, 99, 100] as [Int64] {
                    let time = ReferenceTime(Scene.now.advanced(bySeconds: seconds), .caller)
                    let direct = SignatureValidator().validate(
                        message, at: time, against: snapshot, policy: policy)
                    let replayed = Judge.judge(read, by: policy.rules(for: .caller), at: time)
                    XCTAssertEqual(replayed.map(\.decision), [direct.decision], policy.purpose)
                    XCTAssertEqual(
                        replayed.map(\.professionalStatus), direct.signatures.map(\.professionalStatus))
                    seen.insert(direct.decision)
                }
            }
        }
        XCTAssertEqual(seen, [.accept, .reject, .cannotDecide])
    }

    func testFactsFromBeforeThereWasASecondVerdictAreStillRead() throws {
        let facts = try SignatureValidator().facts(
            of: try Scene.sign(), at: ReferenceTime(Scene.now, .now), against: try Scene.snapshot(),
            policy: StandardPolicies.signature)
        XCTAssertFalse(String(decoding: JSONWriter.bytes(facts.json), as: UTF8.self).contains("professional\""))
        XCTAssertEqual(try FactsReader.read(facts.json), facts)
    }

    func testTheRegisterIsPartOfTheSnapshotsName() throws {
        let plain = try Scene.snapshot()
        let entitled = try Council.register([ProfessionalPeriod(.entitled, from: Council.begin)])
        let banned = try Council.register(Council.suspended())
        let names = [plain, plain.with(professions: entitled), plain.with(professions: banned)].map(\.id)
        XCTAssertEqual(Set(names).count, 3)
        XCTAssertEqual(plain.with(professions: ProfessionRegister()).id, plain.id)
        XCTAssertEqual(plain.with(professions: entitled).id, names[1])
        XCTAssertEqual(plain.with(professions: entitled).with(professions: nil).id, plain.id)
    }

    func testADocumentOfAnotherKindIsNoPrescription() throws {
        func judge(_ kind: String?) throws -> ValidationReport {
            let message = try Scene.sign(kind: kind)
            return try Scene.judge(message, at: Scene.now, StandardPolicies.prescription)
        }
        assertVerdict(
            try judge("image/png"), .sigConstraintsFailure, .reject, .documentKindNotAllowed)
        for kind in [nil, "application/json", "Application/FHIR+JSON; charset=utf-8"] {
            assertAccepted(try judge(kind))
        }
        assertAccepted(try Scene.judge(try Scene.sign(kind: "image/png"), at: Scene.now, StandardPolicies.signature))
    }
}

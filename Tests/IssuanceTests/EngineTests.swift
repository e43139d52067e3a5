// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Issuance

final class EngineTests: XCTestCase {
    func testEveryApprovedApplicationIsIssuedOnceByTheAuthorityOfItsPolicy() throws {
        let house = try House()
        try house.openOffice()
        for number in 0..<20 { try house.approvedApplication("doctor-\(number)") }
        for number in 0..<5 { try house.approvedApplication("trader-\(number)", profile: "trader-signing") }
        let outcomes = Locked<[IssuanceOutcome]>([])
        let engine = house.engine([try house.authority(), try house.authority("trade")], threads: 8) { outcome in
            outcomes.update { $0.append(outcome) }
        }
        XCTAssertEqual(try engine.runOnce(), 25)
        XCTAssertEqual(try engine.runOnce(), 0, "nothing is left")
        var serials: Set<SerialNumber> = []
        for outcome in outcomes.value {
            guard case .issued(let application, let reference) = outcome else { return XCTFail("\(outcome)") }
            XCTAssertEqual(reference.authority, application.hasPrefix("doctor") ? "health" : "trade")
            XCTAssertTrue(serials.insert(reference.serial).inserted)
            let record = try house.records.issuance(reference)
            XCTAssertEqual(record.application, application)
            XCTAssertEqual(record.office, "tehran")
            XCTAssertEqual(record.subject.licence, "12345")
            XCTAssertEqual(try house.records.application(application).state, .issued)
            XCTAssertEqual(try house.records.status(of: reference, at: TestPKI.now)?.status, .pendingAcceptance)
        }
        XCTAssertEqual(serials.count, 25)
    }

    func testTwoEnginesAtOnceIssueEachApplicationOnce() throws {
        let house = try House()
        try house.openOffice()
        for number in 0..<30 { try house.approvedApplication("doctor-\(number)") }
        let engine = house.engine([try house.authority()])
        let counts = Locked<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: 3) { _ in
            let issued = (try? engine.runOnce()) ?? -1_000
            counts.update { $0.append(issued) }
        }
        XCTAssertEqual(counts.value.reduce(0, +), 30)
        XCTAssertEqual(try house.records.certificates(matching: .office("tehran"), limit: 100).count, 30)
    }

    func testTheCertifiedKeyIsTheApplicants() throws {
        let house = try House()
        try house.openOffice()
        let key = try house.approvedApplication("doctor")
        let found = Locked<CertificateReference?>(nil)
        let engine = house.engine([try house.authority()]) { outcome in
            if case .issued(_, let reference) = outcome { found.update { $0 = reference } }
        }
        try engine.runOnce()
        let der = try XCTUnwrap(try house.records.certificate(try XCTUnwrap(found.value)))
        XCTAssertEqual(try Certificate(der: der).publicKey(), key.publicKey)
    }

    func testAnApplicationThatCannotBeIssuedIsRejectedWithItsCause() throws {
        let house = try House()
        try house.openOffice()
        try house.approvedApplication("wrong-digit", nationalID: "9990000019")
        try house.approvedApplication("other-key", publicKeySHA256: [UInt8](repeating: 1, count: 32))
        try house.approvedApplication("weak", key: try PrivateKey.generate(.p192))
        try house.approvedApplication("good")
        let engine = house.engine([try house.authority()])
        XCTAssertEqual(try engine.runOnce(), 1)
        for id in ["wrong-digit", "other-key", "weak"] {
            XCTAssertEqual(try house.records.application(id).state, .rejected, id)
            XCTAssertNotNil(try house.records.application(id).cause)
        }
        XCTAssertEqual(try house.records.application("wrong-digit").cause, "issuance: etsi.person-identifier")
        XCTAssertEqual(try house.records.application("good").state, .issued)
    }

    func testABrokenKeyStopsThePassAfterOneNumberAndLosesNoApplication() throws {
        let house = try House()
        try house.openOffice()
        for number in 0..<10 { try house.approvedApplication("doctor-\(number)") }
        let broken = try house.authority(key: FaultyKey(key: house.health.key, fault: .refuses))
        XCTAssertThrowsError(try house.engine([broken], threads: 1).runOnce()) { error in
            guard case .key = error as? IssuanceError else { return XCTFail("\(error)") }
        }
        XCTAssertEqual(try house.records.revocations(of: "health").count, 1)
        XCTAssertEqual(try house.records.applications(in: .approved).count, 10)
        XCTAssertEqual(try house.engine([try house.authority()]).runOnce(), 10)
    }

    func testAProfileThatNoAuthorityIssuesUnderWaitsAndHoldsUpNobody() throws {
        let house = try House()
        try house.openOffice()
        try house.approvedApplication("trader", profile: "trader-signing")
        house.clock.advance(bySeconds: 1)
        try house.approvedApplication("doctor")
        let outcomes = Locked<[IssuanceOutcome]>([])
        let engine = house.engine([try house.authority()], threads: 1) { outcome in
            outcomes.update { $0.append(outcome) }
        }
        XCTAssertEqual(try engine.runOnce(), 1)
        XCTAssertEqual(
            outcomes.value.first,
            .failed(application: "trader", .issuerUnclear(profile: "trader-signing", seen: [])))
        XCTAssertEqual(try house.records.application("trader").state, .approved)
    }

    func testAfterACrashAtAnyPointTheApplicationIsIssuedUnderANewNumberAndTheOldOneIsExplained() throws {
        for point in IssuancePoint.allCases {
            let house = try House()
            try house.openOffice()
            try house.approvedApplication("doctor")
            // The thread stops for ever at the point, as a killed process does; the records are all that is left.
            let stopped = DispatchSemaphore(value: 0)
            let authority = try house.authority(reached: { reached in
                guard reached == point else { return }
                stopped.signal()
                while true { sleep(1_000) }
            })
            let engine = house.engine([authority], threads: 1)
            Thread.detachNewThread { _ = try? engine.runOnce() }
            stopped.wait()

            let report = try house.records.recover(at: TestPKI.now)
            let isOnRecord = point == .intentRecorded || point == .signed
            XCTAssertEqual(report.closed.count, isOnRecord ? 1 : 0, "\(point)")
            for closed in report.closed {
                XCTAssertTrue(closed.mayBeSigned)
                XCTAssertEqual(closed.reached, .signing)
                XCTAssertEqual(closed.application, "doctor")
                XCTAssertEqual(
                    try house.records.status(of: closed.reference, at: TestPKI.now)?.status, .revoked)
                XCTAssertNotNil(try house.records.draft(of: closed.reference), "what was meant to be signed is known")
            }
            let issuedAgain = try house.engine([try house.authority()]).runOnce()
            XCTAssertEqual(issuedAgain, point == .certificateFiled ? 0 : 1, "\(point)")
            XCTAssertEqual(try house.records.application("doctor").state, .issued)
            let issued = try house.records.certificates(matching: .office("tehran"), limit: 10)
                .filter { $0.state == .issued }
            XCTAssertEqual(issued.count, 1, "never two certificates for one application")
        }
    }
}

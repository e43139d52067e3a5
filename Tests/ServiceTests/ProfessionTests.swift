// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

@testable import Service

/// Licensing bodies in a house: feeds are taken, verdicts and statuses given by them.
final class ProfessionTests: XCTestCase {
    private static let made = Result { try HouseOfTheCouncil() }
    private var house: HouseOfTheCouncil!

    override func setUpWithError() throws { house = try Self.made.get() }

    func testASuspendedDoctorMayStillSignLettersAndNoPrescriptions() throws {
        let doctor = try house.enrolDoctor()
        let since = Instant.now()
        try house.take([ProfessionalPeriod(.entitled, from: house.begin)], for: doctor)
        let signed = try house.fixture.sign("{\"resourceType\":\"Bundle\"}", by: doctor)
        let before = try house.fixture.verdict(on: signed)
        XCTAssertEqual(before["decision"]?.text, "accept")
        XCTAssertEqual(before["signatures"]?.elements?.first?["professionalStatus"]?["status"]?.text, "entitled")

        try house.take(house.suspended(since: since), for: doctor)
        let after = try house.fixture.verdict(on: signed)
        XCTAssertEqual(after["decision"]?.text, "reject")
        XCTAssertEqual(after["indication"]?.text, "TOTAL-PASSED")
        XCTAssertNotEqual(after["snapshot"], before["snapshot"])
        let signature = try XCTUnwrap(after["signatures"]?.elements?.first)
        XCTAssertEqual(signature["certificateStatus"]?["status"]?.text, "good")
        XCTAssertEqual(signature["professionalStatus"]?["status"]?.text, "suspended")
        XCTAssertEqual(signature["professionalStatus"]?["scope"]?.text, "e")
        XCTAssertEqual(signature["professionalStatus"]?["source"]?.text, "medical-council")
        let cause = try XCTUnwrap(
            signature["causes"]?.elements?.first { $0["code"]?.text == "PROFESSION_SUSPENDED" })
        XCTAssertEqual(cause["severity"]?.text, "error")
        XCTAssertTrue(cause["fa"]?.text?.contains("نظام پزشکی") == true, "\(cause)")
        XCTAssertTrue(cause["en"]?.text?.contains("Medical Council law") == true, "\(cause)")
        XCTAssertEqual(try house.fixture.verdict(on: signed, purpose: "signature")["decision"]?.text, "accept")
    }

    func testTheStatusOfACertificateSaysBoth() throws {
        let doctor = try house.enrolDoctor()
        let since = Instant.now()
        let known = since.advanced(bySeconds: -1)
        try house.take([ProfessionalPeriod(.entitled, from: house.begin)], for: doctor, issuedAt: since)
        try house.take(house.suspended(since: since), for: doctor, issuedAt: since.advanced(bySeconds: 1))
        func ask(_ query: String) throws -> JSONValue {
            let sha256 = Hex.encode(doctor.certificate.sha256)
            let answer = house.fixture.askPublicly("GET", "/v1/status/\(sha256)?\(query)")
            XCTAssertEqual(answer.status, 200)
            return try JSONReader.read(answer.body)
        }
        let now = try ask("at=\(since.rfc3339)")
        XCTAssertEqual(now["certificateStatus"]?["source"]?.text, "records")
        XCTAssertEqual(now["professionalStatus"]?["status"]?.text, "suspended")
        XCTAssertEqual(now["professionalStatus"]?["since"]?.text, since.rfc3339)
        let before = try ask("at=\(since.advanced(bySeconds: -1).rfc3339)")
        XCTAssertEqual(before["professionalStatus"]?["status"]?.text, "entitled")
        // Nothing was known of this licence a second before.
        XCTAssertEqual(
            try ask("at=\(since.rfc3339)&knownAt=\(known.advanced(bySeconds: -60).rfc3339)")["professionalStatus"]?[
                "status"]?.text, "unknown")
        XCTAssertEqual(
            try ask("at=\(since.rfc3339)&knownAt=\(Instant.now().rfc3339)")["professionalStatus"]?["status"]?.text,
            "suspended")
        XCTAssertEqual(house.fixture.askPublicly("GET", "/v1/status/00?knownAt=x").status, 400)
        let stranger = house.fixture.askPublicly("GET", "/v1/status/" + String(repeating: "00", count: 32))
        XCTAssertEqual(
            try JSONReader.read(stranger.body)["professionalStatus"]?["status"]?.text, "unknown")
        let bad = house.fixture.askPublicly(
            "GET", "/v1/status/\(Hex.encode(doctor.certificate.sha256))?knownAt=yesterday")
        XCTAssertEqual(bad.status, 400)
    }

    func testAFeedIsTakenOnceAndTheNextHouseToOpenKnowsIt() throws {
        let doctor = try house.enrolDoctor()
        let signed = try house.signedFeed(house.suspended(since: Instant.now()), for: doctor)
        let first = try house.service.takeFeed(signed, named: "feed", by: "tests")
        XCTAssertTrue(first.isNew)
        let again = try house.service.takeFeed(signed, named: "feed", by: "tests")
        XCTAssertFalse(again.isNew)
        XCTAssertEqual(again.changed, 0)
        XCTAssertEqual(again.record, first.record)
        house.taken(first)
        let reopened = try MohrService(
            home: house.service.home, configuration: house.service.configuration, passphrase: house.fixture.passphrase,
            roles: [], opening: .forOneCommand)
        defer { reopened.records.close() }
        XCTAssertEqual(
            reopened.snapshots.current.professions?.revision, house.service.snapshots.current.professions?.revision)
        XCTAssertEqual(
            reopened.professions.current.facts(of: doctor.certificate)?.report(at: .now()).status, .suspended)
    }

    func testByRowsThatSomebodyChangedNobodyWasEntitledEither() throws {
        let own = try HouseOfTheCouncil()
        let doctor = try own.enrolDoctor()
        try own.take(own.suspended(since: .now().advanced(bySeconds: -60)), for: doctor)
        let moment = Instant.now().advanced(bySeconds: 5)
        let clock = FixedClock(moment)
        let desk = ProfessionDesk(
            records: own.fixture.service.records, bodies: own.fixture.service.professions.bodies, clock: clock.reading)
        func standing() throws -> ProfessionalStatusReport.Status? {
            try desk.facts(of: doctor.certificate, knownAt: moment)?.report(at: moment).status
        }
        XCTAssertEqual(try standing(), .suspended, "control")
        try TestDatabase.alter(
            home: own.fixture.service.home.path,
            "UPDATE profession_periods SET standing = 'entitled', scope = NULL WHERE standing = 'suspended'")
        // All rows are read for it, so it is looked at once a minute.
        clock.advance(bySeconds: 60)
        XCTAssertNil(try standing())
    }

    /// Two threads read what bodies say; the one that read first is slow to hand it on.
    func testWhatABodySaidBeforeIsNotHandedOnAfterWhatItSaysNow() throws {
        let own = try HouseOfTheCouncil()
        let doctor = try own.enrolDoctor()
        try own.take([ProfessionalPeriod(.entitled, from: own.begin)], for: doctor)
        let desk = ProfessionDesk(
            records: own.service.records, bodies: own.service.professions.bodies, clock: { .now() })
        let told = Told()
        let (hasRead, mayGoOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let done = expectation(description: "both")
        done.expectedFulfillmentCount = 2
        Thread {
            try? desk.refresh { register in
                hasRead.signal()
                mayGoOn.wait()
                told.add(register.facts(of: doctor.certificate)?.report(at: .now()).status)
            }
            done.fulfill()
        }.start()
        hasRead.wait()
        try own.take(own.suspended(since: .now().advanced(bySeconds: -60)), for: doctor)
        Thread {
            try? desk.refresh { told.add($0.facts(of: doctor.certificate)?.report(at: .now()).status) }
            done.fulfill()
        }.start()
        Thread.sleep(forTimeInterval: 0.3)
        mayGoOn.signal()
        wait(for: [done], timeout: 60)
        XCTAssertEqual(told.all, [.entitled, .suspended])
        XCTAssertEqual(desk.current.facts(of: doctor.certificate)?.report(at: .now()).status, .suspended)
    }

    private final class Told: @unchecked Sendable {
        private let lock = NSLock()
        private var statuses: [ProfessionalStatusReport.Status?] = []
        func add(_ status: ProfessionalStatusReport.Status?) { lock.withLock { statuses.append(status) } }
        var all: [ProfessionalStatusReport.Status?] { lock.withLock { statuses } }
    }

    func testWhatIsNotTheCouncilsIsRefusedAndOnTheLog() throws {
        let doctor = try house.enrolDoctor()
        let feed = house.feed(house.suspended(since: .now()), for: doctor)
        let document = JSONWriter.bytes(feed.json)
        let position = try house.service.records.professionPosition()
        for (signer, expected) in [(doctor, "CERTIFICATE_POLICY"), (house.hospital, "NTRIR-99900000102")] {
            let signed = try house.sign(document, by: signer)
            do throws(ServiceError) {
                _ = try house.service.takeFeed(signed, named: "f.p7s", by: "tests")
                XCTFail("taken")
            } catch {
                for language in Language.allCases {
                    let sentence = error.sentence(in: language)
                    XCTAssertTrue(sentence.contains(expected), sentence)
                    XCTAssertTrue(sentence.contains("f.p7s"), sentence)
                }
            }
        }
        XCTAssertEqual(try house.service.records.professionPosition(), position)
        let size = try house.service.records.auditHead().size
        let lines = try house.service.records.auditLines(from: size - 2)
        XCTAssertEqual(lines.map(\.act), ["profession.feedRefused", "profession.feedRefused"])
        // Control: the same document under the Council's own seal.
        house.taken(try house.service.takeFeed(try house.sign(document, by: house.seal), named: "f", by: "tests"))
    }

    func testFeedsAreTakenFromTheFolderWhenTheyLieStill() throws {
        let doctor = try house.enrolDoctor()
        let folder = house.service.home.file("professions")
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let document = JSONWriter.bytes(house.feed(house.suspended(since: .now()), for: doctor).json)
        let detached = try house.sign(document, by: house.seal, packaging: .detached)
        let path = folder + "/council.json"
        try Data(document).write(to: URL(fileURLWithPath: path))
        try Data(detached.prefix(100)).write(to: URL(fileURLWithPath: path + ".p7s"))
        let faults = Faults()
        house.service.takeDroppedFeeds { faults.take($0) }
        // It grows: it was still being written.
        try Data(detached).write(to: URL(fileURLWithPath: path + ".p7s"))
        house.service.takeDroppedFeeds { faults.take($0) }
        XCTAssertTrue(manager.fileExists(atPath: path))
        house.service.takeDroppedFeeds { faults.take($0) }
        XCTAssertEqual(faults.all, [])
        XCTAssertFalse(manager.fileExists(atPath: path))
        XCTAssertEqual(
            try manager.contentsOfDirectory(atPath: folder + "/taken").sorted(), ["council.json", "council.json.p7s"])
        let record = try XCTUnwrap(try house.service.records.newestFeed(of: "medical-council"))
        house.taken(record)
        XCTAssertEqual(
            house.service.snapshots.current.professions?.facts(of: doctor.certificate)?.report(at: .now()).status,
            .suspended)
        // One that is wrong goes away with a word on why, in both languages.
        try Data(Array("nothing".utf8)).write(to: URL(fileURLWithPath: folder + "/bad.p7s"))
        for _ in 0..<2 { house.service.takeDroppedFeeds { faults.take($0) } }
        XCTAssertEqual(faults.all.count, 1)
        let why = try String(contentsOfFile: folder + "/refused/bad.p7s.txt", encoding: .utf8)
        XCTAssertTrue(why.contains("MALFORMED"), why)
        XCTAssertTrue(why.contains("پذیرفته نشد"), why)
        XCTAssertEqual(try manager.contentsOfDirectory(atPath: folder).sorted(), ["refused", "taken"])
    }

    func testAStrangerChecksTheFeedsSignature() throws {
        let openssl = try XCTUnwrap(Shell.find("openssl"))
        let folder = try TemporaryFolder()
        let document = JSONWriter.bytes(house.feed(house.suspended(since: .now()), for: try house.enrolDoctor()).json)
        let signed = try house.sign(document, by: house.seal)
        func check(_ message: [UInt8]) throws -> Bool {
            try folder.write(message, to: "feed.p7s")
            try folder.write(try XCTUnwrap(house.service.authorities["root"]).pem, to: "root.pem")
            try folder.write(try XCTUnwrap(house.service.authorities["health"]).pem, to: "health.pem")
            return try Shell.run(
                openssl,
                [
                    "cms", "-verify", "-cades", "-inform", "DER", "-in", folder.path("feed.p7s"), "-CAfile",
                    folder.path("root.pem"), "-certfile", folder.path("health.pem"), "-out", folder.path("out"),
                ]
            ).isSuccess
        }
        XCTAssertTrue(try check(signed))
        XCTAssertEqual(try folder.read("out"), document)
        var altered = signed
        let place = try XCTUnwrap(altered.indices.first { altered[$0...].starts(with: document) })
        altered[place + 5] ^= 1
        XCTAssertFalse(try check(altered))
    }
}

/// What the threads complained of.
private final class Faults: @unchecked Sendable {
    private let lock = NSLock()
    private var found: [String] = []
    func take(_ error: ServiceError) { lock.withLock { found.append(error.sentence(in: .english)) } }
    var all: [String] { lock.withLock { found } }
}

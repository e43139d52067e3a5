// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// Each thing that health can be red for, made so, and the metrics beside it.
final class VitalsTests: XCTestCase {
    private static let touched = FileManager.default.temporaryDirectory.appendingPathComponent(
        "mohr-clock-\(UUID().uuidString)")
    private static let shared = Result {
        _ = FileManager.default.createFile(atPath: touched.path, contents: nil)
        return try HouseFixture(changes: [
            ("clockSetBy: null,", "clockSetBy: \"\(touched.path)\","), ("waitingSeconds: 900,", "waitingSeconds: 1,"),
        ])
    }

    override class func tearDown() { try? FileManager.default.removeItem(at: touched) }

    private var house: HouseFixture { get throws { try Self.shared.get() } }

    /// What stands after a look.
    private func complaints(_ service: MohrService) throws -> [String] {
        try service.refreshStatus()
        service.lookAround()
        return service.complaints
    }

    private func value(_ metric: MetricName, _ labels: String = "", in text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(metric.rawValue + labels + " ") }?
            .split(separator: " ").last.map(String.init)
    }

    func testAHouseInOrderIsHealthyAndItsMetricsAreReadByPrometheus() throws {
        let service = try house.service
        XCTAssertEqual(try complaints(service), [])
        XCTAssertEqual(service.warnings, [])
        let text = service.metrics
        XCTAssertEqual(value(.healthy, in: text), "1")
        XCTAssertEqual(value(.complaint, "{kind=\"stale-list\"}", in: text), "0")
        XCTAssertNotNil(value(.certificateNotAfter, "{name=\"health-ocsp\"}", in: text))
        XCTAssertGreaterThan(Double(value(.processResidentBytes, in: text) ?? "") ?? 0, 1_000_000)
        XCTAssertGreaterThan(Double(value(.processStartTime, in: text) ?? "") ?? 0, 1_600_000_000)
        XCTAssertGreaterThan(Double(value(.diskFreeBytes, in: text) ?? "") ?? 0, 0)
        XCTAssertTrue(try Judges.metricFamilies(text).contains("mohr_healthy"))
        // The negative control: the judge does not take everything.
        XCTAssertThrowsError(try Judges.metricFamilies(text + "mohr_healthy{ 1\n"))
    }

    func testADiskThatIsNearlyFullIsRed() throws {
        let service = try house.service
        defer { service.vitals.use { $0 = Vitals.Senses() } }
        service.vitals.use { $0.disk = { _ in (1.9, 100) } }
        XCTAssertEqual(try complaints(service), ["disk-low"])
        XCTAssertEqual(value(.complaint, "{kind=\"disk-low\"}", in: service.metrics), "1")
        XCTAssertEqual(value(.healthy, in: service.metrics), "0")
        service.vitals.use { $0.disk = { _ in (2.1, 100) } }
        XCTAssertEqual(try complaints(service), [])
    }

    func testAKeyThatIsNotThereAnyMoreIsRed() throws {
        let service = try house.service
        let file = service.home.key("health")
        try FileManager.default.moveItem(atPath: file, toPath: file + ".away")
        defer { try? FileManager.default.moveItem(atPath: file + ".away", toPath: file) }
        XCTAssertEqual(try complaints(service), ["key-unreachable:health"])
        XCTAssertEqual(value(.keysUnreachable, in: service.metrics), "1")
    }

    func testAClockThatNobodyKeepsIsRed() throws {
        let service = try house.service
        XCTAssertEqual(try complaints(service), [])
        try FileManager.default.setAttributes(
            [.modificationDate: Date().addingTimeInterval(-86_500)], ofItemAtPath: Self.touched.path)
        XCTAssertEqual(try complaints(service), ["clock-unsynchronised"])
        try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: Self.touched.path)
        XCTAssertEqual(try complaints(service), [])
    }

    func testMessagesThatAreNotSentAreRed() throws {
        let service = try house.service
        defer { service.vitals.use { $0 = Vitals.Senses() } }
        service.vitals.use { $0.outbox = { (3, 1) } }
        XCTAssertEqual(try complaints(service), [])
        service.vitals.use { $0.outbox = { (3, 2) } }
        XCTAssertEqual(try complaints(service), ["outbox-waiting"])
        XCTAssertEqual(value(.outboxWaiting, in: service.metrics), "3")
    }

    func testAProcessThatWentSilentIsAWarningToItsNeighbours() throws {
        let service = try house.service
        let folder = StateFolder(path: service.home.state, role: "ra")
        defer { folder.remove() }
        folder.write(complaints: [], warnings: [], metrics: "", at: .now())
        XCTAssertEqual(service.warnings, [])
        folder.write(complaints: ["disk-low"], warnings: [], metrics: "", at: .now())
        XCTAssertEqual(service.warnings, ["role-unwell:ra"])
        folder.write(complaints: [], warnings: [], metrics: "", at: Instant.now().advanced(bySeconds: -31))
        XCTAssertEqual(service.warnings, ["role-silent:ra"])
        XCTAssertEqual(try complaints(service), [])
        try Data("no JSON".utf8).write(to: URL(fileURLWithPath: service.home.state + "/ra.json"))
        XCTAssertEqual(service.warnings, [])
    }

    func testACertificateNearItsEndIsAWarning() throws {
        let house = try HouseFixture(changes: [("endingSeconds: 604800,", "endingSeconds: 31536000,")])
        house.service.lookAround()
        XCTAssertTrue(house.service.warnings.contains("certificate-ending:health-ocsp"), "\(house.service.warnings)")
        XCTAssertFalse(house.service.warnings.contains("certificate-ending:root"), "\(house.service.warnings)")
        try judgeTampering(house)
    }

    /// Last in its house: the log is spoilt.
    private func judgeTampering(_ house: HouseFixture) throws {
        let service = house.service
        try service.watchAudit()
        XCTAssertEqual(try complaints(service), [])
        XCTAssertNotNil(value(.auditCheckAgeSeconds, in: service.metrics))
        XCTAssertEqual(value(.auditFindings, in: service.metrics), "0")
        try TestDatabase.alter(home: service.home.path, "UPDATE audit SET actor = 'nobody' WHERE sequence = 2")
        try service.watchAudit()
        XCTAssertEqual(try complaints(service).filter { !$0.hasPrefix("status-rows-altered:") }, ["audit-log-altered"])
        XCTAssertNotEqual(value(.auditFindings, in: service.metrics), "0")
    }

    func testAnApprovedApplicationThatNobodyIssuesIsRed() throws {
        let house = try house
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(
            subject: try Name([(OID.countryName, "IR"), (OID.commonName, "Sara Ahmadi")]), key: key)
        let filed = try house.ask(
            enterer, "POST", "/v1/applications",
            HouseFixture.application(request, nationalID: house.freshNationalID()))
        let id = try XCTUnwrap(filed.value["id"]?.text)
        _ = try house.ask(enterer, "POST", "/v1/applications/\(id)/entry", [:])
        XCTAssertEqual(try house.ask(approver, "POST", "/v1/applications/\(id)/approval", [:]).status, 200)
        XCTAssertEqual(try complaints(house.service), [])
        Thread.sleep(forTimeInterval: 2.1)
        XCTAssertEqual(try complaints(house.service), ["issuance-waiting"])
        _ = try house.service.engine.runOnce()
        XCTAssertEqual(try complaints(house.service), [])
    }

    func testEveryCodeThatIsGivenIsOneThatIsMeasured() throws {
        let folder = SharedData.packageRoot.appendingPathComponent("Sources/Service")
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var found: Set<String> = []
        for name in files where name.hasSuffix(".swift") && (name.contains("Hosting/") || name.contains("Monitoring/"))
        {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            for match in text.matches(of: #/(?:append\(|return |\? |\{ )"([a-z]+(?:-[a-z]+)+)(?::\\\(|")/#) {
                found.insert(String(match.1))
            }
        }
        let known = Set(Complaints.kinds + Complaints.warnings)
        XCTAssertTrue(found.isSuperset(of: ["disk-low", "audit-unchecked", "stale-list", "role-silent"]), "\(found)")
        XCTAssertEqual(found.subtracting(known).filter { $0 != "mohr-is-it-there" }, [])
    }
}

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

/// The listeners over loopback, with TLS and threads as in production.
final class HostTests: XCTestCase {
    private final class Faults: @unchecked Sendable {
        private let lock = NSLock()
        private var errors: [ServiceError] = []

        func add(_ error: ServiceError) { lock.withLock { errors.append(error) } }
        var all: [ServiceError] { lock.withLock { errors } }
    }

    /// A house that is served.
    private final class Served: Sendable {
        let house: HouseFixture
        let host: ServiceHost
        let faults = Faults()

        init() throws {
            house = try HouseFixture()
            host = try ServiceHost(house.service, passphrase: house.passphrase) { [faults] in faults.add($0) }
        }
    }

    /// One for all tests that leave it running; founding takes seconds.
    private static let shared = Result { try Served() }

    private var served: Served!
    private var house: HouseFixture { served.house }
    private var host: ServiceHost { served.host }
    private var faults: Faults { served.faults }

    override func setUpWithError() throws { served = try Self.shared.get() }

    override class func tearDown() {
        if case .success(let served) = shared { served.host.stop() }
    }

    private var officeURL: String { "https://127.0.0.1:\(host.officeListener!.port)" }
    private var publicURL: String { "http://127.0.0.1:\(host.publicListener!.port)" }

    private func client(_ key: PrivateKey, _ chain: [Certificate]) throws -> HTTPClient {
        try HTTPClient(
            anchorsPEM: try XCTUnwrap(house.service.authorities["root"]).pem,
            identity: .init(certificateChainPEM: chain.flatMap(\.pem), privateKeyPEM: try key.pem()))
    }

    func testOnlyAnOfficersCertificateOpensTheOfficeListener() throws {
        let officer = try house.officer(.enterer)
        let health = try XCTUnwrap(house.service.authorities["health"])
        let door = try client(officer.key, [officer.certificate, health])
        XCTAssertEqual(try door.get("\(officeURL)/v1/applications").status, 200)

        let anonymous = try HTTPClient(anchorsPEM: try XCTUnwrap(house.service.authorities["root"]).pem)
        XCTAssertThrowsError(try anonymous.get("\(officeURL)/v1/applications"))

        let stranger = try TestPKI.root()
        let strangers = try client(stranger.key, [stranger.certificate])
        if let answer = try? strangers.get("\(officeURL)/v1/applications") { XCTAssertEqual(answer.status, 403) }
        XCTAssertThrowsError(try HTTPClient().get("http://127.0.0.1:\(host.officeListener!.port)/v1/applications"))
        XCTAssertEqual(try door.get("\(officeURL)/v1/applications").status, 200)
    }

    func testARevokedOfficersOpenDoorCloses() throws {
        let officer = try house.officer(.enterer)
        let health = try XCTUnwrap(house.service.authorities["health"])
        let own = try client(officer.key, [officer.certificate, health])
        XCTAssertEqual(try own.get("\(officeURL)/v1/applications").status, 200)
        _ = try house.service.clerk.revoke(
            CertificateReference(authority: "health", serial: officer.certificate.serialNumber), reason: .keyCompromise,
            because: "card lost", by: "tests", at: .now())
        // The service's own loop has to see it; nobody tells it.
        Thread.sleep(forTimeInterval: 1)
        XCTAssertEqual(try own.get("\(officeURL)/v1/applications").status, 403)
    }

    func testTheListenersServeWhatIsAtHand() throws {
        let anyone = try HTTPClient()
        for path in [
            "/healthz", "/metrics", "/openapi.json", "/certificates/root.cer", "/crls/root.crl", "/crls/health.crl",
            "/crls/health/0.crl",
        ] {
            XCTAssertEqual(try anyone.get(publicURL + path).status, 200, path)
        }
        XCTAssertEqual(try anyone.get("\(publicURL)/crls/health/16.crl").status, 404)
        XCTAssertEqual(try anyone.send("DELETE", "\(publicURL)/ocsp").status, 405)
        let tooLarge = [UInt8](repeating: 0x30, count: 20_000)
        XCTAssertEqual(
            try anyone.post("\(publicURL)/ocsp", contentType: "application/ocsp-request", body: tooLarge).status, 413)
        XCTAssertTrue(faults.all.isEmpty, "\(faults.all)")
    }

    func testTwoThousandSenselessRequestsLeaveItAlive() throws {
        var random = SystemRandomNumberGenerator()
        let port = host.publicListener!.port
        for number in 0..<2_000 {
            let noise = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let heads = [
                "", "GET / HTTP/1.1\r\n", "POST /ocsp HTTP/1.1\r\nHost: x\r\nContent-Length: \(noise.count)\r\n\r\n",
                "POST /v1/verifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/cms\r\nContent-Length: \(noise.count)\r\n\r\n",
                "POST /v1/verifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET /ocsp/\(String(repeating: "%2F", count: number % 50)) HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /crls/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", "\u{16}\u{3}\u{1}",
                "GET /v1/status/00?at=\(number) HTTP/9.9\r\n\r\n",
            ]
            let connection = try RawConnection(port: port)
            connection.send(Array(heads[number % heads.count].utf8) + noise)
            connection.close()
        }
        // Connections that are closed here may wait there to be looked at, and one address may have only so many.
        var health = try HTTPClient().get("\(publicURL)/healthz")
        for _ in 0..<300 where health.status == 503 {
            usleep(100_000)
            health = try HTTPClient().get("\(publicURL)/healthz")
        }
        XCTAssertEqual(health.status, 200, String(decoding: health.body, as: UTF8.self))
    }

    func testStoppingFinishesARequestInFlightAndFaultsAfterwardsAreTold() throws {
        served = try Served()
        let doctor = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
        let officer = try house.officer(.enterer)
        let signed = try house.sign(String(repeating: "نسخه ", count: 100_000), by: doctor)
        let connection = try RawConnection(port: host.publicListener!.port)
        let head =
            "POST /v1/verifications?purpose=prescription HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Content-Type: application/cms\r\nContent-Length: \(signed.count)\r\n\r\n"
        connection.send(Array(head.utf8) + signed.prefix(1_000))
        Thread.sleep(forTimeInterval: 0.1)
        let (host, isDone) = (self.host, expectation(description: "stopped"))
        Thread.detachNewThread {
            XCTAssertTrue(host.stop())
            isDone.fulfill()
        }
        Thread.sleep(forTimeInterval: 0.1)
        connection.send(Array(signed.dropFirst(1_000)))
        let answer = String(decoding: connection.receiveAll(), as: UTF8.self)
        XCTAssertTrue(answer.hasPrefix("HTTP/1.1 200"), String(answer.prefix(200)))
        XCTAssertTrue(answer.contains("\"accept\""), String(answer.prefix(400)))
        wait(for: [isDone], timeout: 15)
        XCTAssertThrowsError(try HTTPClient().get("\(publicURL)/healthz"))

        // The records are closed: an officer is told a number, and the log the same number with the cause.
        let refused = try house.ask(officer, "GET", "/v1/applications")
        XCTAssertEqual(refused.status, 503)
        let reference = try XCTUnwrap(refused.value["facts"]?["reference"]?.text)
        XCTAssertTrue(
            faults.all.contains { error in
                guard case .fault(let fault) = error else { return false }
                return fault.reference == reference && !fault.detail.isEmpty
            })
    }
}

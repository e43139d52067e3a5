// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

/// Commands that sign, run by hand beside the process that acts as the authority, on one server.
final class ServerCommandsTests: XCTestCase {
    func testCommandsBesideTheAuthoritySignNothingTwice() throws {
        let folder = try temporaryFolder()
        let house = try ServerHome(in: folder)
        let authority = try ServedHouse(house.home, more: ["--role", "ca"]).ready()
        let serial = try Certificate(derOrPEM: try DemoTree.shared().bytes("pharmacist.pem")).serialNumber.hex
        let secret = ["--home", house.home, "--passphrase-file", house.home + "/passphrase"]
        var commands = (0..<3).map { _ in ["crl", "publish"] + secret }
        for (number, nationalID) in ["9990001006", "9990001022"].enumerated() {
            let request = try CertificationRequest.make(
                subject: Name([(OID.commonName, "officer")]), key: try PrivateKey.generate(.p256))
            let file = try folder.write(request.encoded, to: "officer-\(number).csr")
            commands.append(
                [
                    "officer", "add", "beside-\(number)", "--office", "medical-council-tehran", "--role", "enterer",
                    "--national-id", nationalID, "--given-fa", "کارمند", "--surname-fa", "نمونه", "--name-latin",
                    "Officer Nemouneh", "--request", file, "--authority", "health", "--out",
                    folder.path("officer-\(number).pem"),
                ] + secret)
        }
        commands.append([
            "certificate", "hold", serial, "--home", house.home, "--because", "test",
        ])
        let outcomes = Outcomes()
        let group = DispatchGroup()
        for command in commands {
            group.enter()
            Thread.detachNewThread {
                outcomes.add(command, Result { try Program.run(command) })
                group.leave()
            }
        }
        group.wait()
        for (command, outcome) in outcomes.all {
            let ended = try outcome.get()
            // Of two that publish at once one may be told that the other came first.
            let allowed: [Int32] = command[0] == "crl" ? [0, 1, 69] : [0]
            XCTAssertTrue(allowed.contains(ended.status), "\(command[0...1]) \(ended.text)\(ended.errors)")
        }
        XCTAssertEqual(try authority.stop(), .clean)
        let records = try house.records()
        defer { records.close() }
        XCTAssertEqual(try records.invariantBreaches().map { "\($0)" }, [])
        let drawn = try records.auditLines(from: 0, limit: 100_000).filter { $0.act == AuditAct.listNumberDrawn }
        let numbers = drawn.map { "\($0.subject) \($0.details)" }
        XCTAssertEqual(Set(numbers).count, numbers.count, "a number was drawn twice")
        XCTAssertEqual(
            try records.auditLines(from: 0, limit: 100_000).filter { $0.act == "lease.taken" }.count, 0,
            "no command takes the lease")
        let fsck = try Program.run(["fsck", "--home", house.home])
        XCTAssertEqual(fsck.status, 0, fsck.text + fsck.errors)
    }
}

private final class Outcomes: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [([String], Result<Shell.Outcome, any Error>)] = []

    func add(_ command: [String], _ outcome: Result<Shell.Outcome, any Error>) {
        lock.withLock { kept.append((command, outcome)) }
    }

    var all: [([String], Result<Shell.Outcome, any Error>)] { lock.withLock { kept } }
}

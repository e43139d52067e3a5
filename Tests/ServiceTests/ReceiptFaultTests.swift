// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import Foundation
import HTTPServer
import MohrSigning
import MohrValidation
import PKIX
import Records
import TestSupport
import Timestamping
import XCTest

@testable import Service

/// Receipts when something is wrong: changed rows, a store or a unit that is down, races, junk; and what is never kept.
final class ReceiptFaultTests: XCTestCase {
    private static let house = Result { try HouseFixture() }
    private static let doctor = Result { () throws -> HouseFixture.Person in
        let house = try ReceiptFaultTests.house.get()
        return try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
    }
    private var house: HouseFixture!

    override func setUpWithError() throws { house = try Self.house.get() }

    private func document(_ name: String = UUID().uuidString) throws -> [UInt8] {
        try house.sign("{\"id\":\"\(name)\"}", by: try Self.doctor.get())
    }

    /// The same home as another process sees it, with a memory of its own.
    private func beside(_ roles: Set<Role> = [.validationAuthority]) throws -> MohrService {
        try MohrService(
            home: house.service.home, configuration: house.service.configuration, passphrase: house.passphrase,
            roles: roles, opening: .forOneCommand)
    }

    private func ask(
        _ service: MohrService, _ signature: [UInt8], purpose: String = "prescription"
    ) throws -> JSONValue {
        let policy = try XCTUnwrap(service.configuration.purposes[purpose])
        return service.verification.verify(signature, policy: policy).json
    }

    private func tamper(_ sql: String, _ arguments: [DatabaseValue]) throws {
        try TestDatabase.alter(home: house.service.home.path, sql, arguments)
    }

    func testAChangedRowIsNoReceipt() throws {
        let document = try document()
        let given = try Receipt(reading: try house.verdict(on: document))
        let digest = given.statement.signatureSHA256
        let text = String(decoding: given.encodedStatement, as: UTF8.self)
        let changed = Array(text.replacing("\"prescription\"", with: "\"trade\"").utf8)
        try tamper("UPDATE receipts SET statement = ? WHERE signature_sha256 = ?", [.blob(changed), .blob(digest)])
        var answer = try ask(try beside(), document)
        XCTAssertEqual(answer["decision"]?.text, "accept")
        XCTAssertEqual(answer["receipt"], .null)
        XCTAssertEqual(answer["receiptCause"]?["code"]?.text, "damaged")
        // The line of the log changed with it: the time stamp is still not over it.
        let draft = ReceiptDraft(signatureSHA256: digest, statement: changed, token: given.token)
        let details = """
            {"statementSHA256":"\(Hex.encode(DigestAlgorithm.sha256.digest(draft.statement)))",\
            "tokenSHA256":"\(Hex.encode(DigestAlgorithm.sha256.digest(draft.token)))"}
            """
        try tamper(
            "UPDATE audit SET details = ? WHERE sequence = (SELECT sequence FROM receipts WHERE signature_sha256 = ?)",
            [.text(details), .blob(digest)])
        answer = try ask(try beside(), document)
        XCTAssertEqual(answer["receiptCause"]?["code"]?.text, "damaged")
        XCTAssertEqual(answer["receipt"], .null)
        // Control: with the row as it was.
        try tamper(
            "UPDATE receipts SET statement = ? WHERE signature_sha256 = ?",
            [.blob(given.encodedStatement), .blob(digest)])
        try tamper(
            "UPDATE audit SET details = ? WHERE sequence = (SELECT sequence FROM receipts WHERE signature_sha256 = ?)",
            [
                .text(
                    details.replacing(
                        Hex.encode(DigestAlgorithm.sha256.digest(changed)),
                        with: Hex.encode(DigestAlgorithm.sha256.digest(given.encodedStatement)))), .blob(digest),
            ])
        XCTAssertEqual(try Receipt(reading: try ask(try beside(), document)), given)
    }

    func testATokenBySomeoneElseIsOnRecordInVain() throws {
        let person = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
        let document = try house.sign("{}", by: person)
        let given = try Receipt(reading: try house.verdict(on: document))
        Thread.sleep(forTimeInterval: 1.1)
        _ = try house.service.clerk.revoke(
            CertificateReference(authority: "health", serial: person.certificate.serialNumber), reason: .keyCompromise,
            because: "lost", by: "tests", at: .now())
        try house.service.refreshStatus()
        // Control: the receipt as it is rescues it.
        XCTAssertEqual(try ask(try beside(), document)["decision"]?.text, "accept")
        // Someone with the database, and with a unit of their own.
        let stranger = try TestPKI.root("Stranger").timestampUnit("Unit") {
            $0.validity = Validity(
                notBefore: Instant.now().advanced(bySeconds: -1_000), notAfter: Instant.now().advanced(bySeconds: 1_000)
            )
        }
        let token = try stranger.timestamp(over: given.encodedStatement) { $0.time = given.firstSeen }
        let digests = [given.encodedStatement, token].map { Hex.encode(DigestAlgorithm.sha256.digest($0)) }
        try tamper(
            "UPDATE receipts SET token = ? WHERE signature_sha256 = ?",
            [.blob(token), .blob(given.statement.signatureSHA256)])
        try tamper(
            "UPDATE audit SET details = ? WHERE sequence = (SELECT sequence FROM receipts WHERE signature_sha256 = ?)",
            [
                .text("{\"statementSHA256\":\"\(digests[0])\",\"tokenSHA256\":\"\(digests[1])\"}"),
                .blob(given.statement.signatureSHA256),
            ])
        let answer = try ask(try beside(), document)
        XCTAssertEqual(answer["subIndication"]?.text, "REVOKED_NO_POE", "\(answer)")
        XCTAssertNotEqual(answer["decision"]?.text, "accept")
    }

    func testWhoeverRacesGetsTheSameReceipt() throws {
        let (one, other) = (house.service, try beside())
        for _ in 0..<4 {
            let document = try document()
            let policy = try XCTUnwrap(one.configuration.purposes["prescription"])
            let lock = NSLock()
            nonisolated(unsafe) var seen: [ReceiptOutcome] = []
            DispatchQueue.concurrentPerform(iterations: 12) { index in
                let outcome = (index % 2 == 0 ? one : other).verification.verify(document, policy: policy).receipts
                lock.withLock { seen += outcome }
            }
            XCTAssertEqual(seen.count, 12)
            XCTAssertEqual(Set(seen).count, 1)
            XCTAssertNotNil(seen.first?.receipt, "\(seen)")
        }
    }

    func testWithTheStoreDownTheVerdictIsGiven() throws {
        let service = try beside()
        service.records.close()
        let answer = try ask(service, try document())
        XCTAssertEqual(answer["decision"]?.text, "accept")
        XCTAssertEqual(answer["receipt"], .null)
        XCTAssertEqual(answer["receiptCause"]?["code"]?.text, "unrecorded")
        XCTAssertFalse(answer["receiptCause"]?["fa"]?.text?.isEmpty ?? true)
    }

    func testWithoutAUnitTheVerdictIsGiven() throws {
        let answer = try ask(try beside([]), try document())
        XCTAssertEqual(answer["decision"]?.text, "accept")
        XCTAssertEqual(answer["receiptCause"]?["code"]?.text, "unstamped")
    }

    /// A desk of the house's own, with another plan or clock.
    private func desk(_ plan: Configuration.Receipts, stampingAt offset: Int64 = 0) throws -> VerificationDesk {
        let unit = try XCTUnwrap(house.service.timestamps)
        let system = FineClock.system
        let clock = FineClock(now: { system.now() + offset * 1_000_000 }, uptime: system.uptime)
        let receipts = ReceiptDesk(
            plan: plan, records: house.service.records,
            unit: TimestampAuthority(unit: unit.unit, plan: unit.plan, records: house.service.records, clock: clock),
            counters: Counters(), faults: FaultLog(), clock: { .now() })
        return VerificationDesk(snapshots: house.service.snapshots, receipts: receipts, clock: { .now() })
    }

    func testWithAClockThatIsOffTheVerdictIsGiven() throws {
        let policy = StandardPolicies.signature
        let document = try document()
        let refused = try desk(Configuration.Receipts(), stampingAt: -3_600).verify(document, policy: policy)
        XCTAssertEqual(refused.report.decision, .accept)
        XCTAssertEqual(refused.receipts, [.missing(.unstamped)])
        // Control: by the right clock.
        XCTAssertNotNil(try desk(Configuration.Receipts()).verify(document, policy: policy).receipts[0].receipt)
    }

    func testWhoDoesNotWaitGetsItLater() throws {
        let document = try document()
        let desk = try desk(Configuration.Receipts(waitMilliseconds: 0))
        XCTAssertEqual(desk.verify(document, policy: StandardPolicies.signature).receipts, [.missing(.late)])
        for _ in 0..<100 where desk.verify(document, policy: StandardPolicies.signature).receipts[0].receipt == nil {
            Thread.sleep(forTimeInterval: 0.02)
        }
        XCTAssertNotNil(desk.verify(document, policy: StandardPolicies.signature).receipts[0].receipt)
    }

    func testAHouseThatKeepsNoneStillBelievesThoseOnRecord() throws {
        let (seen, unseen) = (try document(), try document())
        let given = try Receipt(reading: try house.verdict(on: seen))
        let desk = try desk(Configuration.Receipts(isKept: false))
        XCTAssertEqual(desk.verify(seen, policy: StandardPolicies.signature).receipts[0].receipt, given)
        XCTAssertEqual(desk.verify(unseen, policy: StandardPolicies.signature).receipts, [.missing(.notKept)])
    }

    func testJunkAndStrangersFillNoDisk() throws {
        let size = try house.service.records.auditHead().size
        let stranger = try TestPKI.root("Stranger").signer("Nobody")
        let foreign = try DocumentSigner().sign(
            [1], with: FileToken(key: stranger.key, certificate: stranger.certificate), signingTime: .now())
        var damaged = try document()
        damaged[damaged.count - 3] ^= 1
        for junk in [foreign, damaged, [0x30, 0], []] {
            let answer = try house.verdict(on: junk)
            XCTAssertNotEqual(answer["decision"]?.text, "accept")
            XCTAssertEqual(answer["receiptCause"]?["code"]?.text, "notIntact")
        }
        XCTAssertEqual(try house.service.records.auditHead().size, size)
    }

    func testACourtAcceptsWhatItSeesWhileTheCertificateIsGood() throws {
        let document = try document()
        let answer = try house.verdict(on: document, purpose: "court")
        XCTAssertEqual(answer["decision"]?.text, "accept", "\(answer)")
        XCTAssertEqual(answer["referenceTime"]?["source"]?.text, "receipt")
    }

    func testEachSignatureOfADocumentHasItsOwn() throws {
        let (first, second) = (
            try Self.doctor.get(), try house.enrolDoctor(house.officer(.enterer), house.officer(.approver))
        )
        let message = try house.sign("{\"id\":\"two\"}", by: first)
        let health = try XCTUnwrap(house.service.authorities["health"])
        let both = try DocumentSigner().addSignature(
            to: message, with: FileToken(key: second.key, certificate: second.certificate, path: [health]),
            terms: SignatureTerms(signingTime: .now()))
        let answer = try house.verdict(on: both)
        XCTAssertEqual(answer["decision"]?.text, "accept", "\(answer)")
        let receipts = try XCTUnwrap(answer["receipts"]?.elements)
        XCTAssertEqual(receipts.count, 2)
        XCTAssertEqual(receipts.first.flatMap { $0["receipt"] }, answer["receipt"])
        XCTAssertNotEqual(receipts.first?["receipt"], receipts.last?["receipt"])
    }

    func testNothingOfTheContentOrOfWhoAskedIsKept() throws {
        let secret = "آموکسی‌سیلین-\(UUID().uuidString)"
        let answer = try house.verdict(on: try house.sign("{\"medicine\":\"\(secret)\"}", by: try Self.doctor.get()))
        let receipt = try Receipt(reading: answer)
        let statement = String(decoding: receipt.encodedStatement, as: UTF8.self)
        let kept = try TestDatabase.bytes(ofHome: house.service.home.path)
        XCTAssertNotNil(kept.range(of: Data(receipt.encodedStatement)), "control: what is kept is found")
        XCTAssertNil(kept.range(of: Data(secret.utf8)))
        // The signature is there as a digest only, and neither its signer's name nor the client's address is beside it.
        for word in ["احمدی", "Ahmadi", "127.0.0.1", "999"] { XCTAssertFalse(statement.contains("\"\(word)"), word) }
        let index = try XCTUnwrap(answer["receipt"]?["log"]?["index"]?.wholeNumber)
        let line = try XCTUnwrap(house.service.records.auditLines(from: Int(index), limit: 1).first)
        XCTAssertEqual(line.actor, "receipts")
        XCTAssertFalse(String(decoding: line.canonicalBytes, as: UTF8.self).contains("Ahmadi"))
    }
}

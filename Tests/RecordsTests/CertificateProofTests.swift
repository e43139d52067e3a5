// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Transparency
import XCTest

@testable import Database
@testable import Records

/// Every subscriber gets a proof with the certificate, and everything that was issued in their name.
final class CertificateProofTests: XCTestCase {
    private let origin = "log.example/mohr"
    private let person = "9990000018"

    func testAProofIsCheckedWithNothingButTheLogsKey() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        let key = try PrivateKey.generate(.ed25519)
        let known = try NoteKey(name: origin, publicKey: key.publicKey)
        let issued = try records.issue(1)
        let before = try XCTUnwrap(records.certificateProof(of: issued))
        XCTAssertNil(before.proof, "no head was signed yet")
        try records.signCheckpoint(of: origin, by: key)
        let proven = try XCTUnwrap(records.certificateProof(of: issued))
        let proof = try LogProof(try XCTUnwrap(proven.proof).encoded)
        let entry = try XCTUnwrap(proof.extra, "one file is enough")
        XCTAssertEqual(entry, proven.entry)
        XCTAssertEqual(try proof.check(entry, by: known).size, try records.auditHead().size)
        let der = try XCTUnwrap(records.certificate(issued))
        let text = String(decoding: entry, as: UTF8.self)
        XCTAssertTrue(text.contains(DigestAlgorithm.sha256.digest(der).map { String(format: "%02x", $0) }.joined()))
        XCTAssertThrowsError(try proof.check(entry + [0x20], by: known))
    }

    func testWithoutACertificateThereIsNothingToProve() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.recordIntentToSign(
            reference(1), for: IssuanceRequest(withoutApplicationUnder: "doctor"), draft: paper(1), by: "ca", at: start)
        XCTAssertNil(try records.certificateProof(of: reference(1)))
        XCTAssertThrowsError(try records.certificateProof(of: reference(2)))
    }

    func testEverythingInSomebodysNameIsTold() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        let key = try PrivateKey.generate(.ed25519)
        for number in 1...3 { try records.issue(number, draft: paper(number, nationalID: person)) }
        try records.issue(4, draft: paper(4, nationalID: "9990000026"))
        try records.revoke(reference(2), reason: .superseded, because: "test", by: "maryam", at: later(5))
        try records.signCheckpoint(of: origin, by: key)
        // One more, in a name that did not ask for it: it is told as well, the proof follows.
        try records.issue(5, draft: paper(5, nationalID: person))
        let found = try records.everythingIssued(to: person)
        XCTAssertEqual(found.map(\.record.reference), [1, 2, 3, 5].map { reference($0) })
        XCTAssertEqual(found.map { $0.proof.proof != nil }, [true, true, true, false])
        for one in found { XCTAssertEqual(DigestAlgorithm.sha256.digest(one.certificate), one.proof.certificateSHA256) }
        XCTAssertEqual(
            try records.everythingIssued(to: person, after: found[1].record, limit: 1).map(\.record.id),
            [found[2].record.id])
        XCTAssertEqual(try records.everythingIssued(to: "9990000034"), [])
    }

    func testALineThatIsNotTheCertificatesProvesNothing() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.issue(1)
        try records.issue(2)
        try home.tamper("UPDATE issuances SET filed = (SELECT MAX(filed) FROM issuances)")
        XCTAssertThrowsError(try records.certificateProof(of: reference(1))) {
            XCTAssertEqual($0 as? RecordsError, .damaged(table: "issuances", column: "filed"))
        }
        XCTAssertNoThrow(try records.certificateProof(of: reference(2)))
    }
}

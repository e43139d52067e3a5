// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import PKIX
import Records
import TestSupport
import Transparency
import XCTest

@testable import Service

/// The proof goes with the certificate, by every way that it is handed out.
final class ProofRouteTests: XCTestCase {
    func testCollectingBringsTheProofAndTheOfficeFindsEverythingInAName() throws {
        let house = try HouseFixture.shared.get()
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let doctor = try house.enrolDoctor(enterer, approver)
        let key = try PrivateKey.generate(.ed25519)
        let known = try NoteKey(name: "log.test", publicKey: key.publicKey)
        try house.service.records.signCheckpoint(of: "log.test", by: key)
        let (status, answer) = try house.ask(enterer, "GET", "/v1/proofs/\(doctor.certificate.serialNumber.hex)")
        XCTAssertEqual(status, 200)
        let text = try XCTUnwrap(answer["logProof"]?["proof"]?.text)
        let entry = try Base64.decode(try XCTUnwrap(answer["logProof"]?["entry"]?.text))
        XCTAssertNoThrow(try LogProof(Array(text.utf8)).check(entry, by: known))
        XCTAssertEqual(answer["certificateSHA256"]?.text, Hex.encode(doctor.certificate.sha256))

        let record = try house.service.records.issuance(
            CertificateReference(authority: "health", serial: doctor.certificate.serialNumber))
        let application = try XCTUnwrap(record.application)
        let collected = try house.ask(enterer, "GET", "/v1/applications/\(application)/certificate")
        XCTAssertEqual(collected.value["logProof"]?["entry"]?.text, answer["logProof"]?["entry"]?.text)

        let nationalID = try XCTUnwrap(record.subject.nationalID)
        let mine = try house.ask(enterer, "GET", "/v1/proofs?nationalID=\(nationalID)")
        XCTAssertEqual(mine.value["certificates"]?.elements?.count, 1)
        XCTAssertEqual(
            mine.value["certificates"]?.elements?.first?["certificate"]?.text, Base64.encode(doctor.certificate.encoded)
        )
        // Another office does not hear of it; an auditor does.
        let stranger = try house.officer(.enterer, office: "other-council")
        let hidden = try house.ask(stranger, "GET", "/v1/proofs?nationalID=\(nationalID)")
        XCTAssertEqual(hidden.value["certificates"]?.elements?.count, 0)
        XCTAssertEqual(try house.ask(enterer, "GET", "/v1/proofs").status, 400)
        XCTAssertEqual(try house.ask(enterer, "GET", "/v1/proofs?name=x").status, 400)
        XCTAssertEqual(try house.ask(enterer, "GET", "/v1/proofs/4d00").status, 404)
    }
}

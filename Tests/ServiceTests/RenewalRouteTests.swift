// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import MohrSigning
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// `/v1/renewals…`: the old key's word is judged like any signature, and the old certificate goes when the new one is
/// accepted.
final class RenewalRouteTests: XCTestCase {
    // Three years before its end every certificate may be renewed.
    private static let shared = Result {
        try HouseFixture(changes: [("windowSeconds: 7776000", "windowSeconds: 94608000")])
    }
    private var house: HouseFixture!
    private var enterer: HouseFixture.Person!
    private var approver: HouseFixture.Person!

    override func setUpWithError() throws {
        house = try Self.shared.get()
        enterer = try house.officer(.enterer)
        approver = try house.officer(.approver)
    }

    private func body(_ old: HouseFixture.Person, _ key: PrivateKey, signedBy signer: HouseFixture.Person? = nil) throws
        -> JSONValue
    {
        let statement = RenewalStatement(
            certificateSHA256: old.certificate.sha256, serial: old.certificate.serialNumber.hex,
            publicKeySHA256: DigestAlgorithm.sha256.digest(key.publicKey.subjectPublicKeyInfo),
            termsSHA256: Hex.encode(EnrollmentPolicy.noTermsSHA256), time: .now())
        let signer = signer ?? old
        let token = try FileToken(key: signer.key, certificate: signer.certificate)
        let signature = try DocumentSigner().sign(statement.bytes, with: token, signingTime: .now())
        let csr = try CertificationRequest.make(subject: old.certificate.subject, key: key).encoded
        return ["signature": .string(Base64.encode(signature)), "request": .string(Base64.encode(csr))]
    }

    private func ask(_ method: String, _ path: String, _ body: JSONValue? = nil) throws -> (Int, JSONValue) {
        let response = house.askPublicly(
            method, path, type: body == nil ? nil : "application/json", body.map { JSONWriter.bytes($0) } ?? [])
        return (response.status, try JSONReader.read(response.body))
    }

    func testARenewalFromTheWindowToTheOldOnesEnd() throws {
        let doctor = try house.enrolDoctor(enterer, approver)
        let hash = Hex.encode(doctor.certificate.sha256)
        let window = try ask("GET", "/v1/renewals/\(hash)")
        XCTAssertEqual(window.0, 200)
        XCTAssertEqual(window.1["closes"]?.text, doctor.certificate.validity.notAfter.rfc3339)
        let key = try PrivateKey.generate(.p256)
        let asked = try ask("POST", "/v1/renewals", try body(doctor, key))
        XCTAssertEqual(asked.0, 201, "\(asked.1)")
        let code = try XCTUnwrap(asked.1["application"]?.text)
        // Sent again by a line that dropped: the same.
        XCTAssertEqual(try ask("POST", "/v1/renewals", try body(doctor, key)).1["application"]?.text, code)
        _ = try house.service.engine.runOnce()
        let path = "/v1/renewals/applications/\(code)"
        let collected = try ask("GET", path).1
        let certificate = try Certificate(der: try Base64.decode(collected["certificate"]?.text ?? ""))
        XCTAssertTrue(certificate.subject.matches(doctor.certificate.subject))
        // Until it is accepted the old one is good and the new one is not.
        try house.service.refreshStatus()
        XCTAssertEqual(try house.ocspStatus(of: doctor.certificate), .good)
        XCTAssertNotEqual(try house.ocspStatus(of: certificate), .good)
        let foreign = try doctor.key.sign(
            try Base64.decode(collected["acceptanceStatement"]?.text ?? ""), by: .ecdsa(.sha256))
        XCTAssertEqual(
            try ask("POST", path + "/acceptance", ["signature": .string(Base64.encode(foreign))]).0, 422,
            "the old key does not accept the new certificate")
        let proof = try key.sign(
            try Base64.decode(collected["acceptanceStatement"]?.text ?? ""), by: .ecdsa(.sha256))
        let accepted = try ask("POST", path + "/acceptance", ["signature": .string(Base64.encode(proof))])
        XCTAssertEqual(accepted.1["state"]?.text, "accepted", "\(accepted.1)")
        guard case .revoked(_, let reason)? = try house.ocspStatus(of: doctor.certificate) else {
            return XCTFail("the old certificate is still good")
        }
        XCTAssertEqual(reason, .superseded)
        XCTAssertEqual(try house.ocspStatus(of: certificate), .good)
        let renewed = HouseFixture.Person(id: code, key: key, certificate: certificate)
        XCTAssertEqual(try house.verdict(on: try house.sign("a prescription", by: renewed))["decision"], "accept")
        XCTAssertEqual(
            try ask("POST", path + "/acceptance", ["signature": .string(Base64.encode(proof))]).0, 200, "asked again")
    }

    func testOnlyTheCertificatesOwnKeySpeaksForIt() throws {
        let (doctor, other) = (
            try house.enrolDoctor(enterer, approver), try house.enrolDoctor(enterer, approver)
        )
        let key = try PrivateKey.generate(.p256)
        let foreign = try ask("POST", "/v1/renewals", try body(doctor, key, signedBy: other))
        XCTAssertEqual(foreign.0, 422)
        XCTAssertEqual(foreign.1["type"]?.text, "urn:mohr:problem:enrollment:renewal-certificate")
        // A signature that was tampered with.
        let good = try body(doctor, key)
        var bytes = try Base64.decode(good["signature"]?.text ?? "")
        bytes[bytes.count - 1] ^= 1
        let request = good["request"] ?? .null
        let bad = try ask("POST", "/v1/renewals", ["signature": .string(Base64.encode(bytes)), "request": request])
        XCTAssertEqual(bad.0, 403, "\(bad.1)")
        // On hold: the house's own validator refuses the signature.
        let serial = doctor.certificate.serialNumber.hex
        XCTAssertEqual(
            try house.ask(approver, "POST", "/v1/certificates/\(serial)/hold", ["cause": "lost"]).status, 200)
        XCTAssertEqual(try ask("POST", "/v1/renewals", good).0, 403)
        XCTAssertEqual(
            try house.ask(approver, "POST", "/v1/certificates/\(serial)/release", ["cause": "found"]).status, 200)
        XCTAssertEqual(try ask("POST", "/v1/renewals", good).0, 201, "the control")
    }

    func testMalformedRequestsAreRefusedByName() throws {
        for (body, status) in [
            (["signature": "", "request": ""] as JSONValue, 403), (["signature": "%%", "request": ""], 400),
            (["request": ""], 400), (["signature": "", "request": "", "x": ""], 400), ([], 400),
        ] { XCTAssertEqual(try ask("POST", "/v1/renewals", body).0, status, "\(body)") }
        // What is wrong with the bytes is told in words that stay, not in the program's.
        for bytes in [[0x30, 0x03, 0x02], [0x04, 0x00]] as [[UInt8]] {
            let refused = try ask(
                "POST", "/v1/renewals", ["signature": .string(Base64.encode(bytes)), "request": ""])
            XCTAssertEqual(refused.0, 403)
            let detail = try XCTUnwrap(refused.1["facts"]?["detail"]?.text, "\(refused.1)")
            XCTAssertNotNil(detail.wholeMatch(of: #/der\.[a-zA-Z]+ \([a-z]+ [0-9]+(, [a-z]+ [0-9]+)*\)/#), detail)
        }
        XCTAssertEqual(try ask("GET", "/v1/renewals/00").0, 400)
        XCTAssertEqual(try ask("GET", "/v1/renewals/\(String(repeating: "0", count: 64))").0, 404)
        XCTAssertEqual(try ask("GET", "/v1/renewals/applications/NOTHING").0, 404)
        // An office's application is not told here.
        let doctor = try house.enrolDoctor(enterer, approver)
        XCTAssertEqual(try ask("GET", "/v1/renewals/applications/\(doctor.id)").0, 404)
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Foundation
import PKIX
import Service
import TestSupport
import XCTest

/// EST as offices' software speaks it: `curl` asks, `openssl` makes the requests and reads the answers.
final class ESTTests: XCTestCase {
    private var folder: TemporaryFolder!
    private var house: ServedHouse!
    private var enterer: OfficerAtDesk!
    private var approver: OfficerAtDesk!

    override func tearDown() {
        folder = nil
        house = nil
    }

    override func setUpWithError() throws {
        folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        enterer = try workshop.enlist(.enterer, nationalID: "9990001006")
        approver = try workshop.enlist(.approver, nationalID: "9990001014")
        workshop.close()
        for (name, officer) in [("enterer", enterer!), ("approver", approver!)] {
            try folder.write(officer.chain.flatMap(\.pem), to: "\(name).pem")
            try folder.write(try officer.key.pem(), to: "\(name).key")
        }
        try folder.write(enterer.anchor.pem, to: "root.pem")
        house = try ServedHouse(home).ready()
    }

    /// What `curl` got: the status, the header fields, the file of the body.
    private struct Answer {
        let status: Int
        let head: String
        let body: String
    }

    private func curl(
        _ operation: String, as officer: String, label: String = "doctor-signing", body: String? = nil,
        headers: [String] = ["Content-Type: application/pkcs10", "Content-Transfer-Encoding: base64"]
    ) throws -> Answer {
        var arguments = [
            "-sS", "--max-time", "60", "--cacert", folder.path("root.pem"), "--cert", folder.path("\(officer).pem"),
            "--key",
            folder.path("\(officer).key"), "-D", folder.path("head"), "-o", folder.path("body"), "-w", "%{http_code}",
        ]
        if let body {
            for header in headers { arguments += ["-H", header] }
            arguments += ["--data-binary", "@\(folder.path(body))"]
        }
        arguments.append("\(house.officeURL)/.well-known/est/\(label)/\(operation)")
        let outcome = try Shell.run("/usr/bin/curl", arguments)
        XCTAssertTrue(outcome.isSuccess, outcome.errors)
        return Answer(
            status: Int(outcome.text) ?? 0,
            head: try String(contentsOfFile: folder.path("head"), encoding: .utf8).lowercased(),
            body: (try? String(contentsOfFile: folder.path("body"), encoding: .utf8)) ?? "")
    }

    @discardableResult
    private func openssl(_ command: String) throws -> String {
        let outcome = try Shell.run("/usr/bin/openssl", command.split(separator: " ").map(String.init), in: folder)
        XCTAssertTrue(outcome.isSuccess, "openssl \(command): \(outcome.errors)")
        return outcome.text
    }

    /// The certificates in an answer's body, in PEM, as `openssl` reads them.
    private func certificates() throws -> String {
        try openssl("base64 -d -in body -out body.p7")
        return try openssl("pkcs7 -inform DER -in body.p7 -print_certs")
    }

    /// A doctor's request, made by `openssl req` with the licence in an Admission extension.
    private func makeRequest(_ name: String, nationalID: String = "9990001049", licence: String = "9991049") throws {
        let configuration = """
            [req]
            prompt = no
            utf8 = yes
            string_mask = utf8only
            distinguished_name = dn
            req_extensions = ext
            [dn]
            C = IR
            surname = نمونه
            givenName = آرش
            name = Arash Nemouneh
            serialNumber = PNOIR-\(nationalID)
            CN = آرش نمونه
            [ext]
            1.3.36.8.3.3 = ASN1:SEQUENCE:admission
            [admission]
            contents = SEQUENCE:contents
            [contents]
            one = SEQUENCE:one
            [one]
            infos = SEQUENCE:infos
            [infos]
            info = SEQUENCE:info
            [info]
            items = SEQUENCE:items
            number = PRINTABLESTRING:\(licence)
            [items]
            item = UTF8String:Physician
            """
        try folder.write(Array(configuration.utf8), to: "req.cnf")
        try openssl("ecparam -name prime256v1 -genkey -noout -out \(name).key")
        try openssl("req -new -config req.cnf -key \(name).key -out \(name).pem.csr")
        try openssl("req -in \(name).pem.csr -outform DER -out \(name).der")
        try openssl("base64 -in \(name).der -out \(name).b64")
    }

    func testTheAuthoritysCertificatesAreThoseOfTheProfile() throws {
        let answer = try curl("cacerts", as: "enterer")
        XCTAssertEqual(answer.status, 200)
        XCTAssertTrue(answer.head.contains("content-type: application/pkcs7-mime"), answer.head)
        XCTAssertTrue(answer.head.contains("content-transfer-encoding: base64"), answer.head)
        try folder.write(Array(try certificates().utf8), to: "chain.pem")
        let found = try Certificate.all(
            inPEMOrDER: [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("chain.pem")))))
        XCTAssertEqual(found.count, 2)
        XCTAssertTrue(found.contains(enterer.anchor))
        XCTAssertEqual(try curl("cacerts", as: "enterer", label: "root").status, 404)
        XCTAssertEqual(try curl("cacerts", as: "enterer", label: "nothing").status, 404)
        XCTAssertEqual(try house.stop(), .clean)
    }

    func testASubscribersRequestWaitsForTheSecondOfficerAndIsCollectedByTheSameRequest() throws {
        try makeRequest("doctor")
        let first = try curl("simpleenroll", as: "enterer", body: "doctor.b64")
        XCTAssertEqual(first.status, 202, first.body)
        XCTAssertTrue(first.head.contains("retry-after: "), first.head)
        // Asked again, with no Content-Transfer-Encoding, in PEM, in DER: still the same application.
        let plain = ["Content-Type: application/pkcs10"]
        XCTAssertEqual(try curl("simpleenroll", as: "enterer", body: "doctor.b64", headers: plain).body, first.body)
        XCTAssertEqual(try curl("simpleenroll", as: "enterer", body: "doctor.pem.csr", headers: plain).body, first.body)
        XCTAssertEqual(
            try curl(
                "simpleenroll", as: "enterer", body: "doctor.der",
                headers: plain + ["Content-Transfer-Encoding: binary"]
            ).body, first.body)
        // Nobody gets around the second officer: nothing was issued, and the approver is another.
        let queue = try approver.get("/v1/applications", at: house).value["applications"]?.elements ?? []
        let waiting = try XCTUnwrap(queue.first { $0["enteredBy"]?.text == enterer.id })
        let id = try XCTUnwrap(waiting["id"]?.text)
        XCTAssertTrue(first.body.contains(id), first.body)
        XCTAssertEqual(try approver.post("/v1/applications/\(id)/approval", [:], at: house).response.status, 200)
        var answer = first
        try Patience.wait("the certificate") { () -> Bool? in
            answer = try curl("simpleenroll", as: "enterer", body: "doctor.b64")
            return answer.status == 200 ? true : nil
        }
        XCTAssertTrue(answer.head.contains("smime-type=certs-only"), answer.head)
        try folder.write(Array(try certificates().utf8), to: "doctor.pem")
        XCTAssertEqual(
            try openssl("x509 -in doctor.pem -noout -pubkey"), try openssl("pkey -in doctor.key -pubout"))
        _ = try curl("cacerts", as: "enterer")
        try folder.write(Array(try certificates().utf8), to: "chain.pem")
        try openssl("verify -CAfile root.pem -untrusted chain.pem doctor.pem")
        XCTAssertTrue(try openssl("x509 -in doctor.pem -noout -subject -nameopt utf8").contains("PNOIR-9990001049"))
        XCTAssertEqual(try house.stop(), .clean)
    }

    func testAnOfficerRenewsTheirOwnCertificateAndComesInWithIt() throws {
        try openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out next.key")
        try openssl("x509 -in enterer.pem -x509toreq -signkey enterer.key -out old.csr")
        let next = try PrivateKey(
            pem: [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("next.key")))), passphrase: nil)
        let certificate = try XCTUnwrap(enterer.chain.first)
        try folder.write(
            Array(Base64.encode(try CertificationRequest.make(subject: certificate.subject, key: next).encoded).utf8),
            to: "next.b64")
        // The same key is no new one, and another subject is no renewal.
        XCTAssertEqual(try curl("simplereenroll", as: "enterer", label: "officer", body: "old.csr").status, 409)
        try makeRequest("doctor")
        XCTAssertEqual(try curl("simplereenroll", as: "enterer", label: "officer", body: "doctor.b64").status, 422)
        let answer = try curl("simplereenroll", as: "enterer", label: "officer", body: "next.b64")
        XCTAssertEqual(answer.status, 200, answer.body)
        try folder.write(Array(try certificates().utf8), to: "next.pem")
        // The answer was lost: asked again with the old certificate, it is the same one.
        XCTAssertEqual(try curl("simplereenroll", as: "enterer", label: "officer", body: "next.b64").body, answer.body)
        XCTAssertEqual(try curl("cacerts", as: "next").status, 200)
        XCTAssertEqual(try curl("simpleenroll", as: "next", body: "doctor.b64").status, 202)
        // The old one is nobody's any more.
        XCTAssertEqual(try curl("simpleenroll", as: "enterer", body: "doctor.b64").status, 403)
        XCTAssertEqual(try house.stop(), .clean)
    }

    func testWhatIsWrongIsSaidInPlainText() throws {
        try makeRequest("doctor", nationalID: "9990001048")
        let bad = try curl("simpleenroll", as: "enterer", body: "doctor.b64")
        XCTAssertEqual(bad.status, 422)
        XCTAssertTrue(bad.head.contains("content-type: text/plain"), bad.head)
        XCTAssertTrue(bad.body.contains("National ID") && bad.body.contains("کد ملی"), bad.body)
        try folder.write(Array("no base64!".utf8), to: "junk")
        XCTAssertEqual(try curl("simpleenroll", as: "enterer", body: "junk").status, 400)
        XCTAssertEqual(
            try curl("simpleenroll", as: "enterer", body: "doctor.b64", headers: ["Content-Type: text/plain"]).status,
            415)
        XCTAssertEqual(try curl("simpleenroll", as: "enterer", label: "officer", body: "doctor.b64").status, 403)
        XCTAssertEqual(try curl("simplereenroll", as: "enterer", body: "doctor.b64").status, 403)
        // An approver does not enter.
        try makeRequest("other")
        XCTAssertEqual(try curl("simpleenroll", as: "approver", body: "other.b64").status, 403)
        XCTAssertEqual(try house.stop(), .clean)
    }
}

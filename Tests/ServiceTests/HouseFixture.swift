// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import Identity
import MohrSigning
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// A house founded by the repository's own ceremonies in a temporary home, and what people do with it.
final class HouseFixture: @unchecked Sendable {
    let folder: TemporaryFolder
    let passphrase = Passphrase(Array("a passphrase of the tests".utf8))
    let service: MohrService
    private let officeRouter: Router
    private let publicRouter: Router

    /// One house for all tests that leave it standing.
    static let shared = Result { try HouseFixture() }

    init(changes: [(String, String)] = [], activation: Bool = false) throws {
        folder = try TemporaryFolder()
        let root = SharedData.packageRoot
        let shipped = root.appendingPathComponent("Config/mohr.json5")
        var text = try String(contentsOf: shipped, encoding: .utf8)
        for (old, new) in [
            ("port: 8080,", "port: 0,"), ("port: 8443,", "port: 0,"),
            ("\"../PKI/Profiles\"", "\"\(root.path)/PKI/Profiles\""),
            ("database: { kind: \"sqlite\" },", try TestDatabase.section(ofHome: folder.path("home"))),
            // Tests are as fast as programs.
            ("actionsPerMinute: 5,", "actionsPerMinute: 10000,"),
            // What most tests are about is not who was sent a code.
            (
                "activation: {\n    // With true, every application has to give a telephone (a mail address, where no telephone is reached).\n    required: true,",
                "activation: {\n    required: \(activation),"
            ),
        ] + changes { text = text.replacing(old, with: new) }
        let configuration = try Configuration(Array(text.utf8), file: shipped.path)
        let home = Home(folder.path("home"))
        let founding = try Founding(home: home, configuration: configuration, passphrase: passphrase)
        for name in ["root", "health-intermediate", "trade-intermediate"] {
            _ = try founding.perform("\(root.path)/PKI/Ceremonies/\(name).json5")
        }
        for authority in ["health", "trade"] { try founding.issueResponder(of: authority) }
        try founding.issueTimestampUnit(by: "health")
        try founding.issueOfficeListener(
            by: "health", names: [.dnsName("mohr.localhost"), .ipAddress([127, 0, 0, 1])])
        founding.close()
        service = try MohrService(
            home: home, configuration: configuration, passphrase: passphrase, roles: Set(Role.allCases))
        officeRouter = Router(service.officeRoutes {})
        publicRouter = Router(service.publicRoutes)
        try service.publishLists()
        for (id, kind) in [("council", OfficeKind.medicalCouncil), ("other-council", .medicalCouncil)] {
            try service.registration.addOffice(
                OfficeRegistration(
                    id: id, kind: kind, persianName: "نظام پزشکی نمونه", englishName: "Council",
                    profiles: ["doctor-signing", "pharmacist-signing"],
                    licensedUntil: Instant.now().advanced(bySeconds: 31_536_000)), by: .console("tests"))
        }
    }

    /// Someone with a key of their own.
    struct Person {
        let id: String
        let key: PrivateKey
        let certificate: Certificate
    }

    private let lock = NSLock()
    private var people = 0

    /// A number that nobody else has: 999, six digits, the check digit.
    func freshNationalID() -> String {
        let number = lock.withLock {
            people += 1
            return people
        }
        let digits = "999" + String(1_000_000 + number).dropFirst()
        let sum = digits.utf8.enumerated().reduce(0) { $0 + Int($1.element - 0x30) * (10 - $1.offset) }
        let rest = sum % 11
        return digits + String(rest < 2 ? rest : 11 - rest)
    }

    /// An officer with a certificate, on record.
    func officer(_ role: OfficerRecord.Role, office: String = "council") throws -> Person {
        let nationalID = freshNationalID()
        let id = "officer-\(nationalID)"
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(
            subject: try Name([(OID.countryName, "IR"), (OID.commonName, "Narges Nemouneh")]), key: key)
        let certificate = try service.enlist(
            OfficerRegistration(
                id: id, office: office, name: try PersianName(checking: "نرگس نمونه"),
                nationalID: try NationalID(checking: nationalID), role: role),
            names: OfficerNames(
                givenName: try PersianName(checking: "نرگس"), surname: try PersianName(checking: "نمونه"),
                latin: try LatinName(checking: "Narges Nemouneh")),
            request: request, by: "health", administrator: .console("tests"))
        return Person(id: id, key: key, certificate: certificate)
    }

    /// Asks the office listener's routes in an officer's name.
    @discardableResult
    func ask(
        _ officer: Person?, _ method: String, _ path: String, _ body: JSONValue? = nil, key: String = UUID().uuidString
    ) throws -> (status: Int, value: JSONValue) {
        let request = Request(
            method: method, target: path,
            headers: Headers([("Content-Type", "application/json"), ("Idempotency-Key", key)]),
            body: body.map { JSONWriter.bytes($0) } ?? [],
            peer: Peer(address: "127.0.0.1", certificateDER: officer?.certificate.encoded, isTLS: true))
        let response = officeRouter.answer(request).result
        let value = try JSONReader.read(response.body)
        AnswerShape.check(method, path, status: response.status, value)
        return (response.status, value)
    }

    /// Asks the public listener's routes.
    func askPublicly(_ method: String, _ path: String, type: String? = nil, _ body: [UInt8] = []) -> Response {
        let headers = type.map { Headers([("Content-Type", $0)]) } ?? .none
        let response = publicRouter.answer(Request(method: method, target: path, headers: headers, body: body)).result
        if response.header("Content-Type") == "application/json", let value = try? JSONReader.read(response.body) {
            AnswerShape.check(method, path, status: response.status, value)
        }
        return response
    }

    /// The body of a doctor's application.
    static func application(_ request: CertificationRequest, nationalID: String) -> JSONValue {
        [
            "profile": "doctor-signing", "request": .string(Base64.encode(request.encoded)),
            "form": [
                "nationalID": .string(nationalID), "givenName": "سارا", "surname": "احمدی", "latinName": "Sara Ahmadi",
                "licenceNumber": .string(String(nationalID.suffix(6))),
            ],
        ]
    }

    /// Enrols a doctor, from the form to the accepted certificate.
    func enrolDoctor(_ enterer: Person, _ approver: Person) throws -> Person {
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(
            subject: try Name([(OID.countryName, "IR"), (OID.commonName, "Sara Ahmadi")]), key: key)
        return try enrol(key, Self.application(request, nationalID: freshNationalID()), enterer, approver)
    }

    /// Hands a form in and takes it to the accepted certificate of a key.
    func enrol(_ key: PrivateKey, _ form: JSONValue, _ enterer: Person, _ approver: Person) throws -> Person {
        let filed = try ask(enterer, "POST", "/v1/applications", form)
        XCTAssertEqual(filed.status, 201, "\(filed.value)")
        let id = filed.value["id"]?.text ?? ""
        XCTAssertEqual(try ask(enterer, "POST", "/v1/applications/\(id)/entry").status, 200)
        XCTAssertEqual(try ask(approver, "POST", "/v1/applications/\(id)/approval").status, 200)
        _ = try service.engine.runOnce()
        let collected = try ask(enterer, "GET", "/v1/applications/\(id)/certificate").value
        let certificate = try Certificate(der: try Base64.decode(collected["certificate"]?.text ?? ""))
        let statement = try Base64.decode(collected["acceptanceStatement"]?.text ?? "")
        let proof = try key.sign(statement, by: key.preferredSignatureAlgorithm)
        XCTAssertEqual(
            try ask(
                enterer, "POST", "/v1/applications/\(id)/acceptance", ["signature": .string(Base64.encode(proof))]
            ).status, 200)
        return Person(id: id, key: key, certificate: certificate)
    }

    /// A document signed by someone.
    func sign(_ content: String, by person: Person) throws -> [UInt8] {
        let token = try FileToken(
            key: person.key, certificate: person.certificate, path: [try XCTUnwrap(service.authorities["health"])])
        return try DocumentSigner().sign(Array(content.utf8), with: token, signingTime: .now())
    }

    /// The verdict on a signed document.
    func verdict(on signature: [UInt8], purpose: String = "prescription") throws -> JSONValue {
        let response = askPublicly("POST", "/v1/verifications?purpose=\(purpose)", type: "application/cms", signature)
        return try JSONReader.read(response.body)
    }

    /// What OCSP says of a certificate of the health authority.
    func ocspStatus(of certificate: Certificate) throws -> CertificateStatus? {
        let issuer = try XCTUnwrap(service.authorities["health"])
        let question = OCSPRequest.make([try CertID(serialNumber: certificate.serialNumber, issuer: issuer)])
        let response = askPublicly("POST", "/ocsp", type: "application/ocsp-request", question)
        return try OCSPResponse(der: response.body).basic?.responses.first?.status
    }
}

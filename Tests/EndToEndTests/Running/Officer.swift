// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import Identity
import PKIX
import Records
import Service
import TestSupport
import XCTest

/// Work on a house through the library, while nobody serves it.
struct Workshop {
    let service: MohrService

    init(_ home: String) throws {
        let passphrase = [UInt8](try Data(contentsOf: URL(fileURLWithPath: home + "/passphrase")))
        service = try MohrService(
            home: Home(home), configuration: try Configuration(reading: home + "/mohr.json5"),
            passphrase: Passphrase(fileContents: passphrase), roles: Set(Role.allCases))
    }

    func close() { service.records.close() }

    /// Takes in an officer at the Medical Council of the demo, with a key of their own.
    func enlist(
        _ role: OfficerRecord.Role, nationalID: String, id: String? = nil
    ) throws -> OfficerAtDesk {
        let id = id ?? "e2e-\(role.rawValue)"
        let key = try PrivateKey.generate(.p256)
        let certificate = try service.enlist(
            OfficerRegistration(
                id: id, office: "medical-council-tehran",
                name: try PersianName(checking: "کارمند نمونه"), nationalID: try NationalID(checking: nationalID),
                role: role),
            names: OfficerNames(
                givenName: try PersianName(checking: "کارمند"), surname: try PersianName(checking: "نمونه"),
                latin: try LatinName(checking: "Officer Nemouneh")),
            request: try CertificationRequest.make(subject: Name([(OID.commonName, "officer")]), key: key),
            by: "health", administrator: .console("test"))
        return OfficerAtDesk(
            id: id, key: key,
            chain: [certificate, try XCTUnwrap(service.authorities["health"])],
            anchor: try XCTUnwrap(service.authorities["root"]))
    }
}

/// An officer with key and certificate, who comes to the office listener.
struct OfficerAtDesk {
    let id: String
    let key: PrivateKey
    let chain: [Certificate]
    let anchor: Certificate

    func client() throws -> HTTPClient {
        try HTTPClient(
            anchorsPEM: anchor.pem,
            identity: .init(certificateChainPEM: chain.flatMap(\.pem), privateKeyPEM: try key.pem()))
    }

    func get(_ path: String, at house: ServedHouse) throws -> (status: Int, value: JSONValue) {
        let answer = try client().get(house.officeURL + path)
        return (answer.status, try JSONReader.read(answer.body))
    }

    func post(_ path: String, _ body: JSONValue, at house: ServedHouse) throws -> (response: Response, value: JSONValue)
    {
        let answer = try client().send(
            "POST", house.officeURL + path,
            headers: [("Content-Type", "application/json"), ("Idempotency-Key", UUID().uuidString)],
            body: JSONWriter.bytes(body))
        return (answer, try JSONReader.read(answer.body))
    }
}

/// A doctor who applies, with anything about them to be wrong.
struct DoctorsApplication {
    var profile = "doctor-signing"
    var nationalID = "9990001049"
    var givenName = "آرش"
    var licence = "9991049"
    var mobile: String?
    var request: [UInt8]
    let key: PrivateKey

    init(key kind: KeyKind = .p256) throws {
        key = try PrivateKey.generate(kind)
        request = try CertificationRequest.make(
            subject: Name([(OID.countryName, "IR"), (OID.commonName, "Arash Nemouneh")]),
            key: key
        ).encoded
    }

    var form: ApplicationForm {
        ApplicationForm(
            profile: profile,
            [
                .nationalID: nationalID, .givenName: givenName, .surname: "نمونه", .latinName: "Arash Nemouneh",
                .licenceNumber: licence,
            ])
    }

    var json: JSONValue {
        var form: [JSONValue.Member] = [
            .init("nationalID", .string(nationalID)), .init("givenName", .string(givenName)),
            .init("surname", "نمونه"), .init("latinName", "Arash Nemouneh"), .init("licenceNumber", .string(licence)),
        ]
        if let mobile { form.append(.init("mobile", .string(mobile))) }
        return [
            "profile": .string(profile), "form": .object(form), "request": .string(Base64.encode(request)),
        ]
    }
}

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
import Service

/// The story of the main job, told on one machine: enrol, sign, verify, revoke.
///
/// Everything goes through the listeners, as in production: offices by mutual TLS, everyone else by plain HTTP. What
/// the story finds is compared with what it must find; a difference ends it with an error.
final class DemoStory {
    let house: DemoHouse
    let narrator: DemoNarrator
    private let anyone: HTTPClient
    private let telephone: DemoTelephone

    init(_ house: DemoHouse, _ narrator: DemoNarrator) throws {
        self.house = house
        self.narrator = narrator
        anyone = try HTTPClient()
        telephone = DemoTelephone(house)
    }

    /// An office with its two officers.
    struct Staff {
        let enterer: DemoOffice
        let approver: DemoOffice
        let authority: String
    }

    /// Sets an office up, with an officer who enters and one who approves.
    func staff(
        _ office: OfficeRegistration, authority: String, nationalIDs: (String, String)
    ) throws -> Staff {
        let console = Administrator.console("demo")
        try house.service.registration.addOffice(office, by: console)
        let issuer = try house.authority(authority)
        func officer(_ role: OfficerRecord.Role, _ given: String, _ latin: String, _ id: String) throws -> DemoOffice {
            var person = try DemoPerson(latinName: latin)
            let (givenName, surname) = (try PersianName(checking: given), try PersianName(checking: "نمونه"))
            person.certificate = try house.service.enlist(
                OfficerRegistration(
                    id: "\(office.id)-\(role.rawValue)", office: office.id,
                    name: try PersianName(checking: "\(given) نمونه"), nationalID: try NationalID(checking: id),
                    role: role),
                names: OfficerNames(
                    givenName: givenName, surname: surname, latin: try LatinName(checking: latin)),
                request: person.request, by: authority, administrator: console)
            try write(person.certificate?.pem ?? [], to: "\(office.id)-\(role.rawValue).pem")
            return try DemoOffice(
                person, chain: [issuer], anchor: try house.authority("root"), base: house.officeURL)
        }
        let staff = Staff(
            enterer: try officer(.enterer, "نرگس", "Narges Nemouneh", nationalIDs.0),
            approver: try officer(.approver, "کاوه", "Kaveh Nemouneh", nationalIDs.1), authority: authority)
        narrator.tell(
            "demo.office", ["office": office.englishName, "officeFa": office.persianName],
            [
                "openssl verify -CAfile root.pem -untrusted \(authority)-intermediate.pem"
                    + " \(office.id)-enterer.pem \(office.id)-approver.pem"
            ])
        return staff
    }

    /// Enrols a person: application, entry, approval, issuance, acceptance.
    func enrol(
        _ person: inout DemoPerson, profile: String, form: [(String, String)], at staff: Staff, file: String
    ) throws {
        let body: JSONValue = [
            "profile": .string(profile), "form": .object(form.map { .init($0.0, .string($0.1)) }),
            "request": .string(Base64.encode(person.request.encoded)),
        ]
        let filed = try expect(201, try staff.enterer.post("/v1/applications", body))
        let id = filed["id"]?.text ?? ""
        try expect(200, try staff.enterer.post("/v1/applications/\(id)/entry"))
        // The one who entered it cannot approve it: refused, and the story would end if it were not.
        try expectRefusal(try staff.enterer.post("/v1/applications/\(id)/approval"))
        try expect(200, try staff.approver.post("/v1/applications/\(id)/approval"))
        let collected = try waitForCertificate(id, staff)
        guard let der = collected["certificate"]?.text.flatMap({ try? Base64.decode($0) }),
            let statement = collected["acceptanceStatement"]?.text.flatMap({ try? Base64.decode($0) })
        else { throw unexpected("no certificate", "certificate") }
        let certificate = try Certificate(der: der)
        let acceptance = try person.key.sign(statement, by: person.key.preferredSignatureAlgorithm)
        let proof = Base64.encode(acceptance)
        // The signature alone is not enough: an officer who had the key would make the certificate good without its holder.
        try expectRefusal(
            try staff.enterer.post("/v1/applications/\(id)/acceptance", ["signature": .string(proof)]))
        try expect(
            200,
            try staff.enterer.post(
                "/v1/applications/\(id)/acceptance",
                ["signature": .string(proof), "activationCode": .string(try telephone.code(ofApplication: id))]))
        person.certificate = certificate
        try write(certificate.pem, to: file)
        narrator.tell(
            "demo.enrolled",
            [
                // An organisation has no name in Latin letters; it has a number.
                "profile": profile,
                "name": certificate.subject.value(of: OID.name)
                    ?? certificate.subject.value(of: OID.organizationIdentifier) ?? "–",
                "nameFa": certificate.subject.value(of: OID.commonName) ?? "–",
                "serial": certificate.serialNumber.hex,
            ],
            [
                "openssl verify -CAfile root.pem -untrusted \(staff.authority)-intermediate.pem \(file)",
                "openssl x509 -in \(file) -noout -text -nameopt utf8,sep_comma_plus | sed -n '/Subject:/p;/Key Usage/,+1p'",
            ])
    }

    /// Signs a document in a person's name.
    func sign(_ content: [UInt8], by person: DemoPerson, authority: String, file: String) throws -> [UInt8] {
        guard let certificate = person.certificate else { throw unexpected("no certificate", "certificate") }
        let token = try FileToken(
            key: person.key, certificate: certificate, path: [try house.authority(authority)])
        let signature = try DocumentSigner().sign(content, with: token, signingTime: .now())
        try write(signature, to: file)
        return signature
    }

    /// Asks the house for the verdict on a document, as a pharmacy would.
    func verify(_ signature: [UInt8], purpose: String, report: String) throws -> JSONValue {
        let response = try anyone.post(
            "\(house.publicURL)/v1/verifications?purpose=\(purpose)", contentType: "application/cms", body: signature)
        let value = try JSONReader.read(response.body)
        guard response.status == 200 else { throw unexpected("HTTP \(response.status)", "HTTP 200") }
        try write(JSONWriter.bytes(value, .indented), to: "report-\(report).json")
        return value
    }

    /// Compares a verdict with what it must be.
    func expect(_ report: JSONValue, _ decision: String, subIndication: String?, cause: String?) throws {
        let seen = [report["decision"]?.text, report["subIndication"]?.text].compactMap { $0 }.joined(separator: " ")
        let codes = report["signatures"]?.elements?.first?["causes"]?.elements?.compactMap { $0["code"]?.text } ?? []
        guard report["decision"]?.text == decision, report["subIndication"]?.text == subIndication,
            cause.map(codes.contains) ?? true
        else {
            throw unexpected(
                "\(seen) \(codes.joined(separator: " "))",
                [decision, subIndication, cause].compactMap { $0 }.joined(separator: " "))
        }
    }

    /// Asks the status responder about a certificate.
    func askStatus(of certificate: Certificate, issuer: String, file: String) throws -> CertificateStatus {
        let request = OCSPRequest.make([
            try CertID(serialNumber: certificate.serialNumber, issuer: try house.authority(issuer))
        ])
        let response = try anyone.post(
            "\(house.publicURL)/ocsp", contentType: "application/ocsp-request", body: request)
        try write(response.body, to: file)
        guard let single = try OCSPResponse(der: response.body).basic?.responses.first else {
            throw unexpected("no answer", "OCSP")
        }
        return single.status
    }

    /// Fetches an authority's list from where its certificates say it is.
    func fetchList(_ authority: String, to file: String) throws -> CertificateList {
        let response = try anyone.get("\(house.publicURL)/crls/\(authority).crl")
        guard response.status == 200 else { throw unexpected("HTTP \(response.status)", "HTTP 200") }
        try write(response.body, to: file)
        return try CertificateList(der: response.body)
    }

    /// Writes a file of the story.
    func write(_ bytes: [UInt8], to file: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(house.home.story)/\(file)"))
    }

    /// What the story meets and must not.
    func unexpected(_ seen: String, _ wanted: String) -> CommandFailure {
        CommandFailure(.fault, "demo.unexpected", ["seen": seen, "wanted": wanted])
    }

    @discardableResult
    func expect(_ status: Int, _ answer: (Int, JSONValue)) throws -> JSONValue {
        guard answer.0 == status else {
            let detail = answer.1["detail"]?["en"]?.text ?? String(decoding: JSONWriter.bytes(answer.1), as: UTF8.self)
            throw unexpected("HTTP \(answer.0): \(detail)", "HTTP \(status)")
        }
        return answer.1
    }

    private func expectRefusal(_ answer: (Int, JSONValue)) throws {
        guard (400..<500).contains(answer.0) else { throw unexpected("HTTP \(answer.0)", "HTTP 4xx") }
    }

    /// The authority pulls what was approved; an office asks until it is there.
    private func waitForCertificate(_ id: String, _ staff: Staff) throws -> JSONValue {
        for _ in 0..<100 {
            let answer = try expect(200, try staff.enterer.get("/v1/applications/\(id)/certificate"))
            if answer["acceptanceStatement"]?.text != nil { return answer }
            if answer["state"]?.text == "rejected" { throw unexpected("rejected", "issued") }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw unexpected("nothing after 5 s", "certificate")
    }
}

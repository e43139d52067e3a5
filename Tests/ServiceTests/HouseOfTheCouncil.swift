// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import MohrSigning
import MohrValidation
import PKIX
import Records
import XCTest

@testable import Service

/// A house in which the Medical Council and a hospital have seals.
final class HouseOfTheCouncil: @unchecked Sendable {
    let fixture: HouseFixture
    let seal: HouseFixture.Person
    let hospital: HouseFixture.Person
    let begin = Instant.now().advanced(bySeconds: -86_400 * 3_650)
    private let enterer: HouseFixture.Person
    private let approver: HouseFixture.Person
    private var head: (sequence: Int64, sha256: [UInt8], issuedAt: Instant)?

    var service: MohrService { fixture.service }

    init() throws {
        fixture = try HouseFixture()
        try fixture.service.registration.addOffice(
            OfficeRegistration(
                id: "seals", kind: .medicalCouncil, persianName: "نظام پزشکی نمونه", englishName: "Council",
                profiles: ["doctor-signing", "health-organisation-seal"],
                licensedUntil: Instant.now().advanced(bySeconds: 31_536_000)), by: .console("tests"))
        enterer = try fixture.officer(.enterer, office: "seals")
        approver = try fixture.officer(.approver, office: "seals")
        seal = try fixture.enrolSeal("سازمان نظام پزشکی", legalID: "99900000117", enterer, approver)
        hospital = try fixture.enrolSeal("بیمارستان نمونه", legalID: "99900000102", enterer, approver)
        // The first is a full one, from a while ago.
        let first = ProfessionFeed(
            body: "medical-council", kind: .full, sequence: 1, previous: nil,
            issuedAt: Instant.now().advanced(bySeconds: -600), nextUpdate: Instant.now().advanced(bySeconds: 86_400),
            licences: [])
        taken(try service.takeFeed(try sign(JSONWriter.bytes(first.json), by: seal), named: "1", by: "tests"))
    }

    func enrolDoctor() throws -> HouseFixture.Person { try fixture.enrolDoctor(enterer, approver) }

    func suspended(since: Instant) -> [ProfessionalPeriod] {
        [
            ProfessionalPeriod(.entitled, from: begin, until: since),
            ProfessionalPeriod(.suspended, scope: .national, acts: .prescribing, from: since, reason: "interim"),
        ]
    }

    /// The next feed, with what it says of one doctor.
    func feed(
        _ periods: [ProfessionalPeriod], for doctor: HouseFixture.Person, issuedAt: Instant = .now()
    ) -> ProfessionFeed {
        let number = doctor.certificate.admission?.licenceNumber ?? "–"
        return ProfessionFeed(
            body: "medical-council", kind: .change, sequence: (head?.sequence ?? 0) + 1, previous: head?.sha256,
            issuedAt: max(issuedAt, head?.issuedAt.advanced(bySeconds: 1) ?? issuedAt),
            nextUpdate: Instant.now().advanced(bySeconds: 86_400),
            licences: [.init(LicensingBody.Register.medicalCouncil.canonical(number) ?? "–", periods)])
    }

    func signedFeed(_ periods: [ProfessionalPeriod], for doctor: HouseFixture.Person) throws -> [UInt8] {
        try sign(JSONWriter.bytes(feed(periods, for: doctor).json), by: seal)
    }

    func take(
        _ periods: [ProfessionalPeriod], for doctor: HouseFixture.Person, issuedAt: Instant = .now()
    ) throws {
        let document = JSONWriter.bytes(feed(periods, for: doctor, issuedAt: issuedAt).json)
        taken(try service.takeFeed(try sign(document, by: seal), named: "feed", by: "tests"))
    }

    func taken(_ outcome: ProfessionDesk.Outcome) { taken(outcome.record) }

    func taken(_ record: ProfessionFeedRecord) { head = (record.sequence, record.sha256, record.issuedAt) }

    func sign(
        _ document: [UInt8], by person: HouseFixture.Person, packaging: DocumentSigner.Packaging = .enveloping
    ) throws -> [UInt8] {
        let token = try FileToken(
            key: person.key, certificate: person.certificate, path: [try XCTUnwrap(service.authorities["health"])])
        return try DocumentSigner().sign(document, with: token, packaging: packaging, signingTime: .now())
    }
}

extension HouseFixture {
    /// Enrols an organisation, from the form to the accepted certificate of its seal.
    func enrolSeal(_ name: String, legalID: String, _ enterer: Person, _ approver: Person) throws -> Person {
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(
            subject: try Name([(OID.countryName, "IR"), (OID.commonName, "Seal")]), key: key)
        let form: JSONValue = [
            "profile": "health-organisation-seal", "request": .string(Base64.encode(request.encoded)),
            "form": ["organization": .string(name), "legalID": .string(legalID)],
        ]
        let seal = try enrol(key, form, enterer, approver)
        try service.refreshStatus()
        return seal
    }
}

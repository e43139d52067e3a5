// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// Somebody at home: a cookie jar and the page that is looked at, over the public listener's routes.
final class HomeBrowser {
    private let router: Router
    private let address: String
    private(set) var cookies: [String: String] = [:]
    private(set) var page = ""
    private(set) var status = 0
    private(set) var location: String?
    private(set) var headers: [(String, String)] = []

    init(_ service: MohrService, from address: String = "192.0.2.1", language: String = "fa") {
        router = Router(service.publicRoutes)
        self.address = address
        cookies["lang"] = language
    }

    @discardableResult
    func get(_ path: String) -> String {
        send("GET", path, [], [])
        return page
    }

    /// Fills in the form of the page that goes to a path.
    func post(
        _ path: String, _ fields: [String: String] = [:], origin: String = "http://mohr.test", follow: Bool = true
    ) {
        var all: [String: String] = [:]
        if let start = page.range(of: "action=\"\(path)\"") {
            let form = page[start.upperBound...].components(separatedBy: "</form>")[0]
            for tag in form.components(separatedBy: "<input").dropFirst() where tag.contains("type=\"hidden\"") {
                if let name = DeskBrowser.attribute("name", tag) { all[name] = DeskBrowser.attribute("value", tag) }
            }
        }
        all.merge(fields) { $1 }
        let body = all.map { "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value))" }
            .joined(separator: "&")
        send(
            "POST", path, [("Content-Type", "application/x-www-form-urlencoded"), ("Origin", origin)], Array(body.utf8))
        if follow, status == 303, let location { get(location) }
    }

    func forget(_ cookie: String) { cookies[cookie] = nil }

    private func send(_ method: String, _ path: String, _ headers: [(String, String)], _ body: [UInt8]) {
        let jar = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let response = router.answer(
            Request(
                method: method, target: path, headers: Headers(headers + [("Cookie", jar), ("Host", "mohr.test")]),
                body: body, peer: Peer(address: address))
        ).result
        status = response.status
        location = response.header("Location")
        self.headers = response.headers
        page = String(decoding: response.body, as: UTF8.self)
        for (name, value) in response.headers where name == "Set-Cookie" {
            let pair = value.components(separatedBy: ";")[0].components(separatedBy: "=")
            cookies[pair[0]] = pair[1].isEmpty ? nil : pair[1]
        }
    }
}

/// A house that asks for codes, its officers, and the folder that messages are left in.
final class HomeHouse: Sendable {
    let house: HouseFixture
    let enterer: HouseFixture.Person
    let approver: HouseFixture.Person

    init(_ changes: [(String, String)] = []) throws {
        house = try HouseFixture(
            changes: changes + [
                ("requestsPerAddress: 60", "requestsPerAddress: 100000"),
                ("requestsPerPerson: 12", "requestsPerPerson: 1000"),
                ("codePauseSeconds: 60", "codePauseSeconds: 0"),
            ], activation: true)
        enterer = try house.officer(.enterer)
        approver = try house.officer(.approver)
    }

    var service: MohrService { house.service }

    func deliver() throws { _ = try XCTUnwrap(try service.outbox()).deliver() }

    /// The newest message of a kind to a number.
    func message(_ kind: MessageKind, to number: String) throws -> String {
        try deliver()
        for record in try service.records.messages(in: .sent, limit: 1_000).filter({ $0.kind == kind }) {
            let file = service.home.file("spool/\(record.id).json")
            let value = try JSONReader.read([UInt8](Data(contentsOf: URL(fileURLWithPath: file))))
            if value["address"]?.text == number { return value["text"]?.text ?? "" }
        }
        throw Missing(kind: kind.rawValue)
    }

    func code(_ kind: MessageKind, to number: String) throws -> String {
        let text = try message(kind, to: number)
        return String(try XCTUnwrap(text.split { !$0.isASCII || !$0.isNumber }.first { $0.count == 6 }))
    }

    func link(to number: String) throws -> String {
        let text = try message(.issued, to: number)
        let start = try XCTUnwrap(text.range(of: "/mine/h/"))
        return String(text[start.lowerBound...].prefix { $0 != " " })
    }

    struct Doctor {
        let nationalID: String
        let mobile: String
        let key: PrivateKey
        let application: String
        var certificate: Certificate?
    }

    /// Takes a doctor to an issued certificate.
    func issued() throws -> Doctor {
        let number = house.freshNationalID()
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(
            subject: try Name([(OID.countryName, "IR"), (OID.commonName, "Sara Ahmadi")]), key: key)
        let form: JSONValue = [
            "profile": "doctor-signing", "request": .string(Base64.encode(request.encoded)),
            "form": [
                "nationalID": .string(number), "givenName": "سارا", "surname": "احمدی", "latinName": "Sara Ahmadi",
                "licenceNumber": .string(String(number.suffix(6))), "mobile": .string("0912" + number.suffix(7)),
            ],
        ]
        let filed = try house.ask(enterer, "POST", "/v1/applications", form)
        XCTAssertEqual(filed.status, 201, "\(filed.value)")
        let id = filed.value["id"]?.text ?? ""
        XCTAssertEqual(try house.ask(enterer, "POST", "/v1/applications/\(id)/entry").status, 200)
        XCTAssertEqual(try house.ask(approver, "POST", "/v1/applications/\(id)/approval").status, 200)
        _ = try service.engine.runOnce()
        return Doctor(
            nationalID: number, mobile: "+98912" + number.suffix(7), key: key, application: id,
            certificate: try service.registration.collect(id))
    }

    func accepted() throws -> Doctor {
        let doctor = try issued()
        let statement = try service.registration.acceptanceStatement(for: doctor.application)
        try service.registration.accept(
            doctor.application, statement.signed(with: doctor.key), code: code(.activation, to: doctor.mobile))
        try service.refreshStatus()
        return doctor
    }

    func status(_ doctor: Doctor) throws -> RecordedStatus? {
        let record = try XCTUnwrap(service.records.certificates(matching: .application(doctor.application)).first)
        return try service.records.statusHistory(of: record.reference).last?.interval.status
    }

    /// Lets a doctor in.
    func signIn(_ browser: HomeBrowser, _ doctor: Doctor) throws {
        browser.get("/mine/sign-in")
        browser.post("/mine/sign-in", ["nationalID": doctor.nationalID])
        browser.post("/mine/sign-in/code", ["code": try code(.signIn, to: doctor.mobile)])
    }
}

extension HomeHouse {
    /// A message that is not there: a failure, not a skip.
    struct Missing: Error {
        let kind: String
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Records
import XCTest

@testable import Service

/// A browser at the desk: an officer's certificate, a cookie jar, and the forms of the page that it looks at.
final class DeskBrowser {
    let house: HouseFixture
    let officer: HouseFixture.Person
    private let router: Router
    private var cookies: [String: String] = [:]
    private(set) var page = ""
    private(set) var body: [UInt8] = []
    private(set) var status = 0
    private(set) var location: String?
    private(set) var headers: [(String, String)] = []

    init(_ house: HouseFixture, _ officer: HouseFixture.Person, language: String = "fa") {
        self.house = house
        self.officer = officer
        router = Router(house.service.officeRoutes {})
        cookies["lang"] = language
    }

    @discardableResult
    func get(_ path: String) -> String {
        send("GET", path, headers: [], body: [])
        return page
    }

    /// Sends fields to an address, with the token and key of the page's first form that goes there.
    func post(_ path: String, _ fields: [String: String] = [:], follow: Bool = true) {
        var all = hidden(of: path)
        all.merge(fields) { $1 }
        send(all, to: path)
        if follow, status == 303, let location { get(location) }
    }

    /// Sends a file with fields, as a browser frames it, with the token and key of the page's form that goes there.
    func upload(_ path: String, _ fields: [String: String], file: [UInt8]?, named name: String = "scan.png") {
        var body: [UInt8] = []
        for (field, value) in hidden(of: path).merging(fields, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key })
        {
            body += Array("--AbC\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
        }
        let head = "--AbC\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file == nil ? "" : name)\"\r\n"
        body += Array((head + "Content-Type: application/octet-stream\r\n\r\n").utf8)
        body += (file ?? []) + Array("\r\n--AbC--\r\n".utf8)
        send(
            "POST", path,
            headers: [
                ("Content-Type", "multipart/form-data; boundary=AbC"), ("Origin", "https://desk.test"),
                ("Host", "desk.test"),
            ], body: body)
        if status == 303, let location { get(location) }
    }

    /// What a header says.
    func header(_ name: String) -> [String] { headers.filter { $0.0 == name }.map(\.1) }

    /// Sends exactly these fields.
    func send(_ fields: [String: String], to path: String, headers more: [(String, String)] = []) {
        let body = fields.sorted { $0.key < $1.key }
            .map { "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
        send(
            "POST", path,
            headers: [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "https://desk.test"),
                ("Host", "desk.test"),
            ] + more, body: Array(body.utf8))
    }

    /// The hidden fields of the form that goes to a path.
    func hidden(of path: String) -> [String: String] {
        guard let start = page.range(of: "action=\"\(path)\"") else { return [:] }
        let form = page[start.upperBound...].components(separatedBy: "</form>")[0]
        var fields: [String: String] = [:]
        for tag in form.components(separatedBy: "<input").dropFirst() where tag.contains("type=\"hidden\"") {
            guard let name = Self.attribute("name", tag) else { continue }
            fields[name] = Self.attribute("value", tag) ?? ""
        }
        return fields
    }

    static func attribute(_ name: String, _ tag: String) -> String? {
        guard let start = tag.range(of: " \(name)=\"") else { return nil }
        return tag[start.upperBound...].components(separatedBy: "\"")[0]
    }

    private func send(_ method: String, _ path: String, headers: [(String, String)], body: [UInt8]) {
        let jar = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let request = Request(
            method: method, target: path.components(separatedBy: "#")[0],
            headers: Headers(headers + [("Cookie", jar)]), body: body,
            peer: Peer(address: "127.0.0.1", certificateDER: officer.certificate.encoded, isTLS: true))
        let response = router.answer(request).result
        status = response.status
        location = response.header("Location")
        self.headers = response.headers
        self.body = response.body
        page = String(decoding: response.body, as: UTF8.self)
        for (name, value) in response.headers where name == "Set-Cookie" {
            let pair = value.components(separatedBy: ";")[0].components(separatedBy: "=")
            cookies[pair[0]] = pair[1]
        }
    }
}

extension HouseFixture {
    /// A certification request of a fresh key, as text.
    static func requestText() throws -> (PrivateKey, String) {
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(
            subject: try Name([(OID.countryName, "IR"), (OID.commonName, "Sara Ahmadi")]), key: key)
        return (key, String(decoding: PEM.encode(request.encoded, label: "CERTIFICATE REQUEST"), as: UTF8.self))
    }

    /// The fields of a doctor's form.
    static func doctorFields(nationalID: String, request: String) -> [String: String] {
        [
            "nationalID": nationalID, "givenName": "سارا", "surname": "احمدی", "latinName": "Sara Ahmadi",
            "licenceNumber": String(nationalID.suffix(6)), "mobile": "09123456789", "request": request,
            "step": "preview",
        ]
    }
}

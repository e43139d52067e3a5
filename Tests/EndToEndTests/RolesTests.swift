// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Service
import TestSupport
import XCTest

/// `mohr serve --role ca|ra|va`: three processes on one home, what each can do, and what remains when others die.
final class RolesTests: XCTestCase {
    /// A house with two officers, not served yet.
    private struct Scene {
        let folder: TemporaryFolder
        let home: String
        let enterer: OfficerAtDesk
        let approver: OfficerAtDesk

        /// One house with officers, made by the first test that asks; making one takes seconds.
        private static let first = Result {
            let folder = try TemporaryFolder()
            Leftovers.removeAtExit(folder)
            let home = try DemoTree.shared().copy(into: folder)
            let workshop = try Workshop(home)
            defer { workshop.close() }
            return (
                folder, home, try workshop.enlist(.enterer, nationalID: "9990001006"),
                try workshop.enlist(.approver, nationalID: "9990001022")
            )
        }

        /// A copy of it.
        init(_ change: (inout String) throws -> Void = { _ in }) throws {
            let first = try Self.first.get()
            (enterer, approver) = (first.2, first.3)
            folder = try TemporaryFolder()
            home = folder.path("home")
            try FileManager.default.copyItem(atPath: first.1, toPath: home)
            let file = URL(fileURLWithPath: home + "/mohr.json5")
            var text = try String(contentsOf: file, encoding: .utf8)
            try change(&text)
            try Data(text.utf8).write(to: file)
        }

        func serve(
            _ role: String, environment: [String: String] = [:], before: [String] = []
        ) throws -> ServedHouse {
            try ServedHouse(home, more: ["--role", role], environment: environment, before: before).ready()
        }

        /// An application, entered and approved over the office listener.
        func approved(_ doctor: DoctorsApplication, at house: ServedHouse) throws -> String {
            let filed = try enterer.post("/v1/applications", doctor.json, at: house)
            let id = try XCTUnwrap(filed.value["id"]?.text, "\(filed.value)")
            XCTAssertEqual(try enterer.post("/v1/applications/\(id)/entry", [:], at: house).response.status, 200)
            let approval = try approver.post("/v1/applications/\(id)/approval", [:], at: house)
            XCTAssertEqual(approval.response.status, 200, "\(approval.value)")
            return id
        }

        func state(of application: String, at house: ServedHouse) throws -> String? {
            try enterer.get("/v1/applications/\(application)", at: house).value["state"]?.text
        }

        /// The certificate, issued and accepted.
        func accepted(_ id: String, _ doctor: DoctorsApplication, at house: ServedHouse) throws -> Certificate {
            let path = "/v1/applications/\(id)"
            let offer = try Patience.wait("the certificate") { () -> JSONValue? in
                let answer = try enterer.get("\(path)/certificate", at: house).value
                return answer["state"] == "issued" ? .some(answer) : .none
            }
            let statement = try Base64.decode(try XCTUnwrap(offer["acceptanceStatement"]?.text, "\(offer)"))
            let proof = try doctor.key.sign(statement, by: doctor.key.preferredSignatureAlgorithm)
            let answer = try enterer.post("\(path)/acceptance", ["signature": .string(Base64.encode(proof))], at: house)
            XCTAssertEqual(answer.response.status, 200, "\(answer.value)")
            return try Certificate(der: try Base64.decode(try XCTUnwrap(offer["certificate"]?.text)))
        }

        func hide(_ names: [String]) throws {
            for name in names {
                try FileManager.default.moveItem(atPath: "\(home)/\(name)", toPath: folder.path("\(UUID())"))
            }
        }
    }

    private static let authorityKeys = ["root", "health", "trade"].map { "keys/\($0).key.pem" }

    private func ocsp(_ serial: SerialNumber, at house: ServedHouse, nonce: [UInt8]? = nil) throws -> OCSPResponse {
        let issuer = try Certificate(derOrPEM: try DemoTree.shared().bytes("health-intermediate.pem"))
        let question = OCSPRequest.make([try CertID(serialNumber: serial, issuer: issuer)], nonce: nonce)
        let answer = try HTTPClient().post(
            house.publicURL + "/ocsp", contentType: "application/ocsp-request", body: question)
        return try OCSPResponse(der: answer.body)
    }

    private func status(_ serial: SerialNumber, at house: ServedHouse) throws -> CertificateStatus? {
        try ocsp(serial, at: house).basic?.responses.first?.status
    }

    private func health(_ house: ServedHouse) throws -> (status: Int, complaints: [String], warnings: [String]) {
        let answer = try HTTPClient().get(house.publicURL + "/healthz")
        let value = try JSONReader.read(answer.body)
        let (complaints, warnings) = (value["complaints"]?.elements ?? [], value["warnings"]?.elements ?? [])
        return (answer.status, complaints.compactMap(\.text), warnings.compactMap(\.text))
    }

    func testThreeProcessesAreOneHouseAndTheLastOneGoesOnAlone() throws {
        let scene = try Scene()
        let authority = try scene.serve("ca")
        let offices = try scene.serve("ra")
        let everyone = try scene.serve("va")

        // Who listens. The other two show that the looking works.
        XCTAssertEqual(try Sockets.listening(authority.processIdentifier), [])
        XCTAssertEqual(Set(try Sockets.listening(offices.processIdentifier)).count, 1)
        XCTAssertEqual(
            Set(try Sockets.listening(everyone.processIdentifier)), [Int(everyone.publicPort)])

        // Taken in by one, issued by the second, told by the third.
        let doctor = try DoctorsApplication()
        let id = try scene.approved(doctor, at: offices)
        let certificate = try scene.accepted(id, doctor, at: offices)
        try Patience.wait("good") { try status(certificate.serialNumber, at: everyone) == .good ? true : nil }

        let revocation = try scene.approver.post(
            "/v1/certificates/\(certificate.serialNumber.hex)/revocation",
            ["reason": "keyCompromise", "cause": "card lost"], at: offices)
        XCTAssertEqual(revocation.response.status, 200, "\(revocation.value)")
        let start = Date()
        try Patience.wait("revoked") {
            if case .revoked = try status(certificate.serialNumber, at: everyone) { return true }
            return nil
        }
        print(
            "  a revocation at the offices' process was told by everyone's after",
            String(format: "%.2f s", Date().timeIntervalSince(start)))
        try Patience.wait("the entry on the list") {
            try CertificateList(der: try HTTPClient().get(everyone.publicURL + "/crls/health.crl").body)
                .entry(for: certificate.serialNumber, issuer: certificate.issuer)
        }

        authority.kill()
        offices.kill()
        XCTAssertEqual(try authority.end(), .killed)
        XCTAssertEqual(try offices.end(), .killed)
        let tree = try DemoTree.shared()
        let report = try everyone.verdict(on: try tree.bytes("prescription.p7s"), at: try tree.timeOfPrescription())
        XCTAssertEqual(report["decision"], "accept", "\(report)")
        XCTAssertEqual(try everyone.verdict(on: try tree.bytes("tampered.p7s"))["decision"], "reject")
        if case .revoked? = try status(certificate.serialNumber, at: everyone) {} else { XCTFail("not revoked") }
        XCTAssertEqual(try HTTPClient().get(everyone.publicURL + "/crls/health.crl").status, 200)
        XCTAssertEqual(try everyone.stop(), .clean)
        XCTAssertEqual(everyone.complained, "")
    }

    func testHoldersComeToTheOfficesProcessByAListenerOfTheirOwn() throws {
        let scene = try Scene()
        let file = scene.home + "/mohr-ra.json5"
        let text = """
            { base: "mohr.json5", role: "ra", listeners: { holders: {
                address: "127.0.0.1", port: 0, url: "https://mine.example.ir", trustedProxies: [] } } }
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        let authority = try scene.serve("ca")
        let offices = try ServedHouse(scene.home, more: ["--config", file]).ready()
        let everyone = try scene.serve("va")
        XCTAssertEqual(Set(try Sockets.listening(offices.processIdentifier)).count, 2)

        var doctor = try DoctorsApplication()
        doctor.mobile = "09990001049"
        let id = try scene.approved(doctor, at: offices)
        let certificate = try scene.accepted(id, doctor, at: offices)
        let serial = certificate.serialNumber
        try Patience.wait("good") { try status(serial, at: everyone) == .good ? true : nil }

        // The notice came by this process, and its link leads to where it is served.
        let notice = try Patience.wait("the notice") { try spooled("issued", in: scene.home).first }
        let said = try XCTUnwrap(notice["text"]?.text)
        let link = try XCTUnwrap(said.firstMatch(of: #/https://mine\.example\.ir(/mine/h/[A-Za-z0-9_-]+)/#), said)
        let client = try HTTPClient()
        XCTAssertEqual(try client.get(offices.holdersURL + String(link.1)).status, 200)
        XCTAssertEqual(try client.get(offices.holdersURL + "/").header("Location"), "/mine")
        for path in ["/mine", "/mine/sign-in", "/v1/renewals/\(Hex.encode(certificate.sha256))"] {
            XCTAssertEqual(try client.get(offices.holdersURL + path).status, 200, path)
            // The other process would need the offices' role for it.
            XCTAssertEqual(try client.get(everyone.publicURL + path).status, 404, path)
        }
        // Nothing else is there, not even refused.
        for path in ["/desk", "/v1/offices", "/v1/applications", "/crls/health.crl", "/checkpoint", "/metrics"] {
            XCTAssertEqual(try client.get(offices.holdersURL + path).status, 404, path)
        }

        let hold = try client.post(
            offices.holdersURL + "/v1/mine/holds", contentType: "application/json",
            body: JSONWriter.bytes(["link": .string(String(link.0))]))
        XCTAssertEqual(hold.status, 200, String(decoding: hold.body, as: UTF8.self))
        try Patience.wait("on hold") { () -> Bool? in
            if case .revoked? = try status(serial, at: everyone) { return true }
            return nil
        }
        _ = try Patience.wait("the word on the hold") { try spooled("held", in: scene.home).first }
        XCTAssertEqual(try spooled("suspended", in: scene.home), [], "it was the holder's own")
        let revocation = try scene.approver.post(
            "/v1/certificates/\(serial.hex)/revocation", ["reason": "keyCompromise", "cause": "seen at the office"],
            at: offices)
        XCTAssertEqual(revocation.response.status, 200, "\(revocation.value)")
        let told = try Patience.wait("the word on the revocation") { try spooled("revoked", in: scene.home).first }
        XCTAssertTrue(told["text"]?.text?.contains("باطل شد") == true, "\(told)")
        for house in [authority, offices, everyone] {
            XCTAssertEqual(try house.stop(), .clean)
            XCTAssertEqual(house.complained, "")
        }
    }

    /// Messages of a kind that the demo's own holders did not get.
    private func spooled(_ kind: String, in home: String) throws -> [JSONValue] {
        try FileManager.default.contentsOfDirectory(atPath: home + "/spool").filter { $0.hasSuffix(".json") }
            .map { try JSONReader.read([UInt8](Data(contentsOf: URL(fileURLWithPath: "\(home)/spool/\($0)")))) }
            .filter { $0["kind"]?.text == kind && $0["address"]?.text?.hasSuffix("9990001049") == true }
    }

    func testTheOfficesProcessCannotIssue() throws {
        let scene = try Scene()
        let away = scene.folder.path("keys")
        try FileManager.default.createDirectory(atPath: away, withIntermediateDirectories: true)
        // Everything but the listener's own key.
        let others = try FileManager.default.contentsOfDirectory(atPath: scene.home + "/keys")
            .filter { !$0.hasPrefix("office-listener") }
        XCTAssertTrue(others.contains("health.key.pem"), "\(others)")
        for name in others {
            try FileManager.default.moveItem(atPath: "\(scene.home)/keys/\(name)", toPath: "\(away)/\(name)")
        }
        let offices = try scene.serve("ra")
        let doctor = try DoctorsApplication()
        let id = try scene.approved(doctor, at: offices)
        Thread.sleep(forTimeInterval: 2.5)
        XCTAssertEqual(try scene.state(of: id, at: offices), "approved")

        // The negative control: with the keys and the process that may use them it is issued.
        for name in others {
            try FileManager.default.moveItem(atPath: "\(away)/\(name)", toPath: "\(scene.home)/keys/\(name)")
        }
        let authority = try scene.serve("ca")
        _ = try scene.accepted(id, doctor, at: offices)
        XCTAssertEqual(try authority.stop(), .clean)
        XCTAssertEqual(try offices.stop(), .clean)
    }

    func testWithoutAnyKeyEveryoneIsStillAnsweredByWhatWasSignedAhead() throws {
        let scene = try Scene()
        // Answers for all certificates are signed ahead by whoever has the keys.
        let authority = try scene.serve("ca")
        try Patience.wait("answers signed ahead") {
            FileManager.default.fileExists(atPath: scene.home + "/answers") ? true : nil
        }
        let tree = try DemoTree.shared()
        let doctor = try Certificate(derOrPEM: try tree.bytes("doctor.pem"))
        XCTAssertEqual(try authority.stop(), .clean)
        try scene.hide(["keys"])
        let everyone = try scene.serve("va")

        let told = try Patience.wait("the answer about the doctor") {
            try ocsp(doctor.serialNumber, at: everyone).basic
        }
        if case .revoked? = told.responses.first?.status {} else { XCTFail("\(told.responses)") }
        // A nonce nobody can sign; what is on file is given without.
        let asked = try ocsp(doctor.serialNumber, at: everyone, nonce: [UInt8](repeating: 7, count: 16))
        XCTAssertNotNil(asked.basic)
        XCTAssertNil(asked.basic?.nonce)
        // Of a number that nobody issued there is nothing on file, and certainly no `good`.
        XCTAssertNil(try ocsp(SerialNumber(unsigned: [0x11, 0x22]), at: everyone).basic)

        XCTAssertEqual(try everyone.verdict(on: try tree.bytes("tampered.p7s"))["decision"], "reject")
        let stamps = try HTTPClient().post(
            everyone.publicURL + "/timestamps", contentType: "application/timestamp-query", body: [0x30, 0])
        XCTAssertTrue([404, 413].contains(stamps.status), "\(stamps.status)")
        let found = try Patience.wait("the first look") {
            () -> (status: Int, complaints: [String], warnings: [String])? in
            let found = try health(everyone)
            return found.warnings.isEmpty ? nil : found
        }
        XCTAssertEqual(found.status, 200)
        XCTAssertTrue(found.warnings.contains("key-unreadable:health-ocsp"), "\(found.warnings)")
        XCTAssertTrue(found.warnings.contains("key-unreadable:timestamps"), "\(found.warnings)")
        XCTAssertEqual(try everyone.stop(), .clean)
    }

    func testWithoutTheAuthoritiesKeysEverythingForEveryoneIsThere() throws {
        let scene = try Scene()
        try scene.hide(Self.authorityKeys + ["keys/log.key.pem", "keys/office-listener.key.pem"])
        let everyone = try scene.serve("va")
        XCTAssertEqual(try health(everyone).complaints, [])
        let tree = try DemoTree.shared()
        let doctor = try Certificate(derOrPEM: try tree.bytes("doctor.pem"))
        let asked = try ocsp(doctor.serialNumber, at: everyone, nonce: [UInt8](repeating: 7, count: 16))
        XCTAssertEqual(asked.basic?.nonce.map { Array($0) }, [UInt8](repeating: 7, count: 16))
        if case .unknown? = try status(SerialNumber(unsigned: [0x11, 0x22]), at: everyone) {
        } else {
            XCTFail("a number that nobody issued is not unknown")
        }
        XCTAssertEqual(try everyone.stop(), .clean)
        XCTAssertEqual(everyone.complained, "")

        // The negative control: the role that needs them does not begin without.
        let outcome = try Program.run(["serve", "--home", scene.home, "--role", "ca"])
        XCTAssertEqual(outcome.status, 65, outcome.errors)
        XCTAssertTrue(outcome.errors.contains("health.key.pem"), outcome.errors)
    }

    func testAListThatNobodyRenewsIsToldOfBeforeItEndsAndAfter() throws {
        let scene = try Scene { text in
            text = text.replacing("periodSeconds: 300,", with: "periodSeconds: 1,")
                .replacing("lifetimeSeconds: 86400,", with: "lifetimeSeconds: 6,")
                .replacing("deltaLifetimeSeconds: 3600,", with: "deltaLifetimeSeconds: 6,")
        }
        let authority = try scene.serve("ca")
        let everyone = try scene.serve("va")
        try Patience.wait("health") { try health(everyone).status == 200 ? true : nil }
        authority.kill()
        XCTAssertEqual(try authority.end(), .killed)
        try Patience.wait("late") {
            () -> Bool? in
            try health(everyone).complaints.contains { $0.hasPrefix("late-list:health") } ? true : nil
        }
        try Patience.wait("stale") {
            () -> Bool? in
            try health(everyone).complaints.contains { $0.hasPrefix("stale-list:health") } ? true : nil
        }
        // Served as it is, for whoever wants to see; nobody may believe it.
        let list = try CertificateList(der: try HTTPClient().get(everyone.publicURL + "/crls/health.crl").body)
        XCTAssertLessThan(try XCTUnwrap(list.nextUpdate), Instant.now())
        let back = try scene.serve("ca")
        try Patience.wait("health again") { try health(everyone).status == 200 ? true : nil }
        XCTAssertEqual(try back.stop(), .clean)
        XCTAssertEqual(try everyone.stop(), .clean)
    }

    func testASupervisorIsToldWhenItServesThatItLivesAndThatItStops() throws {
        let scene = try Scene()
        let socket = try SupervisorSocket(scene.folder.path("notify"))
        let house = try scene.serve(
            "ra", environment: ["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "400000"])
        XCTAssertEqual(socket.next(), "READY=1\nSTATUS=serving as ra")
        for _ in 0..<3 { XCTAssertEqual(socket.next(), "WATCHDOG=1") }
        house.terminate()
        var last = socket.next()
        while last == "WATCHDOG=1" { last = socket.next() }
        XCTAssertEqual(last, "STOPPING=1")
        XCTAssertEqual(try house.end(), .clean)
    }

    func testARolesFileSaysWhatItDoes() throws {
        let scene = try Scene()
        let file = scene.home + "/mohr-ca.json5"
        try Data("{ base: \"mohr.json5\", role: \"ca\" }".utf8).write(to: URL(fileURLWithPath: file))
        let house = try ServedHouse(scene.home, more: ["--config", file]).ready()
        XCTAssertTrue(house.said.contains("serves as ca"), house.said)
        XCTAssertEqual(try Sockets.listening(house.processIdentifier), [])
        XCTAssertEqual(try house.stop(), .clean)
    }

    /// Three users of the system on one home, with the rights of `Config/systemd/mohr.tmpfiles`.
    func testThreeUsersShareAHomeAndOnlyOneReadsTheAuthoritiesKeys() throws {
        try XCTSkipIf(getuid() != 0, "needs root, to become three other users")
        let scene = try Scene()
        let (group, users) = (61_900, ["ca": 61_901, "ra": 61_902, "va": 61_903])
        let rights = """
            set -e
            cd '\(scene.home)'
            chown -R 61901:61900 .
            chmod 2770 . records lists answers professions 2>/dev/null || true
            find . -type d -exec chmod 2770 {} +
            find . -type f -exec chmod 0660 {} +
            chmod 3770 keys; chmod 0600 keys/*
            chown 61902 keys/channel.key
            chmod 0640 keys/*-ocsp.key.pem keys/timestamps.key.pem keys/office-listener.key.pem
            chmod 0755 '\(scene.folder.url.path)'
            """
        XCTAssertTrue(try Shell.run("bash", ["-c", rights]).isSuccess)
        func become(_ role: String) -> [String] {
            ["/usr/bin/setpriv", "--reuid=\(users[role] ?? 0)", "--regid=\(group)", "--clear-groups", "--"]
        }
        for (role, mayRead) in [("ca", true), ("ra", false), ("va", false)] {
            let words = Array(become(role).dropFirst()) + ["cat", scene.home + "/keys/health.key.pem"]
            XCTAssertEqual(try Shell.run("setpriv", words).isSuccess, mayRead, role)
        }
        let program = (try Program.path() as NSString).deletingLastPathComponent
        try XCTSkipIf(
            !(try Shell.run("setpriv", Array(become("va").dropFirst()) + ["test", "-x", program + "/mohr"]).isSuccess),
            "other users cannot reach the program at \(program)")
        var houses: [String: ServedHouse] = [:]
        for role in ["ca", "ra", "va"] {
            let shell = ["/bin/sh", "-c", "umask 0007; exec \"$@\"", "sh"]
            houses[role] = try scene.serve(role, before: become(role) + shell)
        }
        let (offices, everyone) = (try XCTUnwrap(houses["ra"]), try XCTUnwrap(houses["va"]))
        let doctor = try DoctorsApplication()
        let id = try scene.approved(doctor, at: offices)
        let certificate = try scene.accepted(id, doctor, at: offices)
        try Patience.wait("good") { try status(certificate.serialNumber, at: everyone) == .good ? true : nil }
        XCTAssertEqual(try health(everyone).complaints, [])
        for house in houses.values {
            XCTAssertEqual(try house.stop(), .clean)
            XCTAssertEqual(house.complained, "")
        }
    }
}

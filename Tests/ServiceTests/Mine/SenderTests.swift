// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import Identity
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// Messages leave by a folder, by a real mail server, and by a gateway.
final class SenderTests: XCTestCase {
    private func message(
        _ id: String = "0123456789abcdef", _ channel: Contact.Kind = .mail, to address: String = "sara@example.ir"
    ) -> OutgoingMessage {
        OutgoingMessage(
            id: id, kind: .activation, channel: channel, address: Personal(address),
            text: Personal("مهر: کد پذیرش گواهی شما 123456 است."), written: Instant(secondsSince1970: 1_795_255_200))
    }

    private func smtp(
        _ port: Int, _ security: SMTPSender.Security = .none, anchors: [UInt8]? = nil, user: String? = nil,
        password: String? = nil, gateway: String? = "{mobile}@sms.example.ir"
    ) -> SMTPSender {
        SMTPSender(
            plan: Configuration.Messages.SMTP(
                host: "127.0.0.1", port: port, security: security, anchors: nil, user: user, passwordFile: password,
                from: "mohr@example.ir", name: "mohr.example.ir", mobileAddress: gateway, timeoutMilliseconds: 20_000),
            anchorsPEM: anchors, passwordFile: password)
    }

    private func failure(_ act: () throws(SendingFailure) -> Void) -> SendingFailure? {
        do throws(SendingFailure) {
            try act()
            return nil
        } catch {
            return error
        }
    }

    /// A server's certificate for 127.0.0.1 with its key in one file, and what it leads to.
    private func serverCertificate(_ folder: TemporaryFolder) throws -> (file: String, anchor: [UInt8]) {
        let file = folder.path("server.pem")
        let made = try Shell.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=mail",
                "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", folder.path("k.pem"), "-out",
                folder.path("c.pem"),
            ])
        XCTAssertTrue(made.isSuccess, made.errors)
        let certificate = try Data(contentsOf: URL(fileURLWithPath: folder.path("c.pem")))
        try (Data(contentsOf: URL(fileURLWithPath: folder.path("k.pem"))) + certificate)
            .write(to: URL(fileURLWithPath: file))
        return (file, [UInt8](certificate))
    }

    func testAFileForEachMessageIsThereOnceAndForItsOwnerOnly() throws {
        let folder = try TemporaryFolder()
        let sender = FileSender(folder: folder.path("spool"))
        try sender.send(message())
        try sender.send(message())
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("spool"))
        XCTAssertEqual(names, ["0123456789abcdef.json"])
        let path = folder.path("spool/0123456789abcdef.json")
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        XCTAssertEqual(rights, 0o600)
        let value = try JSONReader.read([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        XCTAssertEqual(value["address"]?.text, "sara@example.ir")
        XCTAssertTrue(value["text"]?.text?.contains("123456") ?? false)
        // Taken up: it does not come back.
        try FileManager.default.createDirectory(atPath: folder.path("spool/.taken"), withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: path, toPath: folder.path("spool/.taken/0123456789abcdef"))
        try sender.send(message())
        XCTAssertFalse(FileManager.default.fileExists(atPath: path))
    }

    func testAMailServerTakesAMailThatOthersCanRead() throws {
        let folder = try TemporaryFolder()
        let server = try MailServer(in: folder)
        try smtp(server.port).send(message())
        let mail = try server.mail()
        XCTAssertEqual(mail["from"] as? String, "<mohr@example.ir>")
        XCTAssertEqual(mail["to"] as? String, "<sara@example.ir>")
        XCTAssertEqual(mail["subject"] as? String, "کد پذیرش گواهی")
        XCTAssertEqual(mail["text"] as? String, "مهر: کد پذیرش گواهی شما 123456 است.")
        XCTAssertEqual(mail["id"] as? String, "<0123456789abcdef@example.ir>")
        XCTAssertEqual(mail["auto"] as? String, "auto-generated")
        XCTAssertEqual(mail["ascii"] as? Bool, true)
        XCTAssertLessThanOrEqual(mail["longest"] as? Int ?? 999, 78)
        XCTAssertEqual(mail["date"] as? String, "Sat, 21 Nov 2026 10:00:00 +0000")
        // A telephone behind the gateway.
        try smtp(server.port).send(message("2", .mobile, to: "+989120000018"))
        XCTAssertEqual(try server.mail()["to"] as? String, "<989120000018@sms.example.ir>")
    }

    func testSTARTTLSAndAPasswordAreUsedAndNothingIsSentWithout() throws {
        let folder = try TemporaryFolder()
        let (file, anchor) = try serverCertificate(folder)
        let password = try folder.write(Array("secret of the tests\n".utf8), to: "password")
        let server = try MailServer(in: folder, certificate: file)
        try smtp(server.port, .starttls, anchors: anchor, user: "mohr", password: password).send(message())
        let mail = try server.mail()
        XCTAssertEqual(mail["secure"] as? Bool, true)
        XCTAssertEqual(mail["password"] as? Bool, true)
        // Another anchor: the server is not believed, and hears nothing.
        let stranger = try TestPKI.root()
        guard
            case .unavailable(let words)? = failure({ () throws(SendingFailure) in
                try smtp(server.port, .starttls, anchors: stranger.certificate.pem).send(message())
            })
        else { return XCTFail("sent") }
        XCTAssertTrue(words.contains("not trusted"), words)
        // A wrong password is the operator's to mend, not the message's fault.
        let wrong = try folder.write(Array("wrong\n".utf8), to: "wrong")
        XCTAssertEqual(
            failure { () throws(SendingFailure) in
                try smtp(server.port, .starttls, anchors: anchor, user: "mohr", password: wrong).send(message())
            }, .unavailable("smtp: AUTH 535"))
        let plain = try MailServer(in: folder)
        XCTAssertEqual(
            failure { () throws(SendingFailure) in
                try smtp(plain.port, .starttls, anchors: anchor).send(message())
            }, .unavailable("smtp: no STARTTLS"))
    }

    func testWhatAMailServerRefusesForGoodIsGivenUpAndTheRestIsAskedAgain() throws {
        let folder = try TemporaryFolder()
        let never = try MailServer(in: folder, refusing: ["RCPT=550"])
        XCTAssertEqual(
            failure { () throws(SendingFailure) in try smtp(never.port).send(message()) }, .refused("smtp: RCPT 550"))
        let later = try MailServer(in: folder, refusing: ["RCPT=451"])
        XCTAssertEqual(
            failure { () throws(SendingFailure) in try smtp(later.port).send(message()) },
            .unavailable("smtp: RCPT 451"))
        XCTAssertEqual(
            failure { () throws(SendingFailure) in
                try smtp(never.port).send(message(to: "a@example.ir>\r\nRCPT TO:<b@example.ir"))
            }, .refused("smtp: address"))
        guard
            case .unavailable? = failure({ () throws(SendingFailure) in try smtp(1).send(message()) })
        else { return XCTFail("nobody is there") }
        XCTAssertEqual(smtp(1, gateway: nil).reaches, [.mail])
    }

    func testAGatewayGetsASignedRequestWithTheMessagesId() throws {
        let folder = try TemporaryFolder()
        let secret = "a-secret-of-the-tests"
        let file = try folder.write(Array((secret + "\n").utf8), to: "secret")
        let seen = Seen()
        let server = HTTPServer(ServerConfiguration(address: "127.0.0.1", port: 0)) { request in
            .work {
                let status = seen.take(request)
                return Response(status: status)
            }
        }
        try server.start()
        defer { _ = server.stop(drainSeconds: 1) }
        let time = Instant(secondsSince1970: 1_795_255_300)
        let client = try HTTPClient()
        func sender(_ proof: WebhookSender.Proof) -> WebhookSender {
            WebhookSender(
                url: "http://127.0.0.1:\(server.port)/send", client: client, proof: proof, secretFile: file,
                clock: { time })
        }
        try sender(.hmac).send(message())
        let request = try XCTUnwrap(seen.last)
        XCTAssertEqual(request.headers["Idempotency-Key"], "0123456789abcdef")
        let body = Array("\(time.secondsSince1970).".utf8) + request.body
        XCTAssertEqual(
            request.headers["Mohr-Signature"],
            "t=\(time.secondsSince1970),v1=\(Hex.encode(try KeyedDigest(key: Array(secret.utf8)).digest(of: body)))")
        XCTAssertEqual(try JSONReader.read(request.body)["channel"]?.text, "mail")
        try sender(.bearer).send(message())
        XCTAssertEqual(seen.last?.headers["Authorization"], "Bearer \(secret)")
        for (status, expected) in [
            (503, SendingFailure.unavailable("webhook: status 503")), (429, .unavailable("webhook: status 429")),
            (400, .refused("webhook: status 400")), (302, .refused("webhook: status 302")),
        ] {
            seen.answer(status)
            let outcome = failure { () throws(SendingFailure) in try sender(.hmac).send(message()) }
            XCTAssertEqual(outcome, expected)
        }
        try FileManager.default.removeItem(atPath: file)
        XCTAssertEqual(
            failure { () throws(SendingFailure) in try sender(.hmac).send(message()) },
            .unavailable("webhook: no secret"))
    }

    func testMessagesAreAFewSMSLongInEveryLanguage() throws {
        let facts = [
            "code": "1234567890", "minutes": "1440", "until": "2026-11-22T08:00:00Z",
            "office": "دفتر پیشخوان خدمات دولت شهرستان زاهدان", "officeEnglish": "Government counter office of Zahedan",
            "time": "2026-11-22T08:00:00Z", "ends": "2026-11-23T08:00:00Z",
            "serial": "0A1B2C3D", "link": "https://mohr.example.ir/mine/h/0123456789abcdefABCDEF",
        ]
        for kind in MessageKind.allCases {
            for language in Language.allCases {
                let text = MessageText.text(kind, facts, in: language)
                // Persian is sent as UCS-2: 67 characters a part of a longer message, 3GPP TS 23.040 9.2.3.24.1.
                XCTAssertLessThanOrEqual(text.utf16.count, 3 * 67, "\(kind) \(language): \(text)")
                XCTAssertFalse(text.contains("{") || text.contains("–"), text)
                XCTAssertEqual(kind.isStatusChange, text.contains("…0A1B2C3D"), text)
            }
        }
    }

    private final class Seen: @unchecked Sendable {
        private let lock = NSLock()
        private var request: Request?
        private var status = 200

        var last: Request? { lock.withLock { request } }
        func answer(_ status: Int) { lock.withLock { self.status = status } }
        func take(_ request: Request) -> Int {
            lock.withLock {
                self.request = request
                return status
            }
        }
    }
}

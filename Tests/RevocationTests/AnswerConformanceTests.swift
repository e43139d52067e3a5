// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// Questions that OpenSSL and GnuTLS ask, and answers that they and pkilint judge.
final class AnswerConformanceTests: XCTestCase {
    private struct Asked {
        let house: House
        let folder: TemporaryFolder
        let responder: StatusResponder

        init() throws {
            house = try House(at: .now())
            folder = try TemporaryFolder()
            let issued = try [
                ("good", house.issue()), ("revoked", house.issue()), ("held", house.issue()),
                ("pending", house.issue(as: .pendingAcceptance)),
            ]
            try house.clerk.revoke(
                issued[1].1.reference, reason: .keyCompromise, because: "", by: "m", at: house.clock.now)
            try house.clerk.hold(issued[2].1.reference, because: "", by: "m", at: house.clock.now)
            responder = try house.statusResponder()
            let rogue = try house.health.signer("Rogue") { $0.validity = House.validity(around: house.clock.now) }
            for (name, certificate) in issued.map({ ($0.0, $0.1.certificate) }) + [
                ("unknown", rogue.certificate), ("root", house.root.certificate),
                ("health", house.health.certificate),
            ] {
                try folder.write(PEM.encode(certificate.encoded, label: "CERTIFICATE"), to: "\(name).pem")
            }
            try folder.write(try folder.read("root.pem") + (try folder.read("health.pem")), to: "chain.pem")
        }
    }

    private static let told = [
        ("good", "good"), ("revoked", "revoked"), ("held", "revoked"), ("pending", "revoked"), ("unknown", "unknown"),
    ]

    func testOpenSSLAsksAndVerifiesTheAnswer() throws {
        let asked = try Asked()
        for (name, status) in Self.told {
            for options in [["-no_nonce"], ["-nonce"], ["-no_nonce", "-sha256"]] {
                let hash = options.filter { $0 == "-sha256" }
                let question = try Shell.run(
                    "openssl",
                    ["ocsp", "-issuer", "health.pem"] + hash + [
                        "-cert", "\(name).pem", options[0], "-reqout", "request.der",
                    ], in: asked.folder)
                XCTAssertTrue(question.isSuccess, question.errors)
                try asked.folder.write(
                    asked.responder.answer(try asked.folder.read("request.der")).der, to: "response.der")
                let judged = try Shell.run(
                    "openssl",
                    [
                        // A nonce of its own would be looked for in the answer.
                        "ocsp", "-no_nonce", "-respin", "response.der", "-reqin", "request.der", "-issuer",
                        "health.pem",
                    ] + hash + ["-cert", "\(name).pem", "-CAfile", "chain.pem", "-text"],
                    in: asked.folder)
                XCTAssertTrue(judged.errors.contains("Response verify OK"), "\(name) \(options) \(judged.errors)")
                XCTAssertFalse(judged.errors.contains("WARNING"), judged.errors)
                XCTAssertTrue(judged.text.contains("\(name).pem: \(status)"), judged.text)
                XCTAssertEqual(judged.text.contains("OCSP Nonce"), options == ["-nonce"])
            }
        }
    }

    func testOpenSSLDoesNotTakeAnAnswerThatWasChanged() throws {
        let asked = try Asked()
        let question = try Shell.run(
            "openssl",
            ["ocsp", "-issuer", "health.pem", "-cert", "revoked.pem", "-no_nonce", "-reqout", "request.der"],
            in: asked.folder)
        XCTAssertTrue(question.isSuccess)
        var response = asked.responder.answer(try asked.folder.read("request.der")).der
        let basic = try XCTUnwrap(try OCSPResponse(der: response).basic)
        let place =
            try XCTUnwrap(
                response.indices.first { response[$0...].starts(with: basic.tbsEncoded) }) + basic.tbsEncoded.count - 3
        response[place] ^= 1
        try asked.folder.write(response, to: "response.der")
        let judged = try Shell.run(
            "openssl",
            [
                "ocsp", "-respin", "response.der", "-reqin", "request.der", "-issuer", "health.pem", "-cert",
                "revoked.pem", "-CAfile", "chain.pem",
            ], in: asked.folder)
        XCTAssertFalse(judged.errors.contains("Response verify OK"), judged.errors)
    }

    func testSeveralCertificatesInOneQuestionOfOpenSSL() throws {
        let asked = try Asked()
        let names = Self.told.map(\.0)
        let certificates = names.flatMap { ["-cert", "\($0).pem"] }
        let question = try Shell.run(
            "openssl", ["ocsp", "-issuer", "health.pem"] + certificates + ["-no_nonce", "-reqout", "request.der"],
            in: asked.folder)
        XCTAssertTrue(question.isSuccess, question.errors)
        try asked.folder.write(asked.responder.answer(try asked.folder.read("request.der")).der, to: "response.der")
        let judged = try Shell.run(
            "openssl",
            ["ocsp", "-no_nonce", "-respin", "response.der", "-reqin", "request.der", "-issuer", "health.pem"]
                + certificates + [
                    "-CAfile", "chain.pem",
                ], in: asked.folder)
        XCTAssertTrue(judged.errors.contains("Response verify OK"), judged.errors)
        for (name, status) in Self.told { XCTAssertTrue(judged.text.contains("\(name).pem: \(status)"), judged.text) }
    }

    func testGnuTLSAsksAndVerifiesTheAnswer() throws {
        let asked = try Asked()
        for (name, status) in Self.told {
            let question = try Shell.run(
                "ocsptool",
                [
                    "--generate-request", "--load-issuer", "health.pem", "--load-cert", "\(name).pem", "--outfile",
                    "request.der",
                ], in: asked.folder)
            XCTAssertTrue(question.isSuccess, question.errors)
            try asked.folder.write(
                asked.responder.answer(try asked.folder.read("request.der")).der, to: "response.der")
            let judged = try Shell.run(
                "ocsptool",
                [
                    "--verify-response", "--load-trust", "chain.pem", "--load-issuer", "health.pem", "--infile",
                    "response.der",
                ], in: asked.folder)
            XCTAssertTrue((judged.text + judged.errors).contains("Success"), "\(name) \(judged.text)\(judged.errors)")
            let info = try Shell.run("ocsptool", ["--response-info", "--infile", "response.der"], in: asked.folder)
            XCTAssertTrue(info.text.contains("Certificate Status: \(status)"), info.text)
        }
    }

    func testPkilintFindsNothingInAnyAnswer() throws {
        let asked = try Asked()
        for (name, _) in Self.told {
            for hash in [DigestAlgorithm.sha1, .sha256] {
                let certificate = try Certificate(derOrPEM: try asked.folder.read("\(name).pem"))
                let certID = try CertID(
                    serialNumber: certificate.serialNumber, issuer: asked.house.health.certificate,
                    hashAlgorithm: hash)
                for nonce in [nil, Array(repeating: UInt8(7), count: 32)] {
                    let file = try asked.folder.write(
                        asked.responder.answer(OCSPRequest.make([certID], nonce: nonce)).der, to: "response.der")
                    try Judges.assertClean("lint_ocsp_response", [file])
                }
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Service
import TestSupport
import XCTest

/// A house whose keys are in a token: grown, served, judged by `openssl`, and its token's process killed.
final class TokenHouseTests: XCTestCase {
    private let root = SharedData.packageRoot

    /// A home with a configuration that names the token.
    private func home(_ folder: TemporaryFolder, _ server: TokenServer) throws -> String {
        let home = folder.path("home")
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        var text = try String(contentsOf: root.appendingPathComponent("Config/mohr.json5"), encoding: .utf8)
        let token = """
            pkcs11: { module: "\(server.module)", token: "pkcs11:token=mohr", pinFile: "pin", sessions: 1,
              patienceMilliseconds: 2000 },
            """
        for (old, new) in [
            ("port: 8080,", "port: 0,"), ("port: 8443,", "port: 0,"), ("pkcs11: null,", token),
            ("\"../PKI/Profiles\"", "\"\(root.path)/PKI/Profiles\""),
            ("\"predictable-keys\"", "\"\(root.path)/Config/predictable-keys\""),
        ] { text = text.replacing(old, with: new) }
        try folder.write(Array(text.utf8), to: "home/mohr.json5")
        try folder.write(Array("a passphrase\n".utf8), to: "home/passphrase")
        try folder.write(Array("\(TokenServer.pin)\n".utf8), to: "home/pin")
        return home
    }

    private func mohr(_ arguments: [String], file: StaticString = #filePath, line: UInt = #line) throws -> String {
        let outcome = try Program.run(arguments)
        XCTAssertEqual(outcome.status, 0, "\(arguments)\n\(outcome.text)\(outcome.errors)", file: file, line: line)
        XCTAssertFalse((outcome.text + outcome.errors).contains(TokenServer.pin), file: file, line: line)
        return outcome.text
    }

    private func grow(_ home: String) throws {
        for name in ["root", "health-intermediate", "trade-intermediate"] {
            // Each signs the root's list, and a second one within the same second is refused.
            Thread.sleep(forTimeInterval: 1.1)
            _ = try mohr(["ceremony", "\(root.path)/PKI/Ceremonies/\(name).json5", "--home", home])
        }
    }

    private func openssl(_ line: String, in folder: TemporaryFolder) throws -> String {
        let outcome = try Shell.run("openssl", line.split(separator: " ").map(String.init), in: folder)
        XCTAssertTrue(outcome.isSuccess, "openssl \(line): \(outcome.text)\(outcome.errors)")
        return outcome.text + outcome.errors
    }

    /// An office and an officer, whose certificate the health authority issues.
    private func enlist(_ home: String, in folder: TemporaryFolder) throws {
        _ = try mohr([
            "office", "add", "yazd", "--home", home, "--kind", "medicalCouncil", "--name-fa", "نظام پزشکی نمونه",
            "--name", "Council", "--profile", "doctor-signing", "--licensed-until",
            Instant.now().advanced(bySeconds: 31_536_000).rfc3339,
        ])
        _ = try openssl(
            "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout officer.key -subj /CN=officer"
                + " -out officer.csr", in: folder)
        _ = try mohr([
            "officer", "add", "yazd-1", "--home", home, "--office", "yazd", "--role", "enterer", "--given-fa", "نرگس",
            "--surname-fa", "نمونه", "--name-latin", "Narges Nemouneh", "--national-id", "9990000034", "--request",
            folder.path("officer.csr"), "--authority", "health", "--out", folder.path("officer.pem"),
        ])
    }

    func testAHouseInATokenIsJudgedLikeAnyOtherAndOutlivesItsTokensProcess() throws {
        let folder = try temporaryFolder()
        let server = try TokenServer(folder)
        let home = try home(folder, server)
        try grow(home)
        try enlist(home, in: folder)
        let verify = "verify -CAfile home/certificates/root.pem -untrusted home/certificates/health.pem"
        XCTAssertTrue(try openssl("\(verify) officer.pem", in: folder).contains("officer.pem: OK"))

        _ = try mohr(["crl", "publish", "--home", home])

        let house = try ServedHouse(home).ready()
        let keys = try FileManager.default.contentsOfDirectory(atPath: home + "/keys").sorted()
        // TLS takes its key from memory, few tokens know the log's Ed25519, and ids are kept under a secret of the home.
        let inFiles = ["office-listener.key.pem", "log.key.pem", "prescription-ids.key", "evidence.key"]
        XCTAssertEqual(keys.filter { !inFiles.contains($0) && !$0.hasSuffix(".key.uri") }, [])
        XCTAssertTrue(keys.contains("health.key.uri") && keys.contains("health-ocsp.key.uri"), "\(keys)")
        for name in keys where name.hasSuffix(".uri") {
            let text = try String(contentsOfFile: "\(home)/keys/\(name)", encoding: .utf8)
            XCTAssertTrue(text.hasPrefix("pkcs11:token=mohr;object="), text)
            XCTAssertFalse(text.contains(TokenServer.pin))
        }

        let ask =
            "ocsp -issuer home/certificates/health.pem -cert officer.pem -url \(house.publicURL)/ocsp"
            + " -CAfile home/certificates/root.pem -verify_other home/certificates/health.pem"
        let good = try openssl(ask, in: folder)
        XCTAssertTrue(good.contains("Response verify OK") && good.contains("officer.pem: good"), good)

        XCTAssertTrue(try openssl(ask + " -no_nonce", in: folder).contains("officer.pem: good"))

        // While the token is away, what is signed already is still answered.
        server.kill()
        XCTAssertTrue(try openssl(ask + " -no_nonce", in: folder).contains("officer.pem: good"))
        let serial = try Certificate(derOrPEM: try folder.read("officer.pem")).serialNumber.hex
        _ = try mohr([
            "certificate", "revoke", serial, "--home", home, "--reason", "keyCompromise", "--cause", "card lost",
        ])
        XCTAssertTrue(house.isRunning)
        try server.start()
        try Patience.wait("the list that names the revoked certificate", seconds: 60) {
            for name in try Self.lists(of: house) where name.entry(serial) { return true }
            return nil
        }
        try Patience.wait("the answer that says revoked", seconds: 60) {
            try openssl(ask + " -no_nonce", in: folder).contains("officer.pem: revoked") ? true : nil
        }
        XCTAssertTrue(try openssl(ask, in: folder).contains("Response verify OK"))
        XCTAssertFalse(house.complained.contains(TokenServer.pin))
        XCTAssertEqual(try house.stop(), .clean)
    }

    /// The lists of the health authority as they are served now.
    private static func lists(of house: ServedHouse) throws -> [CertificateList] {
        let answer = try HTTPClient().get(house.publicURL + "/crls/health.crl")
        return answer.status == 200 ? [try CertificateList(der: answer.body)] : []
    }

    func testAnOperatorsMistakesAreSaidAndNothingIsMade() throws {
        let folder = try temporaryFolder()
        let server = try TokenServer(folder)
        let home = try home(folder, server)
        let ceremony = ["ceremony", "\(root.path)/PKI/Ceremonies/root.json5", "--home", home]
        try folder.write(Array("000000\n".utf8), to: "wrong")
        let wrong = try Program.run(ceremony + ["--pin-file", folder.path("wrong")])
        XCTAssertEqual(wrong.status, 65)
        XCTAssertTrue(wrong.errors.contains("wrong. It was given once"), wrong.errors)
        XCTAssertFalse(wrong.errors.contains("000000"))
        server.kill()
        let away = try Program.run(ceremony)
        XCTAssertEqual(away.status, 69, away.errors)
        try server.start()
        XCTAssertFalse(FileManager.default.fileExists(atPath: home + "/certificates/root.pem"))

        // In files where that is asked for, and then the token's door is not open for the name.
        _ = try mohr(ceremony + ["--key-store", "file"])
        XCTAssertTrue(FileManager.default.fileExists(atPath: home + "/keys/root.key.pem"))
        let again = try Program.run(ceremony + ["--key-store", "pkcs11"])
        XCTAssertNotEqual(again.status, 0)
        try folder.write(Array("pkcs11:token=mohr;object=root\n".utf8), to: "home/keys/root.key.uri")
        let twice = try Program.run([
            "ceremony", "\(root.path)/PKI/Ceremonies/health-intermediate.json5", "--home", home,
        ])
        XCTAssertTrue(twice.errors.contains("One of both has to go"), twice.errors)
    }

    func testACardSignsADocumentThatOpenSSLVerifies() throws {
        let folder = try temporaryFolder()
        let server = try TokenServer(folder)
        let card = "pkcs11:token=mohr;object=signing"
        let provider = ["--provider", server.module]
        setenv("GNUTLS_PIN", TokenServer.pin, 1)
        defer { unsetenv("GNUTLS_PIN") }
        let made = try Shell.run(
            "p11tool",
            provider + [
                "--login", "--batch", "--generate-privkey=ecdsa", "--curve=secp256r1", "--label=signing", "--id=0102",
                "--outfile", folder.path("public.pem"), "pkcs11:token=mohr",
            ])
        XCTAssertTrue(made.isSuccess, made.text + made.errors)
        _ = try openssl(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key -out root.pem -subj /CN=Root"
                + " -days 30 -addext keyUsage=critical,keyCertSign,cRLSign", in: folder)
        try folder.write(Array("keyUsage=critical,nonRepudiation\n".utf8), to: "extensions")
        _ = try openssl(
            "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout x.key -out x.csr -subj /CN=Sara",
            in: folder)
        _ = try openssl(
            "x509 -req -in x.csr -force_pubkey public.pem -CA root.pem -CAkey root.key -days 10 -extfile extensions"
                + " -out doctor.pem", in: folder)
        try folder.write(Array("{\"resourceType\":\"Bundle\"}".utf8), to: "document.json")
        try folder.write(Array("\(TokenServer.pin)\n".utf8), to: "pin")
        let sign = [
            "sign", folder.path("document.json"), "--key", card, "--module", server.module, "--pin-file",
            folder.path("pin"), "--out", folder.path("signed.p7s"),
        ]

        let bare = try Program.run(sign)
        XCTAssertEqual(bare.status, 65)
        XCTAssertTrue(bare.errors.contains("no certificate beside the key"), bare.errors)
        _ = try mohr(sign + ["--certificate", folder.path("doctor.pem")])
        let check = "cms -verify -cades -inform DER -in signed.p7s -CAfile root.pem -binary -out content"
        _ = try openssl(check, in: folder)

        // The same with the certificate on the card.
        let put = try Shell.run(
            "p11tool",
            provider + [
                "--login", "--batch", "--write", "--load-certificate", folder.path("doctor.pem"), "--label=other",
                "--id=0102", "pkcs11:token=mohr",
            ])
        XCTAssertTrue(put.isSuccess, put.text + put.errors)
        _ = try mohr(sign)
        _ = try openssl(check, in: folder)
        XCTAssertEqual(try folder.read("content"), try folder.read("document.json"))

        let secret = try Program.run(
            [
                "sign", folder.path("document.json"), "--key", card + "?pin-value=\(TokenServer.pin)", "--module",
                "/x.so",
            ])
        XCTAssertEqual(secret.status, 65)
        XCTAssertFalse(secret.errors.contains(TokenServer.pin))
        let none = try Program.run(["sign", folder.path("document.json"), "--key", card])
        XCTAssertEqual(none.status, 64)
    }
}

extension CertificateList {
    fileprivate func entry(_ serial: String) -> Bool {
        entries.contains { $0.serialNumber.hex == serial }
    }
}

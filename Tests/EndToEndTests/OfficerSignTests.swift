// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import HTTPServer
import JSON
import TestSupport
import XCTest

/// `mohr officer sign`: what it signs, what it does not, and that the house takes it.
final class OfficerSignTests: XCTestCase {
    private static let statement = Array("mohr officer action v1\naction: enter\napplication: A\n".utf8)

    private func mohr(_ arguments: [String], in folder: TemporaryFolder) throws -> Shell.Outcome {
        setenv("MOHR_LANGUAGE", "en", 1)
        return try Shell.run(try Program.path(), arguments, in: folder)
    }

    /// A folder with a key, its public half and a statement.
    private func desk(_ kind: KeyKind = .p256) throws -> (TemporaryFolder, PrivateKey) {
        let (folder, key) = (try TemporaryFolder(), try PrivateKey.generate(kind))
        try folder.write(try key.pem(), to: "officer.key")
        try folder.write(key.publicKey.subjectPublicKeyInfo, to: "public.der")
        try folder.write(Self.statement, to: "statement.txt")
        return (folder, key)
    }

    /// What OpenSSL's own program says of a signature.
    private func holds(_ signature: [UInt8], over file: String, in folder: TemporaryFolder) throws -> Bool {
        try folder.write(signature, to: "signature.bin")
        return try Shell.run(
            "openssl",
            [
                "dgst", "-sha256", "-verify", "public.der", "-keyform", "DER", "-signature", "signature.bin", file,
            ], in: folder
        ).isSuccess
    }

    func testAStatementIsSignedAndAnotherProgramSaysThatItHolds() throws {
        let (folder, _) = try desk()
        let command = ["officer", "sign", "statement.txt", "--key", "officer.key"]
        let plain = try mohr(command, in: folder)
        XCTAssertEqual(plain.status, 0, plain.errors)
        let signature = try Base64.decode(plain.text.trimmingCharacters(in: .newlines))
        XCTAssertTrue(try holds(signature, over: "statement.txt", in: folder))
        try folder.write(Self.statement + [0x0A], to: "another.txt")
        XCTAssertFalse(try holds(signature, over: "another.txt", in: folder), "the control")

        let json = try mohr(command + ["--json"], in: folder)
        XCTAssertEqual(json.status, 0, json.errors)
        let value = try JSONReader.read(json.output)
        XCTAssertEqual(value["statement"]?.text, Hex.encode(DigestAlgorithm.sha256.digest(Self.statement)))
        let second = try Base64.decode(try XCTUnwrap(value["signature"]?.text))
        XCTAssertTrue(try holds(second, over: "statement.txt", in: folder))

        let filed = try mohr(command + ["--out", "signature"], in: folder)
        XCTAssertEqual(filed.status, 0, filed.errors)
        XCTAssertTrue(filed.text.contains("signature"), filed.text)
        let both = try mohr(command + ["--out", "both", "--json"], in: folder)
        XCTAssertEqual(
            try JSONReader.read(both.output)["signature"]?.text.map { $0 + "\n" },
            String(decoding: try folder.read("both"), as: UTF8.self))
        let third = String(decoding: try folder.read("signature"), as: UTF8.self)
        XCTAssertTrue(
            try holds(Base64.decode(third.trimmingCharacters(in: .newlines)), over: "statement.txt", in: folder))
    }

    func testAKeyUnderAPassphraseIsOpenedAndAWrongOneIsSaidToBe() throws {
        let (folder, key) = try desk()
        try folder.write(try key.pem(encryptedWith: Passphrase(Array("open sesame".utf8))), to: "officer.key")
        try folder.write(Array("open sesame\n".utf8), to: "right")
        try folder.write(Array("open barley\n".utf8), to: "wrong")
        let command = ["officer", "sign", "statement.txt", "--key", "officer.key"]
        let good = try mohr(command + ["--passphrase-file", "right", "--json"], in: folder)
        XCTAssertEqual(good.status, 0, good.errors)
        let signature = try Base64.decode(try XCTUnwrap(try JSONReader.read(good.output)["signature"]?.text))
        XCTAssertTrue(try holds(signature, over: "statement.txt", in: folder))
        for more in [["--passphrase-file", "wrong"], []] {
            let bad = try mohr(command + more, in: folder)
            XCTAssertEqual(bad.status, 65, bad.errors)
            XCTAssertEqual(bad.output, [])
            XCTAssertTrue(bad.errors.contains("officer.key"), bad.errors)
        }
    }

    func testNothingButAStatementOfTheDeskIsSigned() throws {
        let (folder, _) = try desk()
        try folder.write(Array("{\"resourceType\":\"Bundle\"}".utf8), to: "document.json")
        try folder.write(Array("mohr officer action v1".utf8), to: "cut.txt")
        try folder.write(Array(" mohr officer action v1\n".utf8), to: "moved.txt")
        try folder.write(Self.statement + [UInt8](repeating: 0x41, count: 16_384), to: "long.txt")
        let cases: [([String], Int32)] = [
            (["sign", "document.json", "--key", "officer.key"], 65), (["sign", "cut.txt", "--key", "officer.key"], 65),
            (["sign", "moved.txt", "--key", "officer.key"], 65), (["sign", "long.txt", "--key", "officer.key"], 65),
            (["sign", "nothing.txt", "--key", "officer.key"], 65), (["sign", "statement.txt", "--key", "nothing"], 65),
            (["sign", "statement.txt", "--key", "statement.txt"], 65), (["sign", "statement.txt"], 64),
            (["suspend", "yazd-1", "--home", ".", "--json"], 64), (["sign"], 64),
        ]
        for (arguments, status) in cases {
            let outcome = try mohr(["officer"] + arguments, in: folder)
            XCTAssertEqual(outcome.status, status, "\(arguments): \(outcome.errors)")
            XCTAssertEqual(outcome.output, [], "\(arguments)")
            XCTAssertNotEqual(outcome.errors, "")
        }
    }

    /// The statement from the desk, the signature from the command, the answer from the house.
    func testTheHouseTakesItAndPapersAreCovered() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        let clerk = try workshop.enlist(.enterer, nationalID: "9990001006")
        workshop.close()
        let listed = try mohr(["officer", "list", "medical-council-tehran", "--home", home, "--json"], in: folder)
        XCTAssertEqual(listed.status, 0, listed.errors)
        let lines = try listed.text.split(separator: "\n").map { try JSONReader.read(Array($0.utf8)) }
        let line = try XCTUnwrap(lines.first { $0["officer"]?.text == clerk.id }, listed.text)
        XCTAssertEqual(line["role"]?.text, "enterer")
        XCTAssertEqual(line["standing"]?.text, "active")
        XCTAssertEqual(
            line["certificate"]?.text, Hex.encode(DigestAlgorithm.sha256.digest(clerk.chain[0].encoded)))
        let house = try ServedHouse(home).ready()
        let filed = try clerk.post("/v1/applications", try DoctorsApplication().json, at: house)
        let id = try XCTUnwrap(filed.value["id"]?.text, "\(filed.value)")
        try folder.write(try clerk.key.pem(), to: "officer.key")
        func signature() throws -> JSONValue {
            let page = try clerk.client().get(house.officeURL + "/desk/applications/\(id)/acts/enter/statement")
            XCTAssertEqual(page.status, 200)
            try folder.write(page.body, to: "statement.txt")
            let signed = try mohr(["officer", "sign", "statement.txt", "--key", "officer.key", "--json"], in: folder)
            XCTAssertEqual(signed.status, 0, signed.errors)
            return ["signature": .string(try XCTUnwrap(try JSONReader.read(signed.output)["signature"]?.text))]
        }
        let early = try signature()
        let pdf = "%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\nxref\ntrailer\nstartxref\n9\n%%EOF\n"
        let added = try clerk.client().send(
            "POST", house.officeURL + "/v1/applications/\(id)/evidence/licence",
            headers: [("Content-Type", "application/pdf"), ("Idempotency-Key", UUID().uuidString)],
            body: Array(pdf.utf8))
        XCTAssertEqual(added.status, 201, String(decoding: added.body, as: UTF8.self))
        let path = "/v1/applications/\(id)/entry"
        XCTAssertNotEqual(try clerk.post(path, early, at: house).response.status, 200, "signed before the paper came")
        let late = try signature()
        XCTAssertTrue(String(decoding: try folder.read("statement.txt"), as: UTF8.self).contains("evidence-sha256: "))
        let entered = try clerk.post(path, late, at: house)
        XCTAssertEqual(entered.response.status, 200, "\(entered.value)")
        XCTAssertEqual(try house.stop(), .clean)
    }
}

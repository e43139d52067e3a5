// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// `mohr sign` with keys and certificates that OpenSSL made.
final class SignCommandTests: XCTestCase {
    private static let document = Array("{\"resourceType\":\"Bundle\"}".utf8)

    /// The program beside the tests: one build makes both.
    private func mohr(_ arguments: [String], in folder: TemporaryFolder) throws -> Shell.Outcome {
        let folders =
            [Bundle.main.executableURL?.deletingLastPathComponent(), Bundle.main.bundleURL].compactMap { $0 }
            + [SharedData.packageRoot.appendingPathComponent(".build/debug")]
        let program = try XCTUnwrap(
            folders.map { $0.appendingPathComponent("mohr").path }.first { Shell.find($0) != nil },
            "no mohr beside the tests")
        setenv("MOHR_LANGUAGE", "en", 1)
        return try Shell.run(program, arguments, in: folder)
    }

    private func openssl(_ line: String, in folder: TemporaryFolder, input: [UInt8] = []) throws {
        let outcome = try Shell.run("openssl", line.split(separator: " ").map(String.init), input: input, in: folder)
        XCTAssertTrue(outcome.isSuccess, "openssl \(line): \(outcome.errors)")
    }

    /// A root, a doctor with an encrypted key, and a document.
    private func desk() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(Self.document, to: "document.json")
        try folder.write(Array("secret\n".utf8), to: "passphrase")
        try folder.write(Array("keyUsage=critical,nonRepudiation\n".utf8), to: "extensions")
        let curve = "-newkey ec -pkeyopt ec_paramgen_curve:P-256"
        try openssl(
            "req -x509 \(curve) -nodes -keyout root.key -out root.pem -subj /CN=Root -days 30"
                + " -addext keyUsage=critical,keyCertSign,cRLSign", in: folder)
        try openssl(
            "req -new \(curve) -passout file:passphrase -keyout doctor.key -out doctor.csr -subj /CN=Sara",
            in: folder)
        try openssl(
            "x509 -req -in doctor.csr -CA root.pem -CAkey root.key -days 10 -extfile extensions -out doctor.pem",
            in: folder)
        return folder
    }

    private let token = ["--key", "doctor.key", "--certificate", "doctor.pem", "--passphrase-file", "passphrase"]

    func testASignedDocumentIsOneForOpenSSL() throws {
        let folder = try desk()
        let signed = try mohr(["sign", "document.json"] + token, in: folder)
        XCTAssertEqual(signed.status, 0, signed.errors)
        try openssl(
            "cms -verify -cades -inform DER -in document.json.p7s -CAfile root.pem -binary -out content", in: folder)
        XCTAssertEqual(try folder.read("content"), Self.document)
        // A file that is there is replaced; a detached signature needs its document.
        try folder.write([1, 2, 3], to: "signature")
        let detached = try mohr(["sign", "document.json", "--detached", "--out", "signature"] + token, in: folder)
        XCTAssertEqual(detached.status, 0, detached.errors)
        try openssl(
            "cms -verify -cades -inform DER -in signature -content document.json -CAfile root.pem -binary -out content",
            in: folder)
    }

    func testWhatIsSignedInJSONIsJudgedLikeWhatIsSignedInCMS() throws {
        let folder = try desk()
        try folder.write([], to: "index")
        try folder.write(Array("01\n".utf8), to: "number")
        let lines = [
            "[ca]", "default_ca=d", "[d]", "database=index", "crlnumber=number", "default_md=sha256",
            "default_crl_days=5", "crl_extensions=e", "[e]", "authorityKeyIdentifier=keyid",
        ]
        try folder.write(Array(lines.joined(separator: "\n").utf8), to: "conf")
        try openssl("ca -gencrl -config conf -keyfile root.key -cert root.pem -out root.crl", in: folder)
        let material = ["--anchor", "root.pem", "--crl", "root.crl"]
        for (extra, content) in [([], []), (["--detached"], ["--content", "document.json"])] as [([String], [String])] {
            let signed = try mohr(
                ["sign", "document.json", "--format", "jades", "--out", "signature"] + extra + token, in: folder)
            XCTAssertEqual(signed.status, 0, signed.errors)
            let judged = try mohr(["verify", "signature", "--json"] + material + content, in: folder)
            XCTAssertEqual(judged.status, 0, judged.text)
            XCTAssertTrue(judged.text.contains("TOTAL-PASSED"))
            let kept = try mohr(["verify", "signature", "--facts", "facts.json"] + material + content, in: folder)
            XCTAssertEqual(kept.status, 0, kept.text)
            XCTAssertEqual(try mohr(["verify", "facts.json", "--replay"], in: folder).status, 0)
            // Its last letter another: the value is another, or no longer one.
            var changed = try folder.read("signature")
            let place = try XCTUnwrap(changed.lastIndex { $0 != UInt8(ascii: "A") && $0 > 0x40 })
            changed[place] = UInt8(ascii: "A")
            try folder.write(changed, to: "changed")
            XCTAssertEqual(try mohr(["verify", "changed"] + material + content, in: folder).status, 1)
        }
        XCTAssertEqual(try mohr(["verify", "signature"] + material, in: folder).status, 2)
    }

    func testBytesThatAreNoMessageHaveNoFactsAndThatIsSaid() throws {
        let folder = try TemporaryFolder()
        for text in ["no message", "{\"payload\":1}"] {
            try folder.write(Array(text.utf8), to: "file")
            let plain = try mohr(["verify", "file", "--json"], in: folder)
            let asked = try mohr(["verify", "file", "--facts", "facts.json", "--json"], in: folder)
            XCTAssertEqual(asked.status, plain.status)
            XCTAssertEqual(plain.errors, "")
            XCTAssertTrue(asked.errors.contains("No facts were written to facts.json"), asked.errors)
            XCTAssertFalse(asked.errors.contains("–"), asked.errors)
            XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path("facts.json")))
        }
    }

    func testTheVerdictTellsOfSignaturesOverTheSignature() throws {
        let folder = try desk()
        XCTAssertEqual(try mohr(["sign", "document.json", "--out", "signed"] + token, in: folder).status, 0)
        let signed = try mohr(["sign", "signed", "--counter", "--out", "countersigned"] + token, in: folder)
        XCTAssertEqual(signed.status, 0, signed.errors)
        let judged = try mohr(["verify", "countersigned", "--anchor", "root.pem"], in: folder)
        XCTAssertEqual(judged.status, 2, judged.text)
        XCTAssertTrue(judged.text.contains("signed over by: Sara"), judged.text)
        XCTAssertTrue(judged.text.contains("COUNTER_SIGNATURE_NOT_VALID"), judged.text)
    }

    func testRefusalsNameTheCauseAndWriteNothing() throws {
        let folder = try desk()
        let rows: [(arguments: [String], status: Int32, says: String)] = [
            (["--level", "LTA"] + token, 64, "--timestamps"), (["--level", "X"] + token, 64, "B, T, LT, LTA"),
            (["--key", "doctor.key"], 64, "--certificate"),
            (["--key", "doctor.key", "--certificate", "doctor.pem"], 65, "--passphrase-file"),
            (
                ["--key", "doctor.key", "--certificate", "doctor.pem", "--passphrase-file", "extensions"], 65,
                "does not open"
            ),
            (["--key", "root.key", "--certificate", "doctor.pem"], 65, "not the one"),
            (["--key", "root.key", "--certificate", "root.pem"], 65, "keyCertSign cRLSign; nonRepudiation"),
            (["--key", "document.json", "--certificate", "doctor.pem"], 65, "document.json"),
        ]
        for row in rows {
            let outcome = try mohr(["sign", "document.json", "--out", "signature"] + row.arguments, in: folder)
            XCTAssertEqual(outcome.status, row.status, "\(row.arguments): \(outcome.errors)")
            XCTAssertTrue(outcome.errors.contains(row.says), outcome.errors)
            XCTAssertFalse(outcome.errors.contains("secret"))
            XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path("signature")))
        }
    }

    func testACardsSignatureIsPreparedAndAssembled() throws {
        let folder = try desk()
        try openssl("pkey -in doctor.key -passin file:passphrase -out card.key", in: folder)
        for (extra, name) in [([], "enveloping"), (["--detached"], "detached")] {
            let prepared = try mohr(
                ["sign", "document.json", "--prepare", "--certificate", "doctor.pem", "--out", name] + extra, in: folder
            )
            XCTAssertEqual(prepared.status, 0, prepared.errors)
            XCTAssertTrue(prepared.text.contains("--assemble"))
            try openssl("dgst -sha256 -sign card.key -out value \(name).tbs", in: folder)
            let assembled = try mohr(
                ["sign", name, "--assemble", "--signature", "value", "--out", "\(name).p7s"], in: folder)
            XCTAssertEqual(assembled.status, 0, assembled.errors)
            try openssl(
                "cms -verify -cades -inform DER -in \(name).p7s -CAfile root.pem -binary -out content"
                    + (extra.isEmpty ? "" : " -content document.json"), in: folder)
        }
        try openssl("dgst -sha256 -sign card.key -out value document.json", in: folder)
        let wrong = try mohr(
            ["sign", "detached", "--assemble", "--signature", "value", "--out", "wrong.p7s"], in: folder)
        XCTAssertEqual(wrong.status, 70, wrong.errors)
        XCTAssertThrowsError(try folder.read("wrong.p7s"))
    }

    func testSignersAreAddedBesideAndOver() throws {
        let folder = try desk()
        XCTAssertEqual(try mohr(["sign", "document.json", "--out", "one.p7s"] + token, in: folder).status, 0)
        for mode in ["--add-signer", "--counter"] {
            let added = try mohr(["sign", "one.p7s", mode, "--out", "two.p7s"] + token, in: folder)
            XCTAssertEqual(added.status, 0, added.errors)
            try openssl(
                "cms -verify -cades -inform DER -in two.p7s -CAfile root.pem -binary -out content", in: folder)
        }
        XCTAssertEqual(
            try mohr(["sign", "one.p7s", "--counter", "--which", "2"] + token, in: folder).status, 65)
        XCTAssertEqual(
            try mohr(["sign", "one.p7s", "--counter", "--augment"] + token, in: folder).status, 64)
    }
}

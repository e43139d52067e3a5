// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Service
import TestSupport
import XCTest

/// `mohr demo`, and `mohr verify` on what it leaves.
final class DemoTests: XCTestCase {
    /// `mohr verify` with the story's anchor, intermediate and lists.
    private func verify(_ file: String, _ more: String...) throws -> Shell.Outcome {
        let story = try DemoTree.shared().story
        let given = [
            ("anchor", "root.pem"), ("intermediate", "health-intermediate.pem"), ("crl", "root.crl"),
            ("crl", "health.crl"),
        ]
        return try Program.run(
            ["verify", "\(story)/\(file)"] + given.flatMap { ["--\($0.0)", "\(story)/\($0.1)"] } + more)
    }

    private func json(_ outcome: Shell.Outcome) throws -> JSONValue { try JSONReader.read(outcome.output) }

    private func codes(_ report: JSONValue) -> [String] {
        report["signatures"]?.elements?.first?["causes"]?.elements?.compactMap { $0["code"]?.text } ?? []
    }

    func testTheStoryIsToldToItsEnd() throws {
        let tree = try DemoTree.shared()
        XCTAssertEqual(tree.outcome.status, 0)
        XCTAssertEqual(tree.outcome.errors, "")
        XCTAssertTrue(tree.outcome.text.contains("openssl cms -verify"), tree.outcome.text)
        XCTAssertTrue(tree.outcome.text.contains(tree.home), tree.outcome.text)
    }

    func testEveryFileOfTheStoryIsThere() throws {
        let tree = try DemoTree.shared()
        let names = [
            "root.pem", "health-intermediate.pem", "trade-intermediate.pem", "doctor.pem", "pharmacist.pem",
            "trader.pem",
            "prescription.json", "prescription.p7s", "tampered.p7s", "by-pharmacist.p7s", "after-revocation.p7s",
            "root.crl", "health.crl", "ocsp-before.der", "ocsp-after.der", "report-prescription.json",
            "report-tampered.json", "report-by-pharmacist.json", "report-after-revocation.json", "check.sh",
        ]
        for name in names { XCTAssertFalse(try tree.bytes(name).isEmpty, name) }
    }

    func testItsCommandsCheckItWithOpenSSLAlone() throws {
        let tree = try DemoTree.shared()
        _ = try XCTUnwrap(Shell.find("openssl"))
        let outcome = try Shell.run("\(tree.story)/check.sh", [])
        XCTAssertTrue(outcome.isSuccess, outcome.text + outcome.errors)
    }

    func testItsCommandsFindADifference() throws {
        let folder = try Judges.desk(try DemoTree.shared())
        try folder.write(try folder.read("tampered.p7s"), to: "prescription.p7s")
        let outcome = try Shell.run("sh", ["check.sh"], in: folder)
        XCTAssertFalse(outcome.isSuccess, "a tampered prescription passes: \(outcome.text)")
    }

    func testKeptFactsAreJudgedAgainWithoutTheDocument() throws {
        let folder = try TemporaryFolder()
        let facts = folder.path("facts.json")
        let first = try json(try verify("prescription.p7s", "--purpose", "prescription", "--facts", facts, "--json"))
        let again = try Program.run(["verify", facts, "--replay", "--purpose", "prescription", "--json"])
        XCTAssertEqual(try json(again)["signatures"]?.elements?.first?["subIndication"], first["subIndication"])
        let other = try Program.run(["verify", facts, "--replay", "--purpose", "trade", "--json"])
        XCTAssertTrue(codes(try json(other)).contains("CERTIFICATE_POLICY"), other.text)
        XCTAssertEqual(try Program.run(["verify", "/dev/null", "--replay"]).status, 65)
    }

    func testAHomeIsFoundedOnce() throws {
        let tree = try DemoTree.shared()
        let before = try tree.bytes("root.pem")
        let again = try Program.run(["demo", "--home", tree.home])
        XCTAssertEqual(again.status, 64)
        XCTAssertTrue(again.errors.contains(tree.home), again.errors)
        XCTAssertEqual(try tree.bytes("root.pem"), before)
    }

    func testNothingSecretIsToldOrLeftOpen() throws {
        let tree = try DemoTree.shared()
        let passphrase = try String(contentsOfFile: tree.home + "/passphrase", encoding: .utf8)
        XCTAssertGreaterThan(passphrase.count, 20)
        XCTAssertFalse((tree.outcome.text + tree.outcome.errors).contains(passphrase))
        let manager = FileManager.default
        let keys = try manager.contentsOfDirectory(atPath: tree.home + "/keys")
        XCTAssertTrue(Set(keys).isSuperset(of: ["root.key.pem", "health.key.pem", "trade.key.pem"]), "\(keys)")
        for path in keys.map({ "\(tree.home)/keys/\($0)" }) {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            // What codes are worked out from signs nothing, and has to be at hand where no passphrase is.
            if !path.hasSuffix("/channel.key") {
                XCTAssertTrue(text.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----"), path)
            }
            XCTAssertEqual(try rights(path), 0o600, path)
        }
        XCTAssertEqual(try rights(tree.home + "/keys"), 0o700)
        XCTAssertEqual(try rights(tree.home + "/passphrase"), 0o600)
        let files = try XCTUnwrap(manager.enumerator(atPath: tree.home)).compactMap { $0 as? String }
        XCTAssertGreaterThan(files.count, 30)
        let secrets = [Data(passphrase.utf8), Data("BEGIN PRIVATE KEY".utf8), Data("BEGIN EC PRIVATE".utf8)]
        for file in files where file != "passphrase" {
            guard let data = manager.contents(atPath: "\(tree.home)/\(file)") else { continue }
            for secret in secrets { XCTAssertNil(data.range(of: secret), file) }
        }
    }

    private func rights(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? -1
    }

    func testAPrescriptionFromBeforeTheRevocationIsAcceptedAtItsTime() throws {
        let time = try DemoTree.shared().timeOfPrescription()
        let good = try verify("prescription.p7s", "--purpose", "prescription", "--at", time, "--json")
        XCTAssertEqual(good.status, 0, good.text + good.errors)
        XCTAssertEqual(try json(good)["decision"], "accept")
        XCTAssertEqual(try json(good)["referenceTime"]?["source"], "caller")
    }

    func testTheSamePrescriptionCannotBeDecidedOnceTheKeyIsRevoked() throws {
        let late = try verify("prescription.p7s", "--purpose", "prescription", "--json")
        XCTAssertEqual(late.status, 2, late.text + late.errors)
        XCTAssertEqual(try json(late)["decision"], "cannotDecide")
        XCTAssertEqual(try json(late)["subIndication"], "REVOKED_NO_POE")
        XCTAssertEqual(try verify("after-revocation.p7s", "--purpose", "prescription").status, 2)
    }

    func testATamperedPrescriptionIsRejected() throws {
        let time = try DemoTree.shared().timeOfPrescription()
        let tampered = try verify("tampered.p7s", "--purpose", "prescription", "--at", time, "--json")
        XCTAssertEqual(tampered.status, 1, tampered.text + tampered.errors)
        XCTAssertEqual(try json(tampered)["indication"], "TOTAL-FAILED")
        XCTAssertEqual(try json(tampered)["subIndication"], "HASH_FAILURE")
        XCTAssertEqual(codes(try json(tampered)).first, "HASH_FAILURE")
        XCTAssertFalse(codes(try json(tampered)).contains("REVOKED"), tampered.text)
    }

    func testAPharmacistsPrescriptionIsRejectedForTheirRole() throws {
        let role = try verify("by-pharmacist.p7s", "--purpose", "prescription", "--json")
        XCTAssertEqual(role.status, 1, role.text + role.errors)
        XCTAssertTrue(codes(try json(role)).contains("PROFESSION_NOT_ALLOWED"), role.text)
        // It is the role and nothing else: as anyone's signature it is good.
        XCTAssertEqual(try verify("by-pharmacist.p7s", "--purpose", "signature").status, 0)
    }

    func testAReportHasTheContractsMembersInTheirOrder() throws {
        let tree = try DemoTree.shared()
        let printed = try json(try verify("tampered.p7s", "--at", try tree.timeOfPrescription(), "--json"))
        for report in [printed, try JSONReader.read(try tree.bytes("report-tampered.json"))] {
            // A service adds the receipt, or why there is none.
            XCTAssertEqual(
                report.members?.map(\.name).filter { !["receipt", "receiptCause"].contains($0) },
                [
                    "decision", "purpose", "indication", "subIndication", "referenceTime", "contentSHA256", "policy",
                    "snapshot", "nationalRoot", "signatures",
                ])
            XCTAssertEqual(report["referenceTime"]?.members?.map(\.name), ["value", "source"])
            let signature = try XCTUnwrap(report["signatures"]?.elements?.first)
            XCTAssertEqual(
                signature.members?.map(\.name),
                [
                    "indication", "subIndication", "level", "claimedSigningTime", "signer", "certificateStatus",
                    "professionalStatus", "causes",
                    // Beyond the contract.
                    "bestSignatureTime", "timestamps", "counterSignatures", "signatureSHA256",
                ])
            XCTAssertEqual(
                signature["signer"]?.members?.map(\.name),
                ["name", "certificateSHA256", "serialNumber", "issuer", "profession", "licenceNumber"])
            XCTAssertEqual(signature["signer"]?["name"]?.members?.map(\.name), ["fa", "la"])
            XCTAssertEqual(
                signature["certificateStatus"]?.members?.map(\.name), ["status", "source", "thisUpdate"])
            XCTAssertEqual(
                signature["professionalStatus"]?.members?.map(\.name), ["status", "asOf", "scope", "source"])
            XCTAssertEqual(
                signature["causes"]?.elements?.first?.members?.map(\.name), ["code", "class", "severity", "en", "fa"])
        }
    }

    func testTheSameQuestionHasTheSameAnswer() throws {
        let time = try DemoTree.shared().timeOfPrescription()
        let first = try verify("prescription.p7s", "--at", time, "--json")
        XCTAssertEqual(first.output, try verify("prescription.p7s", "--at", time, "--json").output)
    }
}

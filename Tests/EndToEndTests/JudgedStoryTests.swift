// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// OpenSSL, GnuTLS and pkilint on every file that the demo wrote.
final class JudgedStoryTests: XCTestCase {
    private let people = [("doctor", "health"), ("pharmacist", "health"), ("trader", "trade")]

    private func assertAgrees(
        _ program: String, _ arguments: [String], in folder: TemporaryFolder, file: StaticString = #filePath,
        line: UInt = #line
    ) throws {
        let outcome = try Shell.run(program, arguments, in: folder)
        XCTAssertTrue(outcome.isSuccess, "\(arguments): \(outcome.text)\(outcome.errors)", file: file, line: line)
    }

    func testOpenSSLVerifiesEveryPath() throws {
        let desk = try Judges.desk(try DemoTree.shared())
        for (person, authority) in people {
            let path = ["-CAfile", "root.pem", "-untrusted", "\(authority)-intermediate.pem", "\(person).pem"]
            try assertAgrees("openssl", ["verify", "-x509_strict"] + path, in: desk)
        }
        let other = ["verify", "-CAfile", "root.pem", "-untrusted", "trade-intermediate.pem", "doctor.pem"]
        XCTAssertFalse(try Shell.run("openssl", other, in: desk).isSuccess)
    }

    func testOpenSSLFindsOnlyTheDoctorRevoked() throws {
        let desk = try Judges.desk(try DemoTree.shared())
        for list in ["root", "health"] {
            try assertAgrees(
                "openssl", ["crl", "-inform", "DER", "-in", "\(list).crl", "-out", "\(list).crl.pem"], in: desk)
        }
        let path = [
            "verify", "-crl_check_all", "-CAfile", "root.pem", "-untrusted", "health-intermediate.pem", "-CRLfile",
            "root.crl.pem", "-CRLfile", "health.crl.pem",
        ]
        try assertAgrees("openssl", path + ["pharmacist.pem"], in: desk)
        let doctor = try Shell.run("openssl", path + ["doctor.pem"], in: desk)
        XCTAssertFalse(doctor.isSuccess)
        XCTAssertTrue((doctor.text + doctor.errors).contains("certificate revoked"), doctor.text + doctor.errors)
    }

    func testOpenSSLVerifiesTheSignatures() throws {
        let desk = try Judges.desk(try DemoTree.shared())
        func verify(_ name: String) throws -> Shell.Outcome {
            try Shell.run(
                "openssl",
                [
                    "cms", "-verify", "-cades", "-inform", "DER", "-in", name, "-CAfile", "root.pem", "-certfile",
                    "health-intermediate.pem", "-out", "content",
                ], in: desk)
        }
        for name in ["prescription.p7s", "by-pharmacist.p7s", "after-revocation.p7s"] {
            let outcome = try verify(name)
            XCTAssertTrue(outcome.isSuccess, "\(name): \(outcome.errors)")
            XCTAssertEqual(try desk.read("content"), try desk.read("prescription.json"), name)
        }
        XCTAssertFalse(try verify("tampered.p7s").isSuccess)
    }

    func testOpenSSLReadsTheAnswersOnTheDoctor() throws {
        let desk = try Judges.desk(try DemoTree.shared())
        for (answer, status) in [("ocsp-before", "good"), ("ocsp-after", "revoked")] {
            let outcome = try Shell.run(
                "openssl",
                [
                    "ocsp", "-respin", "\(answer).der", "-issuer", "health-intermediate.pem", "-cert", "doctor.pem",
                    "-CAfile", "root.pem", "-verify_other", "health-intermediate.pem",
                ], in: desk)
            XCTAssertTrue((outcome.text + outcome.errors).contains("Response verify OK"), outcome.text + outcome.errors)
            XCTAssertTrue(outcome.text.contains("doctor.pem: \(status)"), outcome.text)
        }
    }

    func testGnuTLSAgrees() throws {
        let desk = try Judges.desk(try DemoTree.shared())
        for (person, authority) in people {
            try desk.write(
                try desk.read("\(person).pem") + desk.read("\(authority)-intermediate.pem"), to: "chain.pem")
            try assertAgrees(
                "certtool", ["--verify", "--load-ca-certificate", "root.pem", "--infile", "chain.pem"], in: desk)
        }
        for (list, issuer) in [("root.crl", "root.pem"), ("health.crl", "health-intermediate.pem")] {
            // Of two files in one command GnuTLS takes both as PEM or both as DER.
            try assertAgrees("openssl", ["crl", "-inform", "DER", "-in", list, "-out", "list.pem"], in: desk)
            let options = ["--verify-crl", "--load-ca-certificate", issuer, "--infile", "list.pem"]
            try assertAgrees("certtool", options, in: desk)
        }
        let signed = ["--p7-verify", "--inder", "--load-ca-certificate", "root.pem", "--infile"]
        try assertAgrees("certtool", signed + ["prescription.p7s"], in: desk)
        XCTAssertFalse(try Shell.run("certtool", signed + ["tampered.p7s"], in: desk).isSuccess)
        let info = try Shell.run("ocsptool", ["--response-info", "--infile", "ocsp-after.der"], in: desk)
        XCTAssertTrue(info.text.contains("Certificate Status: revoked"), info.text + info.errors)
    }

    func testPkilintFindsNoError() throws {
        let desk = try Judges.desk(try DemoTree.shared())
        let certificates = ["root", "health-intermediate", "trade-intermediate", "doctor", "pharmacist", "trader"]
        let cases =
            certificates.map { ("lint_pkix_cert", ["\($0).pem"]) }
            + [("root", "arl"), ("health", "crl")].map { ("lint_crl", ["-t", $1, "-p", "pkix", "\($0).crl"]) }
            + ["ocsp-before.der", "ocsp-after.der"].map { ("lint_ocsp_response", [$0]) }
        for (program, arguments) in cases {
            try assertAgrees(try Judges.pkilint(program), ["lint", "-s", "ERROR"] + arguments, in: desk)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX
import TestSupport
import Timestamping
import XCTest

/// Stamps are judged by programs no one here wrote.
final class JudgeTests: XCTestCase {
    /// `data`, `query.tsq`, `reply.tsr`, `root.pem`, `health.pem`, `unit.der`.
    private func files(_ digest: String, certificate: Bool = true) throws -> TemporaryFolder {
        let house = try StampingHouse()
        let folder = try TemporaryFolder()
        try folder.write(StampingHouse.document, to: "data")
        try folder.write(PEM.encode(house.root.certificate.encoded, label: "CERTIFICATE"), to: "root.pem")
        try folder.write(PEM.encode(house.authority.certificate.encoded, label: "CERTIFICATE"), to: "health.pem")
        try folder.write(PEM.encode(house.unit.certificate.encoded, label: "CERTIFICATE"), to: "unit.pem")
        let query = try Shell.run(
            "openssl",
            ["ts", "-query", "-data", "data", "-\(digest)", "-out", "query.tsq"] + (certificate ? ["-cert"] : []),
            in: folder)
        XCTAssertTrue(query.isSuccess, query.errors)
        let answer = try house.authority(clock: .system).answer(try folder.read("query.tsq"))
        XCTAssertNil(answer.failure)
        try folder.write(answer.der, to: "reply.tsr")
        return folder
    }

    func testOpenSSLVerifiesThem() throws {
        for digest in ["sha256", "sha384", "sha512", "sha3-256"] {
            for certificate in [true, false] {
                let folder = try files(digest, certificate: certificate)
                let untrusted = certificate ? "health.pem" : "chain.pem"
                try folder.write(try folder.read("unit.pem") + folder.read("health.pem"), to: "chain.pem")
                let arguments = ["-in", "reply.tsr", "-CAfile", "root.pem", "-untrusted", untrusted]
                for subject in [["-data", "data"], ["-queryfile", "query.tsq"]] {
                    let good = try Shell.run("openssl", ["ts", "-verify"] + subject + arguments, in: folder)
                    XCTAssertTrue(good.isSuccess, "\(digest) \(certificate): \(good.errors)")
                }
                try folder.write([1], to: "data")
                XCTAssertFalse(
                    try Shell.run("openssl", ["ts", "-verify", "-data", "data"] + arguments, in: folder).isSuccess)
            }
        }
    }

    func testASN1CryptoReadsTheProfile() throws {
        guard let judges = ProcessInfo.processInfo.environment["MOHR_JUDGES"],
            let python = Shell.find(judges + "/bin/python")
        else { throw XCTSkip("asn1crypto: MOHR_JUDGES names no Python environment") }
        guard let script = SharedData.root?.appendingPathComponent("judges/ts_judge.py").path,
            FileManager.default.fileExists(atPath: script)
        else { throw XCTSkip("asn1crypto: ../shared/judges/ts_judge.py is not there") }
        let folder = try files("sha256")
        let arguments = ["--tsr", "reply.tsr", "--anchor", "root.pem", "--inter", "health.pem", "--live"]
        let good = try Shell.run(
            python, [script, "profile", "--data", "data", "--policy", MohrOID.timestampPolicy.dotted] + arguments,
            in: folder)
        XCTAssertTrue(good.isSuccess, good.text + good.errors)
        try folder.write([1], to: "other")
        XCTAssertFalse(try Shell.run(python, [script, "profile", "--data", "other"] + arguments, in: folder).isSuccess)
    }
}

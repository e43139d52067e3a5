// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import MohrSigning
import PKIX
import TestSupport
import XCTest

/// What the signer writes is judged by programs no one here wrote.
final class JudgeTests: XCTestCase {
    private struct Sample {
        let name: String
        let key: KeyKind
        var algorithm: SignatureAlgorithm?
    }

    private static let samples = [
        Sample(name: "P-256", key: .p256), Sample(name: "P-384", key: .p384),
        Sample(name: "RSA PKCS#1", key: .rsa(bits: 2048)),
        Sample(
            name: "RSA-PSS", key: .rsa(bits: 2048), algorithm: .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)),
        Sample(name: "Ed25519", key: .ed25519),
    ]
    private static let content = Array("{\"resourceType\":\"Bundle\",\"نسخه\":\"آموکسی‌سیلین ۵۰۰\"}\r\n".utf8)

    /// One judge's verdict on the files `signed.p7s`, `content` (if detached), `root.pem`, `root.crl`.
    private typealias Judge = (_ folder: TemporaryFolder, _ detached: Bool, _ sample: Sample) throws -> Shell.Outcome

    /// Has every sample judged, enveloping and detached; a changed byte of the content must be seen.
    ///
    /// Samples named in `skipped` the judge cannot read; to a slow one the changed byte is shown for the first only.
    private func judge(
        _ judgeName: String, except skipped: Set<String> = [], isSlow: Bool = false, by judge: Judge
    ) throws {
        let root = try TestPKI.root { $0.validity = Self.longValidity }
        var count = 0
        for sample in Self.samples where !skipped.contains(sample.name) {
            let person = try root.signer("Doctor", key: sample.key) { $0.validity = Self.longValidity }
            let token = try FileToken(
                key: person.key, certificate: person.certificate, signatureAlgorithm: sample.algorithm)
            for detached in [false, true] {
                let folder = try TemporaryFolder()
                try folder.write(PEM.encode(root.certificate.encoded, label: "CERTIFICATE"), to: "root.pem")
                try folder.write(
                    PEM.encode(Array(try root.revocationList().encoded), label: "X509 CRL"), to: "root.crl")
                let signed = try DocumentSigner().sign(
                    Self.content, with: token, packaging: detached ? .detached : .enveloping,
                    signingTime: TestPKI.now)
                try folder.write(Self.content, to: "content")
                try folder.write(signed, to: "signed.p7s")
                let good = try judge(folder, detached, sample)
                XCTAssertTrue(
                    good.isSuccess, "\(judgeName) \(sample.name) detached=\(detached): \(good.text) \(good.errors)")

                count += 1
                if isSlow, count > 2 { continue }
                var changed = signed
                if detached {
                    try folder.write(Self.content.dropLast() + [0x20], to: "content")
                } else {
                    let place = try XCTUnwrap(changed.firstRange(of: Self.content)).lowerBound
                    changed[place] ^= 1
                }
                try folder.write(changed, to: "signed.p7s")
                XCTAssertFalse(
                    try judge(folder, detached, sample).isSuccess, "\(judgeName) \(sample.name) takes anything")
            }
        }
        print("  cases: signatures judged by \(judgeName) \(count) of \(2 * Self.samples.count)")
    }

    /// For judges that look at the clock on the wall.
    private static let longValidity = Validity(
        notBefore: TestPKI.now.advanced(bySeconds: -3_650 * 86_400),
        notAfter: TestPKI.now.advanced(bySeconds: 7_300 * 86_400))

    func testOpenSSLAgreesThatTheyAreCAdES() throws {
        // OpenSSL 3.0 asks its Ed25519 for a digest and fails on every such message: RFC 8419 came with 3.2.
        try judge("openssl", except: ["Ed25519"]) { folder, detached, _ in
            try Shell.run(
                "openssl",
                ["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signed.p7s"]
                    + ["-CAfile", "root.pem", "-attime", "\(TestPKI.now.secondsSince1970)"]
                    + (detached ? ["-content", "content"] : []), in: folder)
        }
    }

    func testGnuTLSAgrees() throws {
        try judge("certtool") { folder, detached, _ in
            try Shell.run(
                "certtool",
                ["--p7-verify", "--inder", "--infile", "signed.p7s", "--load-ca-certificate", "root.pem"]
                    + (detached ? ["--load-data", "content"] : []), in: folder)
        }
    }

    func testPyHankoAgreesThatTheyAreAtLevelB() throws {
        guard let judges = ProcessInfo.processInfo.environment["MOHR_JUDGES"],
            let python = Shell.find(judges + "/bin/python")
        else { throw XCTSkip("pyHanko: MOHR_JUDGES names no Python environment") }
        guard let script = SharedData.root?.appendingPathComponent("judges/cms_judge.py").path,
            FileManager.default.fileExists(atPath: script)
        else { throw XCTSkip("pyHanko: ../shared/judges/cms_judge.py is not there") }
        try judge("pyHanko", isSlow: true) { folder, detached, _ in
            try Shell.run(
                python,
                [script, "--cms", "signed.p7s", "--anchor", "root.pem", "--crl", "root.crl", "--require", "B"]
                    + ["--time", "\(TestPKI.now.secondsSince1970)"] + (detached ? ["--content", "content"] : []),
                in: folder)
        }
    }
}

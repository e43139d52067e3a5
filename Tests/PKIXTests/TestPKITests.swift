// SPDX-License-Identifier: Apache-2.0
import PKIX
import TestSupport
import XCTest

/// What we write, judged by `openssl`, and the pieces that other tests stand on.
final class TestPKITests: XCTestCase {
    func testOpenSSLVerifiesAGrownPath() throws {
        let root = try TestPKI.root()
        let health = try root.authority("سلامت", pathLength: 0)
        let doctor = try health.signer("دکتر آزمون")
        let folder = try TemporaryFolder()
        try folder.write(root.certificate.pem, to: "root.pem")
        try folder.write(health.certificate.pem, to: "health.pem")
        try folder.write(doctor.certificate.pem, to: "doctor.pem")
        let arguments = [
            "verify", "-x509_strict", "-attime", "\(TestPKI.now.secondsSince1970)", "-CAfile", "root.pem", "-untrusted",
            "health.pem", "doctor.pem",
        ]
        let outcome = try Shell.run("openssl", arguments, in: folder)
        XCTAssertEqual(outcome.text, "doctor.pem: OK\n", outcome.errors)
        XCTAssertTrue(doctor.certificate.isSigned(by: health.key.publicKey))
        XCTAssertFalse(doctor.certificate.isSigned(by: root.key.publicKey))
        XCTAssertTrue(root.certificate.isSelfIssued)
        XCTAssertFalse(doctor.certificate.isSelfIssued)
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// Certificates shown by people at the door: the officer's, at the office listener.
final class CertificateValidatorTests: XCTestCase {
    private struct Records: StatusSource {
        let answer: IssuerStatus
        var asOf = Scene.now
        let revision = "1"

        func status(of certificate: Certificate, sha256: [UInt8], at time: Instant) -> IssuerStatus? { answer }
    }

    private static let officer = try! Scene.health.signer("Officer") { certificate in
        certificate.set(.keyUsage(.digitalSignature))
        certificate.set(.extendedKeyUsage([OID.clientAuthentication]))
    }

    private func objections(
        _ person: TestIdentity = officer, at time: Instant = Scene.now, _ snapshot: TrustSnapshot? = nil
    ) throws -> [CauseCode] {
        try CertificateValidator().objections(
            to: person.certificate, for: OID.clientAuthentication, at: time,
            against: snapshot ?? Scene.snapshot()
        ).map(\.code)
    }

    func testAnOfficerIsLetIn() throws {
        XCTAssertEqual(try objections(), [])
        let records = Records(answer: .good)
        XCTAssertEqual(try objections(Self.officer, try Scene.snapshot(lists: [Scene.lists[0]], status: records)), [])
    }

    func testACertificateForAnotherUseIsNot() throws {
        XCTAssertEqual(try objections(Scene.doctor), [.extendedKeyUsage])
    }

    func testAStrangerIsNot() throws {
        let stranger = try TestPKI.root("Elsewhere").signer("Officer") {
            $0.set(.extendedKeyUsage([OID.clientAuthentication]))
        }
        XCTAssertEqual(try objections(stranger), [.noCertificateChainFound])
    }

    func testWhoIsRevokedByListOrRecordsIsNot() throws {
        let list = try Scene.health.revocationList { $0.revoke(Self.officer) }
        XCTAssertEqual(try objections(Self.officer, try Scene.snapshot(lists: [Scene.lists[0], list])), [.revoked])
        for (answer, code) in [
            (IssuerStatus.revoked(at: Scene.now, reason: nil), CauseCode.revoked),
            (.onHold(since: Scene.now), .onHold), (.neverIssued, .certificateNotOnRecord),
        ] {
            XCTAssertEqual(
                try objections(Self.officer, try Scene.snapshot(status: Records(answer: answer))), [code])
        }
    }

    func testNothingKnownIsAnObjection() throws {
        XCTAssertEqual(
            try objections(Self.officer, try Scene.snapshot(lists: [Scene.lists[0]])), [.revocationEvidenceMissing])
        let old = Records(answer: .good, asOf: Scene.now.advanced(bySeconds: -86_401))
        XCTAssertEqual(
            try objections(Self.officer, try Scene.snapshot(lists: [Scene.lists[0]], status: old)),
            [.revocationEvidenceMissing])
    }

    func testOutsideItsValidityItIsNot() throws {
        let late = TestPKI.validity.notAfter.advanced(bySeconds: 1)
        XCTAssertTrue(try objections(at: late).contains(.outsideValidity))
    }
}

extension CertificateValidatorTests {
    private func objections(_ person: TestIdentity, _ snapshot: TrustSnapshot) throws -> [CauseCode] {
        try objections(person, at: Scene.now, snapshot)
    }
}

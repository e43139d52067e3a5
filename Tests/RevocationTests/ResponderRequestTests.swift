// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

final class ResponderRequestTests: XCTestCase {
    private func responses(_ answer: OCSPAnswer) throws -> [SingleResponse] {
        try XCTUnwrap(try OCSPResponse(der: answer.der).basic).responses
    }

    private func assertRefused(
        _ answer: OCSPAnswer, _ status: OCSPResponseStatus, file: StaticString = #filePath, line: UInt = #line
    ) throws {
        XCTAssertEqual(answer.status, status, file: file, line: line)
        XCTAssertEqual(answer.der, OCSPResponse.encodedFailure(status), file: file, line: line)
        XCTAssertNil(answer.expires, file: file, line: line)
        XCTAssertNil(answer.nextUpdate, file: file, line: line)
    }

    /// A request whose extensions are written by hand.
    private func request(_ certID: CertID, _ extensions: [Extension]) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.sequence { $0.sequence { certID.encode(into: &$0) } }
                    writer.explicit(2) { writer in
                        writer.sequence { for item in extensions { item.encode(into: &$0) } }
                    }
                }
            }
        }
    }

    func testANonceIsRepeatedInAnAnswerOfItsOwn() throws {
        let house = try House()
        let certID = try house.issue().certID(issuer: house.health)
        let responder = try house.statusResponder()
        for length in [1, 16, 32, 128] {
            let nonce = try SecureRandom.bytes(length)
            let answer = responder.answer(OCSPRequest.make([certID], nonce: nonce))
            XCTAssertEqual(try OCSPResponse(der: answer.der).basic?.nonce.map(Array.init), nonce)
            XCTAssertEqual(try responses(answer).first?.status, .good)
            XCTAssertNil(answer.expires)
            XCTAssertNil(answer.etag)
        }
        for length in [0, 129, 4_000] {
            let nonce = Extension(oid: OID.ocspNonce, isCritical: false) {
                $0.octetString(Array(repeating: 7, count: length))
            }
            try assertRefused(responder.answer(request(certID, [nonce])), .malformedRequest)
        }
    }

    func testOthersCertificatesAreNotAnsweredFor() throws {
        let house = try House()
        let doctor = try house.issue()
        let stranger = try TestPKI.root("Stranger", key: .p256)
        let namesake = try house.root.authority("Health")
        let responder = try house.statusResponder()
        for issuer in [stranger, namesake, house.root] {
            try assertRefused(
                responder.answer(OCSPRequest.make([try doctor.certID(issuer: issuer)])), .unauthorized)
        }
        // Name of one and key of the other.
        let (own, other) = try (doctor.certID(issuer: house.health), doctor.certID(issuer: stranger))
        for (name, key) in [(own, other), (other, own)] {
            let mixed = CertID(
                hashAlgorithm: .sha1, issuerNameHash: name.issuerNameHash, issuerKeyHash: key.issuerKeyHash,
                serialNumber: doctor.serial)
            try assertRefused(responder.answer(OCSPRequest.make([mixed])), .unauthorized)
        }
        // Control.
        XCTAssertEqual(responder.answer(OCSPRequest.make([own])).status, .successful)
    }

    func testInARequestForSeveralIssuersOthersCertificatesAreUnknown() throws {
        let house = try House()
        let doctor = try house.issue()
        let stranger = try TestPKI.root("Stranger", key: .p256)
        let asked = try [doctor.certID(issuer: stranger), doctor.certID(issuer: house.health)]
        let answer = try house.statusResponder().answer(OCSPRequest.make(asked))
        let responses = try responses(answer)
        XCTAssertEqual(responses.map(\.status), [.unknown, .good])
        XCTAssertEqual(responses.map(\.certID), asked)
        XCTAssertEqual(answer.nextUpdate, responses.compactMap(\.nextUpdate).min())
        XCTAssertNil(answer.expires)
    }

    func testUpToTwentyCertificatesAreAnsweredAtOnce() throws {
        let house = try House()
        let doctors = try (0..<20).map { _ in try house.issue() }
        try house.clerk.revoke(doctors[7].reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
        let responder = try house.statusResponder()
        let certIDs = try doctors.map { try $0.certID(.sha256, issuer: house.health) }
        let responses = try responses(responder.answer(OCSPRequest.make(certIDs)))
        XCTAssertEqual(responses.map(\.certID), certIDs)
        XCTAssertEqual(responses.filter { $0.status == .good }.count, 19)
        XCTAssertEqual(responses[7].status, .revoked(at: house.clock.now, reason: .superseded))
        try assertRefused(responder.answer(OCSPRequest.make(certIDs + [certIDs[0]])), .malformedRequest)
    }

    func testAHashThatIsNotKnownIsNotSpokenFor() throws {
        let house = try House()
        let certID = try house.issue().certID(issuer: house.health)
        let plain = OCSPRequest.make([certID])
        // SHA-1 (1.3.14.3.2.26) turned into an arc that means nothing.
        let place = try XCTUnwrap(plain.indices.first { plain[$0...].starts(with: [0x2b, 0x0e, 0x03, 0x02, 0x1a]) })
        var changed = plain
        changed[place + 4] = 0x7f
        try assertRefused(try house.statusResponder().answer(changed), .unauthorized)
    }

    func testACriticalExtensionThatIsNotKnownIsRefusedAndOthersAreIgnored() throws {
        let house = try House()
        let certID = try house.issue().certID(issuer: house.health)
        let responder = try house.statusResponder()
        let strange = ObjectIdentifier(1, 3, 6, 1, 4, 1, 99_999, 1)
        for (isCritical, status) in [(true, OCSPResponseStatus.malformedRequest), (false, .successful)] {
            let item = Extension(oid: strange, isCritical: isCritical) { $0.null() }
            XCTAssertEqual(responder.answer(request(certID, [item])).status, status)
        }
    }

    func testNoBytesLeaveTheResponderWithoutAnAnswer() throws {
        let house = try House()
        let certID = try house.issue().certID(issuer: house.health)
        let responder = try house.statusResponder()
        let good = OCSPRequest.make([certID], nonce: [1, 2, 3, 4])
        for length in 0..<good.count {
            try assertRefused(responder.answer(Array(good.prefix(length))), .malformedRequest)
        }
        try assertRefused(responder.answer(good + [0]), .malformedRequest)
        for bit in 0..<good.count * 8 {
            var changed = good
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let answer = responder.answer(changed)
            XCTAssertNoThrow(try OCSPResponse(der: answer.der))
        }
        let hostile: [[UInt8]] = [
            Array(repeating: 0x30, count: 20_000), Array(repeating: 0x30, count: 16_000),
            (0..<5_000).flatMap { _ in [0x30, 0x80] as [UInt8] }, [0x30, 0x84, 0x7f, 0xff, 0xff, 0xff],
            Array(repeating: 0, count: StatusResponder.maximumRequestBytes + 1),
        ]
        for bytes in hostile { try assertRefused(responder.answer(bytes), .malformedRequest) }
        XCTAssertEqual(responder.answer(good).status, .successful)
    }

    func testSerialNumbersThatNobodyGivesOutAreUnknown() throws {
        let house = try House()
        let real = try house.issue().certID(issuer: house.health)
        let responder = try house.statusResponder()
        for serial in [[0], [0x80], Array(repeating: 0x7f, count: 64), [0xff] + Array(repeating: 0, count: 20)]
            as [[UInt8]]
        {
            let node = try DERReader.single(DERWriter.bytes { $0.integer(content: serial) }, .integer)
            let certID = CertID(
                hashAlgorithm: .sha1, issuerNameHash: real.issuerNameHash, issuerKeyHash: real.issuerKeyHash,
                serialNumber: try SerialNumber(node))
            XCTAssertEqual(try responses(responder.answer(OCSPRequest.make([certID]))).first?.status, .unknown)
        }
    }
}

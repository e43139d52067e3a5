// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// OCSP requests and answers are written as OpenSSL reads them, and read as it writes them.
final class RevocationOCSPTests: XCTestCase {
    private static let root = try! TestPKI.root("OCSP Issuer", key: .p256)
    private static let doctor = try! root.signer("Doctor")
    private static let responder = try! root.responder()
    private let nonce = [UInt8](repeating: 0xab, count: 32)

    private func draft(_ status: CertificateStatus, _ certID: CertID? = nil) throws -> OCSPResponseDraft {
        let doctor = Self.doctor.certificate
        let certID = try certID ?? CertID(serialNumber: doctor.serialNumber, issuer: Self.root.certificate)
        return OCSPResponseDraft(
            responderID: try ResponderID(keyOf: Self.responder.certificate), producedAt: TestPKI.now,
            responses: [
                SingleResponse(
                    certID: certID, status: status, thisUpdate: TestPKI.now,
                    nextUpdate: TestPKI.now.advanced(bySeconds: 3600),
                    certHash: CertHash(
                        hashAlgorithm: .sha256, certificateHash: DigestAlgorithm.sha256.digest(doctor.encoded)),
                    archiveCutoff: TestPKI.now.advanced(bySeconds: -86_400))
            ], nonce: nonce)
    }

    private func sign(_ draft: OCSPResponseDraft) throws -> [UInt8] {
        let tbs = draft.encodedTBS()
        return OCSPResponseDraft.assemble(
            tbs: tbs, signatureAlgorithm: .ecdsa(.sha256),
            signature: try Self.responder.key.sign(tbs, by: .ecdsa(.sha256)),
            certificates: [Self.responder.certificate.encoded])
    }

    func testWhatIsAnsweredIsReadBack() throws {
        for status in [
            CertificateStatus.good, .unknown, .revoked(at: TestPKI.now, reason: .keyCompromise),
            .revoked(at: TestPKI.now, reason: nil),
        ] {
            let response = try OCSPResponse(der: try sign(try draft(status)))
            XCTAssertEqual(response.status, .successful)
            let basic = try XCTUnwrap(response.basic)
            XCTAssertEqual(basic.producedAt, TestPKI.now)
            XCTAssertEqual(basic.nonce, nonce[...])
            XCTAssertTrue(basic.responderID.matches(Self.responder.certificate))
            XCTAssertFalse(basic.responderID.matches(Self.root.certificate))
            XCTAssertEqual(basic.certificates, [Self.responder.certificate])
            XCTAssertTrue(basic.isSigned(by: Self.responder.key.publicKey))
            XCTAssertFalse(basic.isSigned(by: Self.root.key.publicKey))
            XCTAssertEqual(basic.unknownCriticalExtensions, [])
            let answer = try XCTUnwrap(basic.responses.first)
            XCTAssertEqual(answer.status, status)
            XCTAssertEqual(answer.nextUpdate, TestPKI.now.advanced(bySeconds: 3600))
            XCTAssertEqual(answer.certHash?.matches(Self.doctor.certificate), true)
            XCTAssertEqual(answer.certHash?.matches(Self.root.certificate), false)
            XCTAssertEqual(answer.archiveCutoff, TestPKI.now.advanced(bySeconds: -86_400))
        }
    }

    func testAnAnswerIsFoundByTheCertificateItIsFor() throws {
        for hash in [DigestAlgorithm.sha1, .sha256, .sha384] {
            let serial = Self.doctor.certificate.serialNumber
            let certID = try CertID(serialNumber: serial, issuer: Self.root.certificate, hashAlgorithm: hash)
            let basic = try XCTUnwrap(try OCSPResponse(der: try sign(try draft(.good, certID))).basic)
            XCTAssertEqual(basic.responses(for: serial, issuer: Self.root.certificate).count, 1)
            XCTAssertEqual(basic.responses(for: serial, issuer: CMSSample.root.certificate).count, 0)
            let other = Self.responder.certificate.serialNumber
            XCTAssertEqual(basic.responses(for: other, issuer: Self.root.certificate).count, 0)
        }
    }

    func testOpenSSLVerifiesTheAnswer() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.root.certificate.pem, to: "root.pem")
        try folder.write(Self.doctor.certificate.pem, to: "doctor.pem")
        for (status, word) in [
            (CertificateStatus.good, "doctor.pem: good"), (.unknown, "doctor.pem: unknown"),
            (.revoked(at: TestPKI.now, reason: .superseded), "doctor.pem: revoked"),
        ] {
            try folder.write(try sign(try draft(status)), to: "answer")
            let outcome = try Shell.run(
                "openssl",
                [
                    "ocsp", "-respin", "answer", "-issuer", "root.pem", "-cert", "doctor.pem", "-CAfile", "root.pem",
                    // The slack is for the machine's own clock, which OpenSSL asks for the answer's times.
                    "-attime", String(TestPKI.now.secondsSince1970), "-no_nonce", "-validity_period", "2000000000",
                ], in: folder)
            XCTAssertTrue(outcome.errors.contains("Response verify OK"), outcome.errors)
            XCTAssertTrue(outcome.text.contains(word), outcome.text)
        }
    }

    func testOpenSSLReadsTheRequest() throws {
        let serial = SerialNumber(unsigned: [0x0b, 0xad, 0xca, 0xfe])
        let request = OCSPRequest.make(
            [try CertID(serialNumber: serial, issuer: Self.root.certificate)], nonce: nonce)
        let folder = try TemporaryFolder()
        try folder.write(request, to: "request")
        let outcome = try Shell.run("openssl", ["ocsp", "-reqin", "request", "-req_text"], in: folder)
        XCTAssertTrue(outcome.text.contains("Serial Number: 0BADCAFE"), outcome.text + outcome.errors)
        XCTAssertTrue(outcome.text.contains("OCSP Nonce"), outcome.text)
        let read = try OCSPRequest(der: request)
        XCTAssertEqual(read.nonce, nonce)
        XCTAssertEqual(read.requests.map(\.serialNumber), [serial])
        XCTAssertEqual(read.unknownCriticalExtensions, [])
        XCTAssertFalse(read.isSigned)
    }

    func testWhatOpenSSLAsksAndAnswersIsRead() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.root.certificate.pem, to: "root.pem")
        try folder.write(Self.doctor.certificate.pem, to: "doctor.pem")
        try folder.write(Self.responder.certificate.pem, to: "responder.pem")
        try folder.write(try Self.responder.key.pem(), to: "key.pem")
        let serial = Self.doctor.certificate.serialNumber
        let row = "R\t361121120000Z\t261120120000Z,superseded\t\(serial.hex.uppercased())\tunknown\t/CN=Doctor\n"
        try folder.write(Array(row.utf8), to: "index.txt")
        for hash in ["-sha1", "-sha256"] {
            let asked = try Shell.run(
                "openssl", ["ocsp", "-issuer", "root.pem", hash, "-cert", "doctor.pem", "-reqout", "request"],
                in: folder)
            XCTAssertTrue(asked.isSuccess, asked.errors)
            let request = try OCSPRequest(der: try folder.read("request"))
            let certID = try XCTUnwrap(request.requests.first)
            let expected = try CertID(
                serialNumber: serial, issuer: Self.root.certificate,
                hashAlgorithm: hash == "-sha1" ? .sha1 : .sha256)
            XCTAssertEqual(certID, expected)
            XCTAssertEqual(request.nonce?.count, 16)
            let answered = try Shell.run(
                "openssl",
                [
                    "ocsp", "-index", "index.txt", "-CA", "root.pem", "-rsigner", "responder.pem", "-rkey", "key.pem",
                    "-resp_key_id", "-reqin", "request", "-respout", "answer", "-ndays", "1",
                ], in: folder)
            XCTAssertTrue(answered.isSuccess, answered.errors)
            let basic = try XCTUnwrap(try OCSPResponse(der: try folder.read("answer")).basic)
            XCTAssertTrue(basic.isSigned(by: Self.responder.key.publicKey))
            XCTAssertEqual(basic.nonce.map(Array.init), request.nonce)
            XCTAssertEqual(basic.responses.first?.certID, certID)
            guard case .revoked(let time, .superseded) = basic.responses.first?.status else {
                return XCTFail("\(basic.responses)")
            }
            XCTAssertEqual(time.rfc3339, "2026-11-20T12:00:00Z")
        }
    }

    func testTheHashAlgorithmIsEchoedInTheFormItWasAskedIn() throws {
        for hasNullParameters in [true, false] {
            let asked = CertID(
                hashAlgorithm: .sha256, issuerNameHash: [UInt8](repeating: 1, count: 32),
                issuerKeyHash: [UInt8](repeating: 2, count: 32), serialNumber: SerialNumber(unsigned: [3]),
                hasNullParameters: hasNullParameters)
            let encoded = DERWriter.bytes { asked.encode(into: &$0) }
            let read = try CertID(DERReader.single(encoded, .sequence))
            XCTAssertEqual(read.hasNullParameters, hasNullParameters)
            XCTAssertEqual(DERWriter.bytes { read.encode(into: &$0) }, encoded)
        }
    }

    func testAFailureHasNoAnswer() throws {
        for status in OCSPResponseStatus.allCases where status != .successful {
            let bytes = OCSPResponse.encodedFailure(status)
            XCTAssertEqual(bytes, [0x30, 3, 0x0a, 1, UInt8(status.rawValue)])
            let response = try OCSPResponse(der: bytes)
            XCTAssertEqual(response.status, status)
            XCTAssertNil(response.basic)
        }
        XCTAssertEqual(OCSPResponse.encodedFailure(.successful), OCSPResponse.encodedFailure(.internalError))
    }

    func testACertificateThatCannotBeReadSpoilsNoAnswer() throws {
        let tbs = try draft(.good).encodedTBS()
        let bytes = OCSPResponseDraft.assemble(
            tbs: tbs, signatureAlgorithm: .ecdsa(.sha256),
            signature: try Self.responder.key.sign(tbs, by: .ecdsa(.sha256)),
            certificates: [[0x30, 0], Self.responder.certificate.encoded])
        let basic = try XCTUnwrap(try OCSPResponse(der: bytes).basic)
        XCTAssertEqual(basic.certificates, [Self.responder.certificate])
        XCTAssertEqual(basic.unreadableCertificateCount, 1)
    }

    func testEveryPrefixIsRefusedAndEveryFlippedBitOfTheAnswerIsRefusedOrSeen() throws {
        let good = try sign(try draft(.good))
        let tbs = try draft(.good).encodedTBS()
        let signed = try XCTUnwrap(good.firstRange(of: tbs))
        for length in 0..<good.count {
            XCTAssertThrowsError(try OCSPResponse(der: good[..<length]), "\(length)")
        }
        var outcomes = (refused: 0, broken: 0, outsideTheSignature: 0)
        for bit in 0..<good.count * 8 {
            var bytes = good
            bytes[bit / 8] ^= 0x80 >> (bit % 8)
            do throws(PKIXError) {
                let holds = try OCSPResponse(der: bytes).basic?.isSigned(by: Self.responder.key.publicKey)
                XCTAssertFalse(holds == true && signed.contains(bit / 8), "bit \(bit)")
                if holds == true { outcomes.outsideTheSignature += 1 } else { outcomes.broken += 1 }
            } catch {
                outcomes.refused += 1
            }
        }
        print("OCSP: \(good.count) prefixes, \(good.count * 8) flipped bits: \(outcomes)")
    }
}

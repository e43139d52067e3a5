// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// Time stamps of others are read.
final class TimestampTests: XCTestCase {
    func testAPublicAuthoritysStampIsRead() throws {
        let folder = "openssl/recipes/80-test_tsa_data"
        let request = try TimestampRequest(der: try SharedData.bytes("\(folder)/all-zero.tsq"))
        let response = try TimestampResponse(der: try SharedData.bytes("\(folder)/sectigo-all-zero.tsr"))
        XCTAssertEqual(response.status, .granted)
        let token = try XCTUnwrap(response.token)
        XCTAssertTrue(token.info.messageImprint.means(request.messageImprint))
        XCTAssertEqual(token.info.nonce, request.nonce)
        let signer = token.signedData.signerInfos[0]
        let certificates = try token.signedData.certificates.map { try Certificate(der: $0) }
        let certificate = try XCTUnwrap(certificates.first { signer.identifier.matches($0) })
        XCTAssertTrue(signer.isSigned(by: try certificate.publicKey()))
        XCTAssertEqual(
            try signer.signedAttributes?.messageDigest,
            signer.digestAlgorithm.digestAlgorithm?.digest(try XCTUnwrap(token.signedData.content))[...])
        for length in 0..<200 {
            let bytes = try SharedData.bytes("\(folder)/sectigo-all-zero.tsr")
            XCTAssertThrowsError(try TimestampResponse(der: Array(bytes.prefix(length))))
        }
    }

    func testTheStampsInsideSignedMessagesAreRead() throws {
        let endings: Set = ["p7m", "p7s", "pkcs7", "csig"]
        let files = try SharedData.files(under: "dss/cades").filter { endings.contains($0.pathExtension) }
        var counts = (read: 0, overTheSignature: 0)
        var refused: [String] = []
        for file in files {
            guard let message = try? SignedData(der: [UInt8](try Data(contentsOf: file))) else { continue }
            for signer in message.signerInfos {
                for attribute in signer.unsignedAttributes where attribute.type == OID.signatureTimestamp {
                    guard let stamp = attribute.values.first, let token = try? TimestampToken(der: stamp) else {
                        refused.append(file.lastPathComponent)
                        continue
                    }
                    counts.read += 1
                    counts.overTheSignature += token.info.messageImprint.matches(signer.signature) ? 1 : 0
                }
            }
        }
        print("dss/cades: signature time stamps \(counts), refused in \(refused)")
        XCTAssertEqual(counts.read, 26)
        XCTAssertEqual(counts.overTheSignature, 26)
        // Its token is wrapped in an OCTET STRING, which ETSI EN 319 122-1 5.3 does not provide for.
        XCTAssertEqual(refused, ["Signature-C-DE_CRY-3.p7m"])
    }

    func testARequestIsReadBackAndReadByOpenSSL() throws {
        let imprint = MessageImprint(
            hashAlgorithm: AlgorithmIdentifier(digest: .sha256), hashedMessage: DigestAlgorithm.sha256.digest([1]))
        let request = TimestampRequest(messageImprint: imprint, policy: OID.cmsData, nonce: [0xff, 1])
        let read = try TimestampRequest(der: request.encoded())
        XCTAssertEqual(read, request)
        XCTAssertTrue(read.messageImprint.matches([1]))
        XCTAssertFalse(read.messageImprint.matches([2]))
        let folder = try TemporaryFolder()
        try folder.write(request.encoded(), to: "request")
        let outcome = try Shell.run("openssl", ["ts", "-query", "-in", "request", "-text"], in: folder)
        XCTAssertTrue(outcome.text.contains("Nonce: 0xFF01"), outcome.text + outcome.errors)
        XCTAssertTrue(outcome.text.contains("Certificate required: yes"), outcome.text)
    }

    func testWhatContradictsItselfIsRefused() {
        XCTAssertThrowsError(try TimestampResponse(der: [0x30, 5, 0x30, 3, 2, 1, 0])) {
            XCTAssertEqual(
                $0 as? PKIXError,
                .unexpected(
                    field: "timeStampToken", seen: "absent", allowed: "present exactly when granted", offset: 4))
        }
        XCTAssertThrowsError(try TimestampResponse(der: [0x30, 5, 0x30, 3, 2, 1, 9])) {
            XCTAssertEqual(
                $0 as? PKIXError, .unexpected(field: "PKIStatus", seen: "9", allowed: "0 to 5", offset: 4))
        }
        XCTAssertEqual(try TimestampResponse(der: [0x30, 5, 0x30, 3, 2, 1, 2]).status, .rejection)
    }
}

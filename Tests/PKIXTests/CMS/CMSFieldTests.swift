// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX
import TestSupport
import XCTest

/// Signed messages that no one here made.
final class CMSFieldTests: XCTestCase {
    func testEveryGematikMessageParsesAndItsSignatureFits() throws {
        let files = try SharedData.files(under: "gematik").filter { $0.pathExtension == "p7" }
        var facts: [String: Int] = [:]
        for file in files {
            do {
                let message = try SignedData(der: [UInt8](try Data(contentsOf: file)))
                try check(message)
                facts["BER", default: 0] += message.usesBER ? 1 : 0
                facts["OCSP", default: 0] += message.ocspResponses.count
                facts["unsorted", default: 0] += message.signerInfos[0].signedAttributes?.wasSorted == false ? 1 : 0
                for response in message.ocspResponses { _ = try OCSPResponse(der: response) }
            } catch {
                XCTFail("\(file.lastPathComponent): \(error)")
            }
        }
        print("gematik: \(files.count) messages, \(facts)")
        XCTAssertEqual(files.count, 87)
    }

    func testEveryDSSMessageParsesUnlessBytesFollowIt() throws {
        let endings: Set = ["p7m", "p7s", "pkcs7", "csig", "sig"]
        let files = try SharedData.files(under: "dss/cades").filter { endings.contains($0.pathExtension) }
        var refused: [String: PKIXError] = [:]
        var facts: [String: Int] = [:]
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            do throws(PKIXError) {
                let message = try SignedData(der: bytes)
                for list in message.crls { _ = try CertificateList(der: Array(list)) }
                for response in message.ocspResponses { _ = try OCSPResponse(der: response) }
                facts["BER", default: 0] += message.usesBER ? 1 : 0
                facts["detached", default: 0] += message.content == nil ? 1 : 0
                facts["unsorted", default: 0] +=
                    message.signerInfos.contains { $0.signedAttributes?.wasSorted == false } ? 1 : 0
                facts["signers", default: 0] += message.signerInfos.count
                facts["certificates", default: 0] += message.certificates.count
                facts["unreadable certificates", default: 0] +=
                    message.certificates.filter {
                        (try? Certificate(der: $0)) == nil
                    }.count
            } catch {
                refused[file.lastPathComponent] = error
            }
        }
        print("dss/cades: \(files.count) messages, \(files.count - refused.count) read, \(facts), refused: \(refused)")
        XCTAssertEqual(files.count, 49)
        // All three were cut out of a PDF, where a signature's place is filled up with zeros.
        XCTAssertEqual(
            refused,
            [
                "Test.bin.sig": .der(.trailingBytes(offset: 4149, count: 15_859)),
                "cades-double-signing-certificate.p7m": .der(.trailingBytes(offset: 2712, count: 2048)),
                "cades-duplicated-signed-attrs.p7m": .der(.trailingBytes(offset: 5598, count: 2598)),
            ])
    }

    private func check(_ message: SignedData) throws {
        let signer = try XCTUnwrap(message.signerInfos.first)
        let certificates = try message.certificates.map { try Certificate(der: $0) }
        let certificate = try XCTUnwrap(certificates.first { signer.identifier.matches($0) })
        XCTAssertTrue(signer.isSigned(by: try certificate.publicKey()))
        let attributes = try XCTUnwrap(signer.signedAttributes)
        let content = try XCTUnwrap(message.content)
        let digest = try XCTUnwrap(signer.digestAlgorithm.digestAlgorithm)
        XCTAssertEqual(try attributes.messageDigest, digest.digest(content)[...])
        XCTAssertEqual(try attributes.signingCertificateV2?.first?.digestMatches(certificate), true)
        XCTAssertTrue(signer.versionFitsIdentifier)
        XCTAssertEqual(message.version, message.expectedVersion)
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Each way for a request or an answer to be malformed has an error of its own, and none ends the process.
final class RevocationOCSPFaultTests: XCTestCase {
    private let certID = CertID(
        hashAlgorithm: .sha1, issuerNameHash: [UInt8](repeating: 1, count: 20),
        issuerKeyHash: [UInt8](repeating: 2, count: 20), serialNumber: SerialNumber(unsigned: [3]))

    private func refusal(_ request: [UInt8]) -> PKIXError? {
        do throws(PKIXError) {
            _ = try OCSPRequest(der: request)
            return nil
        } catch {
            return error
        }
    }

    private func answerRefusal(_ bytes: [UInt8]) -> PKIXError? {
        do throws(PKIXError) {
            _ = try OCSPResponse(der: bytes)
            return nil
        } catch {
            return error
        }
    }

    /// A request with parts put in by hand.
    private func request(
        before: [UInt8] = [], certID: [UInt8]? = nil, extensions: [Extension] = [], single: [Extension] = []
    ) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.raw(before)
                    writer.sequence { writer in
                        writer.sequence { writer in
                            if let certID { writer.raw(certID) } else { self.certID.encode(into: &writer) }
                            if !single.isEmpty {
                                writer.explicit(0) { $0.sequence { for item in single { item.encode(into: &$0) } } }
                            }
                        }
                    }
                    if !extensions.isEmpty {
                        writer.explicit(2) { $0.sequence { for item in extensions { item.encode(into: &$0) } } }
                    }
                }
            }
        }
    }

    func testANonceHasOneToOneHundredAndTwentyEightOctets() throws {
        for (length, isAllowed) in [(0, false), (1, true), (32, true), (128, true), (129, false)] {
            let nonce = Extension(oid: OID.ocspNonce, isCritical: false) {
                $0.octetString([UInt8](repeating: 9, count: length))
            }
            let error = refusal(request(extensions: [nonce]))
            if isAllowed {
                XCTAssertNil(error, "\(length)")
            } else {
                XCTAssertEqual(
                    error,
                    .malformedExtension(
                        OID.ocspNonce,
                        .outOfRange(
                            field: "Nonce", seen: "\(length) octets", allowed: "1 to 128 octets",
                            offset: error?.offset ?? -1)))
            }
        }
        let bare = Extension(oid: OID.ocspNonce, isCritical: false, value: [1, 2, 3])
        guard case .malformedExtension(OID.ocspNonce, .der) = refusal(request(extensions: [bare])) else {
            return XCTFail("a nonce that is no OCTET STRING")
        }
    }

    func testQuestionsAreCounted() {
        XCTAssertNil(refusal(OCSPRequest.make(Array(repeating: certID, count: 20))))
        XCTAssertEqual(
            refusal(OCSPRequest.make(Array(repeating: certID, count: 21))),
            .tooLarge(field: "requestList", seen: 21, allowed: 20))
        XCTAssertEqual(refusal(OCSPRequest.make([])), .empty(field: "requestList", offset: 4))
    }

    func testTheVersionIsTheFirst() {
        XCTAssertNil(refusal(request(before: [0xa0, 3, 2, 1, 0])))
        XCTAssertEqual(
            refusal(request(before: [0xa0, 3, 2, 1, 1])),
            .unexpected(field: "TBSRequest.version", seen: "1", allowed: "0 or absent", offset: 4))
    }

    func testACertIDByAnUnknownHashOrOfAWrongLengthIsRefused() {
        let md5 = ObjectIdentifier(1, 2, 840, 113_549, 2, 5)
        func certID(_ algorithm: ObjectIdentifier, _ length: Int) -> [UInt8] {
            DERWriter.bytes { writer in
                writer.sequence { writer in
                    writer.sequence { $0.objectIdentifier(algorithm) }
                    writer.octetString([UInt8](repeating: 1, count: length))
                    writer.octetString([UInt8](repeating: 1, count: length))
                    writer.integer(5)
                }
            }
        }
        XCTAssertEqual(refusal(request(certID: certID(md5, 16))), .unsupportedAlgorithm(md5))
        let error = refusal(request(certID: certID(OID.sha1, 19)))
        XCTAssertEqual(
            error,
            .outOfRange(
                field: "issuerNameHash", seen: "19 octets", allowed: "20 octets", offset: error?.offset ?? -1))
    }

    func testUnknownCriticalExtensionsAreFacts() throws {
        let unknown = ObjectIdentifier(1, 2, 3, 4)
        let item = Extension(oid: unknown, isCritical: true) { $0.null() }
        XCTAssertEqual(try OCSPRequest(der: request(extensions: [item])).unknownCriticalExtensions, [unknown])
        XCTAssertEqual(try OCSPRequest(der: request(single: [item])).unknownCriticalExtensions, [unknown])
        let mild = Extension(oid: unknown, isCritical: false) { $0.null() }
        XCTAssertEqual(try OCSPRequest(der: request(extensions: [mild])).unknownCriticalExtensions, [])
    }

    func testEveryPrefixAndEveryFlippedBitOfARequestGivesAnErrorOrAValue() {
        let good = OCSPRequest.make([certID, certID], nonce: [UInt8](repeating: 7, count: 16))
        for length in 0..<good.count { XCTAssertNotNil(refusal(Array(good[..<length]))) }
        var refused = 0
        for bit in 0..<good.count * 8 {
            var bytes = good
            bytes[bit / 8] ^= 0x80 >> (bit % 8)
            if refusal(bytes) != nil { refused += 1 }
        }
        print("OCSP request: \(good.count) prefixes, \(good.count * 8) flipped bits, \(refused) refused")
        XCTAssertGreaterThan(refused, 0)
    }

    func testAStatusWithoutAMeaningIsRefused() {
        for value: UInt8 in [4, 7, 0x7f] {
            XCTAssertEqual(
                answerRefusal([0x30, 3, 0x0a, 1, value]),
                .unexpected(field: "responseStatus", seen: "\(value)", allowed: "0 to 3, 5, 6", offset: 2))
        }
    }

    func testStatusAndAnswerGoTogether() {
        XCTAssertEqual(
            answerRefusal([0x30, 3, 0x0a, 1, 0]),
            .unexpected(
                field: "responseBytes", seen: "absent", allowed: "present exactly when successful", offset: 2))
        XCTAssertEqual(
            answerRefusal([0x30, 7, 0x0a, 1, 3, 0xa0, 2, 0x30, 0]),
            .unexpected(
                field: "responseBytes", seen: "present", allowed: "present exactly when successful", offset: 2))
    }

    func testAnotherTypeOfAnswerIsRefused() {
        let bytes = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.enumerated(0)
                writer.explicit(0) { writer in
                    writer.sequence { writer in
                        writer.objectIdentifier(OID.ocspNonce)
                        writer.octetString([0x30, 0])
                    }
                }
            }
        }
        XCTAssertEqual(
            answerRefusal(bytes),
            .unexpected(
                field: "responseType", seen: OID.ocspNonce.dotted, allowed: OID.ocspBasic.dotted, offset: 7))
    }
}

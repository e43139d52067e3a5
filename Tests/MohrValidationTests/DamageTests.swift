// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// One good signed prescription, cut off anywhere and with any bit flipped.
final class DamageTests: XCTestCase {
    /// Where a flipped bit may go unpunished, since nothing that is relied on stands there.
    private enum Harmless: String, CaseIterable {
        /// `SignedData.version`: says which syntax the writer used, no more. RFC 5652 5.1
        case version
        /// `digestAlgorithms`: a hint for reading in one pass; what counts stands in SignerInfo and is protected
        /// there. A warning is given. RFC 5652 5.1
        case announcedDigests
        /// The authority's certificate: carried for those who do not have it. Here it is in the snapshot, so a
        /// damaged copy is not looked at.
        case carriedAuthority
        /// The issuer's name in `sid`: it only points, and names are compared without case and string types
        /// (RFC 5280 7.1). The certificate itself is named by its digest under the signature.
        case identifier
    }

    private let snapshot = try! Scene.snapshot()

    private func message() throws -> [UInt8] {
        let token = try FileToken(
            key: Scene.doctor.key, certificate: Scene.doctor.certificate, path: [Scene.health.certificate])
        return try DocumentSigner().sign(Scene.content, with: token, signingTime: Scene.now)
    }

    /// The places of the parts that may be damaged, by byte.
    private func harmlessPlaces(_ message: [UInt8]) throws -> [Harmless: Range<Int>] {
        let signed = try SignedData(der: message)
        let signer = try XCTUnwrap(signed.signerInfos.first)
        let authority = Scene.health.certificate.encoded
        let digest = DERWriter.bytes { writer in
            writer.constructed(.set) { AlgorithmIdentifier(digest: .sha256).encode(into: &$0) }
        }
        let version: [UInt8] = [0x02, 0x01, 0x01]
        func place(_ bytes: [UInt8], from start: Int) throws -> Range<Int> {
            let found = try XCTUnwrap(message[start...].firstRange(of: bytes))
            return found.lowerBound..<found.upperBound
        }
        let head = try place(version, from: 0)
        let announced = try place(digest, from: head.upperBound)
        XCTAssertEqual(head.upperBound, announced.lowerBound)
        return [
            .version: (head.upperBound - 1)..<head.upperBound,
            .announcedDigests: (announced.lowerBound + 2)..<announced.upperBound,
            .carriedAuthority: try place(authority, from: 0),
            .identifier: try place(Scene.doctor.certificate.issuer.encoded, from: signer.encoded.startIndex),
        ]
    }

    private func judge(_ message: [UInt8]) -> ValidationReport { Self.judge(message, snapshot) }

    func testControl() throws {
        assertAccepted(judge(try message()))
    }

    func testNoPrefixIsAccepted() throws {
        let message = try message()
        let report = judge(message)
        assertAccepted(report)
        for count in message.indices {
            let cut = judge(Array(message.prefix(count)))
            XCTAssertEqual(cut.decision, .reject, "\(count) bytes")
            XCTAssertEqual(cut.subIndication, .formatFailure, "\(count) bytes")
        }
        print("  cases: prefixes of a signed prescription \(message.count) of \(message.count)")
    }

    func testABitFlippedAnywhereIsSeenExceptWhereNothingReliesOnIt() throws {
        let message = try message()
        let places = try harmlessPlaces(message)
        let accepted = Places()
        let snapshot = snapshot
        DispatchQueue.concurrentPerform(iterations: message.count) { index in
            for bit in 0..<8 {
                var flipped = message
                flipped[index] ^= 1 << UInt8(bit)
                if Self.judge(flipped, snapshot).decision == .accept { accepted.add(index, bit) }
            }
        }
        var count: [Harmless: Int] = [:]
        for (index, bit) in accepted.all {
            guard let place = places.first(where: { $0.value.contains(index) }) else {
                XCTFail("bit \(bit) of byte \(index) is not seen")
                continue
            }
            count[place.key, default: 0] += 1
            if place.key == .identifier {
                // Nothing but the case of a Latin letter or the type of a string.
                let isLetter = UnicodeScalar(message[index]).properties.isAlphabetic && bit == 5
                let isStringTag = [0x0c, 0x13].contains(message[index])
                XCTAssertTrue(isLetter || isStringTag, "bit \(bit) of \(message[index]) in sid")
            }
        }
        // Each exception is real: none is on the list without need.
        for harmless in Harmless.allCases { XCTAssertNotNil(count[harmless], harmless.rawValue) }
        print("  cases: bits of a signed prescription \(message.count * 8) of \(message.count * 8)")
        print("  harmless: \(count.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", "))")
    }

    private static func judge(_ message: [UInt8], _ snapshot: TrustSnapshot) -> ValidationReport {
        SignatureValidator().validate(
            message, at: ReferenceTime(Scene.now, .now), against: snapshot, policy: StandardPolicies.prescription)
    }
}

/// Bits that threads note.
private final class Places: @unchecked Sendable {
    private let lock = NSLock()
    private var found: [(Int, Int)] = []

    var all: [(Int, Int)] { lock.withLock { found } }

    func add(_ index: Int, _ bit: Int) { lock.withLock { found.append((index, bit)) } }
}

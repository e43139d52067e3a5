// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import Timestamping
import XCTest

/// What a stamp says, and what is refused.
final class StampTests: XCTestCase {
    /// Kept, for a house's records are gone with it.
    private var houses: [StampingHouse] = []

    private func standing() throws -> TimestampAuthority {
        let house = try StampingHouse()
        houses.append(house)
        return try house.authority()
    }

    func testAStampSaysWhatWasAsked() throws {
        let house = try StampingHouse()
        let authority = try house.authority()
        for digest in StampingPlan.digests {
            let answer = authority.answer(StampingHouse.request(digest, policy: MohrOID.timestampPolicy))
            XCTAssertNil(answer.failure)
            let token = try answer.token
            XCTAssertTrue(token.info.messageImprint.matches(StampingHouse.document[...]))
            XCTAssertEqual(token.info.messageImprint.hashAlgorithm.digestAlgorithm, digest)
            XCTAssertEqual(token.info.nonce, [1, 2, 3])
            XCTAssertEqual(token.info.policy, MohrOID.timestampPolicy)
            XCTAssertEqual(token.info.accuracy?.secondsRoundedUp, 1)
            XCTAssertTrue(token.info.isOrdered)
            XCTAssertEqual(token.info.genTime, TestPKI.now)
            XCTAssertEqual(token.signedData.version, 3)
            let signer = try XCTUnwrap(token.signedData.signerInfos.first)
            XCTAssertTrue(signer.isSigned(by: house.unit.key.publicKey))
            XCTAssertEqual(
                try signer.signedAttributes?.signingCertificateV2?.first?.digestMatches(house.unit.certificate), true)
        }
    }

    func testCertificatesGoAlongOnlyWhenAskedFor() throws {
        let authority = try standing()
        XCTAssertEqual(try authority.answer(StampingHouse.request()).token.signedData.certificates.count, 2)
        let bare = try authority.answer(StampingHouse.request(wantsCertificate: false)).token.signedData
        XCTAssertEqual(bare.certificates.count, 0)
    }

    func testNoNonceIsRepeatedWhenNoneWasGiven() throws {
        let authority = try standing()
        XCTAssertNil(try authority.answer(StampingHouse.request(nonce: nil)).token.info.nonce)
    }

    func testEveryRefusalNamesItsReason() throws {
        let authority = try standing()
        let good = StampingHouse.request()
        func refused(_ request: [UInt8]) throws -> TimestampFailure? {
            let answer = authority.answer(request)
            let read = try TimestampResponse(der: answer.der)
            XCTAssertNil(read.token)
            XCTAssertEqual(read.status, .rejection)
            XCTAssertEqual(read.failureReason, answer.failure)
            XCTAssertEqual(read.statusStrings.count, 1)
            return answer.failure
        }
        XCTAssertEqual(try refused([]), .badDataFormat)
        XCTAssertEqual(try refused(Array(good.dropLast())), .badDataFormat)
        XCTAssertEqual(try refused(good + [0]), .badDataFormat)
        XCTAssertEqual(try refused([UInt8](repeating: 0x30, count: 5_000)), .badDataFormat)
        XCTAssertEqual(try refused(StampingHouse.request(.sha1)), .badAlg)
        XCTAssertEqual(try refused(StampingHouse.request(.sha224)), .badAlg)
        XCTAssertEqual(try refused(StampingHouse.request(policy: OID.anyPolicy)), .unacceptedPolicy)
        // A digest that is too short for its algorithm (RFC 3161 2.4.2).
        let short = TimestampRequest(
            messageImprint: MessageImprint(
                hashAlgorithm: AlgorithmIdentifier(digest: .sha256), hashedMessage: [1, 2, 3]))
        XCTAssertEqual(try refused(short.encoded()), .badDataFormat)
        // Version 2: 30 L 02 01 02.
        var version = good
        version[4] = 2
        XCTAssertEqual(try refused(version), .badRequest)
        XCTAssertEqual(try refused(Self.withExtension(critical: true)), .unacceptedExtension)
        XCTAssertEqual(try refused(Self.withExtension(critical: false)), .unacceptedExtension)
        XCTAssertNil(authority.answer(good).failure)
    }

    private static func withExtension(critical: Bool) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(1)
                MessageImprint(
                    hashAlgorithm: AlgorithmIdentifier(digest: .sha256),
                    hashedMessage: DigestAlgorithm.sha256.digest([1])
                ).encode(into: &writer)
                writer.constructed(.contextConstructed(0)) { writer in
                    writer.sequence { writer in
                        writer.objectIdentifier(OID.keyUsage)
                        if critical { writer.boolean(true) }
                        writer.octetString([5, 0])
                    }
                }
            }
        }
    }

    func testEveryPrefixAndEveryFlippedBitOfARequestIsAnswered() throws {
        let authority = try standing()
        let good = StampingHouse.request()
        for count in 0..<good.count { XCTAssertNotNil(authority.answer(Array(good.prefix(count))).failure) }
        for place in good.indices {
            for bit in 0..<8 {
                var changed = good
                changed[place] ^= 1 << bit
                let answer = authority.answer(changed)
                // Whatever it says, it says it in a TimeStampResp.
                XCTAssertNoThrow(try TimestampResponse(der: answer.der))
            }
        }
    }

    func testOnlyATimeStampingCertificateIsAUnits() throws {
        func flaw(_ change: @escaping (inout TestCertificate) throws -> Void) throws -> TimestampingError? {
            do {
                _ = try StampingHouse(unit: change).authority()
                return nil
            } catch let error as TimestampingError { return error }
        }
        XCTAssertNil(try flaw { _ in })
        XCTAssertEqual(
            try flaw { $0.set(.extendedKeyUsage([OID.timeStamping])) }, .unit(.extendedKeyUsageNotCritical))
        XCTAssertEqual(
            try flaw { $0.set(.extendedKeyUsage([OID.timeStamping, OID.ocspSigning], isCritical: true)) },
            .unit(.otherPurposes))
        XCTAssertEqual(
            try flaw { $0.set(.extendedKeyUsage([OID.ocspSigning], isCritical: true)) }, .unit(.notForStamping))
        XCTAssertEqual(try flaw { $0.set(.keyUsage(.keyAgreement)) }, .unit(.notForSigning))
        let house = try StampingHouse()
        XCTAssertThrowsError(try house.authority(key: PrivateKey.generate(.p256))) {
            XCTAssertEqual($0 as? TimestampingError, .keyMismatch)
        }
    }

    func testWhatAKeyThatErrsSignsDoesNotLeave() throws {
        let house = try StampingHouse()
        let authority = try house.authority(key: ErringKey(key: house.unit.key))
        let answer = authority.answer(StampingHouse.request())
        XCTAssertEqual(answer.failure, .systemFailure)
        XCTAssertEqual(answer.fault, .tokenUnverified)
    }

    func testAnExpiredUnitStampsNothing() throws {
        let house = try StampingHouse {
            $0.validity = Validity(
                notBefore: TestPKI.now.advanced(bySeconds: -100), notAfter: TestPKI.now.advanced(bySeconds: 100))
        }
        let authority = try house.authority()
        XCTAssertNil(authority.answer(StampingHouse.request()).failure)
        house.clocks.pass(seconds: 200)
        XCTAssertEqual(authority.answer(StampingHouse.request()).failure, .systemFailure)
    }
}

/// A key whose chip flips a bit now and then.
private struct ErringKey: SigningKey {
    let key: PrivateKey
    var publicKey: PublicKey { key.publicKey }
    func sign(_ message: [UInt8], by algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8] {
        var signature = try key.sign(message, by: algorithm)
        signature[signature.count - 1] ^= 1
        return signature
    }
    func signature(ofDigest digest: [UInt8], by algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8] {
        try key.signature(ofDigest: digest, by: algorithm)
    }
}

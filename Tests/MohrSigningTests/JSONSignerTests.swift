// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import MohrSigning
import PKIX
import TestSupport
import XCTest

/// JAdES B and T, and what is no signature that is taken.
final class JSONSignerTests: XCTestCase {
    private let content = EvidenceHouse.content

    func testEveryFormAndAlgorithmIsReadBackAndHolds() throws {
        let house = try EvidenceHouse()
        let hash = DigestAlgorithm.sha256.digest(content)
        let byHash = DetachedObjects(byHash: [("urn:rx:1", hash)], hashAlgorithm: .sha256, contentTypes: ["text/plain"])
        let payloads: [JSONSigner.Payload] = [
            .enclosed(content), .detached(content), .detachedUnencoded(content), .objectsByHash(byHash),
            .objectsByURI(DetachedObjects(byURI: ["urn:rx:1"]), octets: content),
        ]
        let keys: [(KeyKind, SignatureAlgorithm?)] = [
            (.p256, nil), (.p384, nil), (.p521, nil), (.rsa(bits: 2048), nil),
            (.rsa(bits: 2048), .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)), (.ed25519, nil),
        ]
        for (kind, algorithm) in keys {
            let person = try house.health.signer("Doctor", key: kind) { $0.validity = EvidenceHouse.long }
            for payload in payloads {
                for serialization in [JWS.Serialization.compact, .flattened] {
                    for time in [JSONSigner.TimeParameter.iat, .sigT] {
                        let bytes = try JSONSigner().sign(
                            payload, with: try house.token(person, algorithm), terms: EvidenceHouse.terms,
                            serialization: serialization, timeParameter: time)
                        let jws = try JWS(bytes)
                        XCTAssertEqual(jws.serialization, serialization)
                        XCTAssertEqual(jws.header.signingTime, TestPKI.now)
                        XCTAssertTrue(jws.header.namesItsCertificate)
                        XCTAssertEqual(jws.header.certificates, [person.certificate, house.health.certificate])
                        XCTAssertTrue(jws.isSigned(by: person.key.publicKey, payload: content), "\(kind) \(payload)")
                        XCTAssertFalse(jws.isSigned(by: house.doctor.key.publicKey, payload: content))
                        if case .enclosed = payload {
                            XCTAssertEqual(jws.payload, content)
                        } else {
                            XCTAssertNil(jws.payload)
                            if case .objectsByHash = payload {
                                XCTAssertTrue(jws.matches(["urn:rx:1": content]))
                                XCTAssertFalse(jws.matches(["urn:rx:1": content + [0]]))
                                XCTAssertFalse(jws.matches([:]))
                            } else {
                                XCTAssertFalse(jws.isSigned(by: person.key.publicKey, payload: content + [0]))
                                XCTAssertFalse(jws.isSigned(by: person.key.publicKey))
                            }
                        }
                    }
                }
            }
        }
    }

    func testATimestampIsOverTheSignatureAndChangesNothingSigned() throws {
        let house = try EvidenceHouse()
        for payload in [JSONSigner.Payload.enclosed(content), .detachedUnencoded(content)] {
            let bytes = try JSONSigner().sign(payload, with: try house.token(), terms: EvidenceHouse.terms)
            var timed = try JSONSigner().timestamped(bytes, by: house.source)
            timed = try JSONSigner().timestamped(timed, by: house.source)
            let (before, after) = (try JWS(bytes), try JWS(timed))
            XCTAssertEqual(after.serialization, .flattened)
            XCTAssertEqual(after.protected, before.protected)
            XCTAssertEqual(after.signature, before.signature)
            XCTAssertEqual(after.payload, before.payload)
            XCTAssertTrue(after.isSigned(by: house.doctor.key.publicKey, payload: content))
            XCTAssertEqual(after.signatureTimestamps.count, 2)
            for encoded in after.signatureTimestamps {
                let token = try TimestampToken(der: encoded[...])
                XCTAssertTrue(token.info.messageImprint.matches(after.timestampInput[...]))
            }
        }
    }

    func testTheKeyMayBeElsewhereAndAWrongValueIsRefused() throws {
        let house = try EvidenceHouse()
        let prepared = try JSONSigner().prepare(
            .enclosed(content), signer: Signer(try house.token()), terms: EvidenceHouse.terms)
        let value = try house.doctor.key.signature(ofDigest: prepared.digest, by: .ecdsa(.sha256))
        XCTAssertTrue(try JWS(try prepared.assemble(value)).isSigned(by: house.doctor.key.publicKey))
        XCTAssertThrowsError(try prepared.assemble([0x30, 0])) {
            XCTAssertEqual($0 as? SigningError, .signatureDoesNotFit)
        }
        let brainpool = try house.health.signer("Doctor", key: .brainpoolP256r1) {
            $0.validity = EvidenceHouse.long
        }
        XCTAssertThrowsError(
            try JSONSigner().sign(.enclosed(content), with: try house.token(brainpool), terms: EvidenceHouse.terms)
        ) { XCTAssertEqual($0 as? SigningError, .algorithmNotForJSON(.ecdsa(.sha256), .brainpoolP256r1)) }
    }

    // MARK: What is refused

    /// A compact signature with another header, over which nothing is signed.
    private func forged(_ header: String, payload: String = "e30", signature: String = "AA") -> [UInt8] {
        Array("\(Base64.encode(Array(header.utf8), .url)).\(payload).\(signature)".utf8)
    }

    func testForgersHeadersAreRefused() {
        let rows: [(String, JWSError)] = [
            (#"{"alg":"none"}"#, .algorithm(seen: "none")), (#"{"alg":"nOnE"}"#, .algorithm(seen: "nOnE")),
            (#"{"alg":"HS256"}"#, .algorithm(seen: "HS256")), (#"{"alg":"RS1"}"#, .algorithm(seen: "RS1")),
            (#"{}"#, .missing(name: "alg")), (#"{"alg":1}"#, .missing(name: "alg")),
            (#"{"alg":"ES256","alg":"none"}"#, .json(.duplicateName(offset: 15, name: "alg"))),
            (#"{"alg":"ES256","x5u":"http://evil.example/"}"#, .remoteKey(name: "x5u")),
            (#"{"alg":"ES256","jku":"http://evil.example/"}"#, .remoteKey(name: "jku")),
            (#"{"alg":"ES256","jwk":{}}"#, .remoteKey(name: "jwk")),
            (#"{"alg":"ES256","crit":[]}"#, .value(name: "crit", seen: "empty", allowed: "one name or more")),
            (#"{"alg":"ES256","crit":"b64"}"#, .value(name: "crit", seen: "empty", allowed: "one name or more")),
            (#"{"alg":"ES256","crit":["exp"],"exp":1}"#, .critical(name: "exp")),
            (#"{"alg":"ES256","crit":["b64"]}"#, .critical(name: "b64")),
            (#"{"alg":"ES256","crit":["alg"]}"#, .critical(name: "alg")),
            (#"{"alg":"ES256","b64":false,"crit":["b64","b64"]}"#, .critical(name: "b64")),
            (#"{"alg":"ES256","b64":false}"#, .notCritical(name: "b64")),
            (#"{"alg":"ES256","crit":["etsiU"]}"#, .critical(name: "etsiU")),
            (
                #"{"alg":"ES256","iat":1,"sigT":"2026-11-21T22:00:00Z","crit":["sigT"]}"#,
                .value(name: "iat", seen: "iat and sigT", allowed: "one of them")
            ),
            (#"{"alg":"ES256","x5c":["MA_-"]}"#, .base64(part: "x5c")),
            (#"{"alg":"ES256","x5t#S256":"AA"}"#, .base64(part: "x5t#S256")),
            (#"{"alg":"ES256"} "#, .base64(part: "none")),
            ("[]", .shape),
        ]
        for (header, expected) in rows where header.last != " " {
            XCTAssertThrowsError(try JWS(forged(header)), header) { XCTAssertEqual($0 as? JWSError, expected, header) }
        }
        XCTAssertNoThrow(try JWS(forged(#"{"alg":"ES256"}"#)))
    }

    func testForgersFormsAreRefused() {
        let header = Base64.encode(Array(#"{"alg":"ES256"}"#.utf8), .url)
        let rows = [
            "", ".", "..", "\(header).e30", "\(header).e30.AA.", "\(header).e30.", "\(header)=.e30.AA",
            "\(header).e3\n0.AA", "\(header).e30=.AA", "\(header).e+0.AA", " \(header).e30.AA",
            "\(header).e31.AA",
            #"{"protected":"\#(header)","payload":"e30","signature":"AA","signatures":[]}"#,
            #"{"protected":"\#(header)","payload":"e30","signature":"AA","x":1}"#,
            #"{"protected":"\#(header)","payload":"e30","signature":"AA","signature":"AA"}"#,
            #"{"protected":"\#(header)","payload":"e30","signature":"AA","header":{"alg":"none"}}"#,
            #"{"payload":"e30","signature":"AA","header":{"alg":"ES256"}}"#,
            #"{"protected":"\#(header)","payload":1,"signature":"AA"}"#,
        ]
        for row in rows { XCTAssertThrowsError(try JWS(Array(row.utf8)), row) }
        let sigD =
            #"{"alg":"ES256","sigD":{"mId":"http://uri.etsi.org/19182/ObjectIdByURI","pars":["a"]},"crit":["sigD"]}"#
        XCTAssertThrowsError(try JWS(forged(sigD))) { XCTAssertEqual($0 as? JWSError, .payload) }
        XCTAssertNoThrow(try JWS(forged(sigD, payload: "")))
        let http = sigD.replacing("ObjectIdByURI", with: "HttpHeaders")
        XCTAssertThrowsError(try JWS(forged(http, payload: "")))
    }

    func testValuesThatOtherLibrariesTookAreNotTaken() throws {
        let house = try EvidenceHouse()
        let good = try JWS(
            try JSONSigner().sign(.enclosed(content), with: try house.token(), terms: EvidenceHouse.terms))
        let header = String(decoding: good.protected, as: UTF8.self)
        let payload = Base64.encode(content, .url)
        func holds(_ value: [UInt8]) throws -> Bool {
            try JWS(Array("\(header).\(payload).\(Base64.encode(value, .url))".utf8)).isSigned(
                by: house.doctor.key.publicKey)
        }
        XCTAssertTrue(try holds(good.signature))
        // r = s = 0 (CVE-2022-21449), the DER form, one octet more or less.
        XCTAssertFalse(try holds([UInt8](repeating: 0, count: 64)))
        XCTAssertFalse(try holds(try XCTUnwrap(JWSAlgorithm.es256.encoded(fromRaw: good.signature))))
        XCTAssertFalse(try holds(good.signature + [0]))
        XCTAssertFalse(try holds(Array(good.signature.dropLast())))
        // An RSA key is no P-256 key, and P-384 is not ES256.
        let other = try PrivateKey.generate(.p384)
        XCTAssertFalse(good.isSigned(by: other.publicKey))
    }

    func testEveryFlippedBitIsRefusedOrDoesNotHold() throws {
        let house = try EvidenceHouse()
        let bytes = try JSONSigner().timestamped(
            try JSONSigner().sign(.enclosed([1, 2, 3]), with: try house.token(), terms: EvidenceHouse.terms),
            by: house.source)
        let end = try XCTUnwrap(bytes.firstRange(of: Array("\"header\"".utf8))).lowerBound
        for place in 0..<end where place % 3 == 0 {
            var changed = bytes
            changed[place] ^= 1 << (place % 8)
            guard let jws = try? JWS(changed) else { continue }
            XCTAssertFalse(jws.isSigned(by: house.doctor.key.publicKey), "\(place)")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import MohrSigning
import PKIX
import TestSupport
import XCTest

@testable import MohrValidation

/// What is refused as a licensing body's word, and why; beside each the one that is taken.
final class ProfessionFeedTests: XCTestCase {
    private let entitled = [ProfessionalPeriod(.entitled, from: Council.begin)]

    private func refusal(_ act: () throws -> Void, line: UInt = #line) -> ProfessionFeedError? {
        do {
            try act()
            XCTFail("taken", line: line)
            return nil
        } catch {
            XCTAssertTrue(error is ProfessionFeedError, "\(error)", line: line)
            return error as? ProfessionFeedError
        }
    }

    func testAFeedIsReadAsItWasWritten() throws {
        let feed = Council.feed(
            Council.suspended(.local, acts: [.prescribing, .treating], until: Scene.now.advanced(bySeconds: 9)))
        let bytes = Council.bytes(feed)
        XCTAssertEqual(try ProfessionFeed(reading: bytes, register: .medicalCouncil), feed)
        let signed = try Council.open(try Council.sign(bytes))
        XCTAssertEqual(signed.feed, feed)
        XCTAssertEqual(signed.sha256, DigestAlgorithm.sha256.digest(bytes))
        XCTAssertEqual(signed.certificate, Council.seal.certificate)
    }

    func testTheDocumentMayTravelBesideItsSignature() throws {
        let bytes = Council.bytes(Council.feed(entitled))
        let token = try FileToken(
            key: Council.seal.key, certificate: Council.seal.certificate, path: [Council.issuer.certificate])
        let detached = try DocumentSigner().sign(bytes, with: token, packaging: .detached, signingTime: Scene.now)
        XCTAssertEqual(try Council.open(detached, document: bytes).feed.licences.count, 2)
        guard case .signature(_, let causes) = refusal({ _ = try Council.open(detached) }) else {
            return XCTFail("other")
        }
        XCTAssertEqual(causes, [.signedDataNotFound])
        guard
            case .signature(.reject, let altered) = refusal({ _ = try Council.open(detached, document: bytes + [0x20]) }
            )
        else { return XCTFail("other") }
        XCTAssertEqual(altered, [.hashFailure])
    }

    func testWhatIsNotSignedByTheBodyIsRefused() throws {
        let bytes = Council.bytes(Council.feed(entitled))
        // Control.
        _ = try Council.open(try Council.sign(bytes))
        // Not signed.
        XCTAssertEqual(refusal { _ = try Council.open(bytes) }, .signature(.reject, causes: [.malformed]))
        // Altered.
        var altered = try Council.sign(bytes)
        let place = try XCTUnwrap(altered.indices.first { altered[$0...].starts(with: bytes) })
        altered[place + bytes.count / 2] ^= 1
        XCTAssertEqual(refusal { _ = try Council.open(altered) }, .signature(.reject, causes: [.hashFailure]))
        // By a doctor, whose certificate is no organisation's.
        guard
            case .signature(.reject, let causes) = refusal({
                _ = try Council.open(try Council.sign(bytes, by: Scene.doctor))
            })
        else { return XCTFail("another refusal") }
        XCTAssertEqual(causes, [.certificatePolicy])
        // By another organisation.
        XCTAssertEqual(
            refusal { _ = try Council.open(try Council.sign(bytes, by: Council.otherSeal)) },
            .signer(seen: "NTRIR-99900000121", allowed: ["medical-council"]))
        // By somebody with the body's names under another root.
        let stranger = try TestPKI.root("Stranger")
        var draft = try TestCertificate(subject: Council.seal.name, key: PrivateKey.generate(.p256))
        draft.set(.keyUsage(.nonRepudiation))
        draft.set(
            .certificatePolicies(CertificatePolicies([PolicyInformation(policy: MohrOID.healthOrganisationPolicy)])))
        let forged = try draft.signed(by: stranger)
        guard
            case .signature(.cannotDecide, let chain) = refusal({
                _ = try Council.open(try Council.sign(bytes, by: forged))
            })
        else { return XCTFail("another refusal") }
        XCTAssertTrue(chain.contains(.noCertificateChainFound), "\(chain)")
        // By the body's own seal, revoked.
        let revoked = try Council.snapshot(
            lists: Scene.lists + [
                try Council.issuer.revocationList {
                    $0.revoke(Council.seal, at: Scene.now.advanced(bySeconds: -60))
                }
            ])
        XCTAssertEqual(
            refusal { _ = try Council.open(try Council.sign(bytes), against: revoked) },
            .signature(.cannotDecide, causes: [.revoked]))
    }

    func testOneOfThoseWhoMaySpeakSpeaksForItselfAlone() throws {
        let chamber = LicensingBody(
            name: "chamber", professions: [MohrOID.trader], register: .commercialCard,
            seal: .identifier("NTRIR-99900000121"), maximumAgeSeconds: 86_400)
        let message = try Council.sign(Council.bytes(Council.feed(entitled)), by: Council.otherSeal)
        func open(_ bytes: [UInt8]) throws {
            _ = try SignedFeed(bytes, from: [Council.body, chamber], at: Scene.now, against: try Council.snapshot())
        }
        // The other body's register does not have such licences, and the feed is not its own.
        guard case .licence = refusal({ try open(message) }) else { return XCTFail("another refusal") }
        let plain = ProfessionFeed(
            body: "medical-council", kind: .full, sequence: 1, previous: nil, issuedAt: Scene.now,
            nextUpdate: Scene.now.advanced(bySeconds: 60), licences: [.init("12345", entitled)])
        XCTAssertEqual(
            refusal { try open(try Council.sign(Council.bytes(plain), by: Council.otherSeal)) },
            .otherBody(seen: "medical-council", allowed: "chamber"))
        try open(try Council.sign(Council.bytes(plain)))
    }

    func testWhatIsTooOldOrFromTheFutureIsRefused() throws {
        let signed = try Council.sign(Council.bytes(Council.feed(entitled, lifetime: 100)))
        let end = Scene.now.advanced(bySeconds: 100)
        _ = try Council.open(signed, at: end)
        let after = end.advanced(bySeconds: 1)
        XCTAssertEqual(refusal { _ = try Council.open(signed, at: after) }, .stale(until: end, now: after))
        // Its own end may be far: it is believed no longer than the house says.
        let long = try Council.sign(
            Council.bytes(
                Council.feed(entitled, issuedAt: Scene.now.advanced(bySeconds: -31 * 86_400), lifetime: 99 * 86_400)))
        guard case .stale = refusal({ _ = try Council.open(long) }) else { return XCTFail("another refusal") }
        let early = try Council.sign(
            Council.bytes(Council.feed(entitled, issuedAt: Scene.now.advanced(bySeconds: 301))))
        guard case .fromFuture = refusal({ _ = try Council.open(early) }) else { return XCTFail("another refusal") }
        _ = try Council.open(
            try Council.sign(Council.bytes(Council.feed(entitled, issuedAt: Scene.now.advanced(bySeconds: 300)))))
    }

    func testFeedsFollowEachOther() throws {
        func feed(
            _ sequence: Int64, _ kind: ProfessionFeed.Kind, after previous: [UInt8]?, seconds: Int64
        ) -> (ProfessionFeed, [UInt8], FeedHead) {
            let feed = Council.feed(
                entitled, kind: kind, sequence: sequence, previous: previous,
                issuedAt: Scene.now.advanced(bySeconds: seconds))
            let digest = DigestAlgorithm.sha256.digest(Council.bytes(feed))
            return (
                feed, digest,
                FeedHead(sequence: sequence, sha256: digest, issuedAt: feed.issuedAt, nextUpdate: feed.nextUpdate)
            )
        }
        let first = feed(1, .full, after: nil, seconds: 0)
        let second = feed(2, .change, after: first.1, seconds: 1)
        let third = feed(3, .change, after: second.1, seconds: 2)
        XCTAssertTrue(try FeedHead.admits(first.0, sha256: first.1, after: nil))
        XCTAssertTrue(try FeedHead.admits(second.0, sha256: second.1, after: first.2))
        XCTAssertFalse(try FeedHead.admits(second.0, sha256: second.1, after: second.2), "taken again")
        let cases: [((ProfessionFeed, [UInt8], FeedHead), FeedHead?, ProfessionFeedError)] = [
            (second, nil, .firstIsChange(sequence: 2)), (first, second.2, .behind(seen: 1, newest: 2)),
            (third, first.2, .gap(seen: 3, expected: 2)),
            (feed(2, .full, after: first.1, seconds: 5), second.2, .forked(sequence: 2)),
            (feed(2, .change, after: third.1, seconds: 5), first.2, .chain(sequence: 2)),
            (feed(2, .full, after: third.1, seconds: 5), first.2, .chain(sequence: 2)),
            (
                feed(2, .change, after: first.1, seconds: 0), first.2,
                .timeBehind(seen: Scene.now, newest: Scene.now)
            ),
        ]
        for ((next, digest, _), head, expected) in cases {
            XCTAssertEqual(refusal { _ = try FeedHead.admits(next, sha256: digest, after: head) }, expected)
        }
        // A full feed says everything, so it may close a gap.
        let later = feed(9, .full, after: third.1, seconds: 9)
        XCTAssertTrue(try FeedHead.admits(later.0, sha256: later.1, after: first.2))
    }

    func testADocumentHasExactlyWhatItMayHave() throws {
        let good = String(decoding: Council.bytes(Council.feed(Council.suspended(.local))), as: UTF8.self)
        func read(_ text: String) throws {
            _ = try ProfessionFeed(reading: Array(text.utf8), register: .medicalCouncil)
        }
        try read(good)
        let changes: [(String, String)] = [
            ("\"version\":1", "\"version\":2"), ("mohr-professions", "mohr-other"),
            ("\"kind\":\"full\"", "\"kind\":\"all\""),
            ("\"sequence\":1", "\"sequence\":0"), ("\"sequence\":1", "\"sequence\":1.5"),
            ("\"previous\":null", "\"previous\":\"00\""), ("\"previous\":null,", ""),
            ("\"body\":\"medical-council\"", "\"body\":\"Medical Council\""),
            ("\"version\":1", "\"version\":1,\"more\":1"), ("\"version\":1", "\"version\":1,\"version\":1"),
            ("\"scope\":\"d\"", "\"scope\":\"a\""), ("\"scope\":\"d\"", "\"scope\":\"e\""),
            ("\"place\":\"Tehran\",", ""), ("\"scope\":\"d\",", ""),
            ("\"reason\":\"interim\"", "\"reason\":\"in terim\""),
            (",\"reason\":\"interim\"", ""), ("\"status\":\"suspended\"", "\"status\":\"struckOff\""),
            ("\"status\":\"suspended\"", "\"status\":\"banned\""), ("\"licence\":\"12345\"", "\"licence\":\"012345\""),
            ("\"licence\":\"12345\"", "\"licence\":\"x\""), ("\"licence\":\"12345\"", "\"licence\":\"م-77\""),
            ("\"scope\":\"d\"", "\"scope\":\"d\",\"acts\":[]"), ("\"scope\":\"d\"", "\"scope\":\"d\",\"acts\":[\"x\"]"),
            ("\"scope\":\"d\"", "\"scope\":\"d\",\"acts\":[\"treating\",\"treating\"]"),
            ("T12:00:00Z", "T12:00:00+00:00"), ("{\"type\"", "[{\"type\""), ("\"licences\":[", "\"licences\":[7,"),
        ]
        for (old, new) in changes {
            XCTAssertTrue(good.contains(old), old)
            let text = good.replacingFirst(old, new)
            XCTAssertNotNil(refusal { try read(text) }, new)
        }
        let overlapping = [
            ProfessionalPeriod(.entitled, from: Council.begin, until: Scene.now.advanced(bySeconds: 1)),
            ProfessionalPeriod(.struckOff, from: Scene.now, reason: "x"),
        ]
        for periods in [
            overlapping, overlapping.reversed(), [ProfessionalPeriod(.entitled, from: Scene.now, until: Scene.now)],
            entitled + entitled,
        ] {
            XCTAssertEqual(
                refusal { try read(String(decoding: Council.bytes(Council.feed(periods)), as: UTF8.self)) },
                .periods(index: 0))
        }
        guard case .member = refusal({ try read(String(decoding: Council.bytes(Council.feed([])), as: UTF8.self)) })
        else { return XCTFail("a full feed with nothing to say of a licence") }
        let permanent = [
            ProfessionalPeriod(
                .suspended, scope: .permanent, from: Scene.now, until: Scene.now.advanced(bySeconds: 1), reason: "x")
        ]
        XCTAssertNotNil(
            refusal { try read(String(decoding: Council.bytes(Council.feed(permanent)), as: UTF8.self)) })
    }

    func testAChangeSaysAnewWhatItNamesAndNothingElse() throws {
        var register = try Council.register(entitled)
        let doctor = Scene.doctor.certificate
        XCTAssertEqual(register.facts(of: doctor)?.report(at: Scene.now).status, .entitled)
        let change = Council.feed(
            Council.suspended(), kind: .change, sequence: 2, previous: register.chapters[0].head.sha256,
            issuedAt: Scene.now.advanced(bySeconds: 1))
        let signed = try Council.open(try Council.sign(Council.bytes(change)))
        register = try register.applying(signed)
        XCTAssertEqual(register.facts(of: doctor)?.report(at: Scene.now).status, .suspended)
        XCTAssertNotNil(register.chapters[0].facts(of: "م-77").periods)
        XCTAssertEqual(try register.applying(signed).revision, register.revision, "taken again")
        let withdrawn = Council.feed(
            [], kind: .change, sequence: 3, previous: signed.sha256, issuedAt: Scene.now.advanced(bySeconds: 2))
        register = try register.applying(try Council.open(try Council.sign(Council.bytes(withdrawn))))
        XCTAssertEqual(register.facts(of: doctor)?.report(at: Scene.now).status, .unknown)
        XCTAssertEqual(register.chapters[0].licences.count, 1)
    }

    func testATableFindsEachOfManyAndNoOther() throws {
        var random = SeededRandom(seed: 7)
        var expected: [String: [ProfessionalPeriod]] = [:]
        for _ in 0..<20_000 {
            let number = "\(random.next() % 1_000_000)"
            expected[number] = random.next() % 3 == 0 ? Council.suspended(.permanent, acts: .treating) : entitled
        }
        var table = LicenceTable()
        for number in expected.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            XCTAssertTrue(table.append(number, expected[number] ?? []))
        }
        XCTAssertEqual(table.count, expected.count)
        for (number, periods) in expected { XCTAssertEqual(table.periods(of: number), periods) }
        for number in ["", "x", "1000000", "99999999999"] { XCTAssertNil(table.periods(of: number)) }
        XCTAssertFalse(table.append("0", entitled), "out of order")
        let changed = table.applying([.init("5-new", entitled), .init("999999999", [])])
        XCTAssertEqual(changed.count, expected.count + 1)
        for (number, periods) in expected { XCTAssertEqual(changed.periods(of: number), periods) }
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, _ new: String) -> String {
        range(of: old).map { replacingCharacters(in: $0, with: new) } ?? self
    }
}

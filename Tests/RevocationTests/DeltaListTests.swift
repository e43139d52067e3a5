// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// Full lists and their deltas: what one has and the other adds.
final class DeltaListTests: XCTestCase {
    private struct Lists {
        let house: House
        let publisher: RevocationPublisher

        init(at now: Instant = TestPKI.now) throws {
            house = try House(at: now)
            publisher = try RevocationPublisher(
                status: try house.status(), authority: "health", certificate: house.health.certificate,
                key: house.health.key,
                plan: try ListPlan(
                    publicURL: House.publicURL, shards: House.shards, lifetimeSeconds: 86_400,
                    deltaLifetimeSeconds: 3_600), lists: house.lists, clock: house.clock.reading)
        }

        func later(_ seconds: Int64 = 1) { house.clock.advance(bySeconds: seconds) }

        var delta: CertificateList { get throws { try house.list("delta") } }

        func entries(_ list: CertificateList) -> [SerialNumber: RevocationReason?] {
            Dictionary(uniqueKeysWithValues: list.entries.map { ($0.serialNumber, $0.reason) })
        }

        func revoke(_ issued: Issued, _ reason: RevocationReason = .keyCompromise) throws {
            try house.clerk.revoke(issued.reference, reason: reason, because: "", by: "m", at: house.clock.now)
        }

        func hold(_ issued: Issued) throws {
            try house.clerk.hold(issued.reference, because: "", by: "m", at: house.clock.now)
        }

        func release(_ issued: Issued) throws {
            try house.clerk.release(issued.reference, because: "", by: "m", at: house.clock.now)
        }
    }

    func testADeltaTellsWhatIsOtherThanOnItsBase() throws {
        let lists = try Lists()
        let house = lists.house
        let names = ["before", "after", "heldAfter", "releasedAfter", "heldThenRevoked", "between", "good"]
        let all = Dictionary(uniqueKeysWithValues: try names.map { ($0, try house.issue($0)) })
        try lists.revoke(all["before"]!)
        try lists.hold(all["releasedAfter"]!)
        try lists.hold(all["heldThenRevoked"]!)
        lists.later(120)
        XCTAssertEqual(try lists.publisher.publish().map(\.path).last, "health.crl")
        XCTAssertNil(house.lists.list(at: "health/delta.crl"), "there is nothing to add to yet")
        let base = try house.list()
        XCTAssertEqual(base.freshestCRL.count, 1)

        lists.later(120)
        try lists.revoke(all["after"]!, .cessationOfOperation)
        try lists.hold(all["heldAfter"]!)
        try lists.release(all["releasedAfter"]!)
        try lists.revoke(all["heldThenRevoked"]!, .superseded)
        // Held and released in between: whoever has a list of the time in between has to hear of it.
        try lists.hold(all["between"]!)
        lists.later()
        try lists.publisher.publish()
        lists.later()
        try lists.release(all["between"]!)
        lists.later()
        try lists.publisher.publish()

        let delta = try lists.delta
        XCTAssertEqual(delta.deltaBase, base.crlNumber)
        XCTAssertEqual(delta.crlNumber, try house.list().crlNumber, "the same number at the same time")
        XCTAssertEqual(delta.thisUpdate, try house.list().thisUpdate)
        XCTAssertNil(delta.issuingDistributionPoint, "the scope of the full list")
        XCTAssertTrue(delta.freshestCRL.isEmpty)
        XCTAssertEqual(
            lists.entries(delta),
            [
                all["after"]!.serial: .cessationOfOperation, all["heldAfter"]!.serial: .certificateHold,
                all["releasedAfter"]!.serial: .removeFromCRL, all["heldThenRevoked"]!.serial: .superseded,
                all["between"]!.serial: .removeFromCRL,
            ])
        XCTAssertEqual(try house.list().entries.count, 4)
    }

    func testTheDeltaCompletesEveryFullListOfItsTime() throws {
        let lists = try Lists()
        let house = lists.house
        let doctors = try (0..<24).map { _ in try house.issue() }
        try lists.publisher.publish()
        var fulls: [CertificateList] = [try house.list()]
        var random = SeededRandom(seed: 7)
        for turn in 0..<12 {
            lists.later(70)
            for doctor in doctors.shuffled(using: &random).prefix(5) {
                switch Int.random(in: 0..<4, using: &random) {
                case 0: try? lists.revoke(doctor)
                case 1: try? lists.hold(doctor)
                default: try? lists.release(doctor)
                }
            }
            lists.later()
            try lists.publisher.publish()
            fulls.append(try house.list())
            let (delta, now) = (try lists.delta, try house.list())
            let index = try house.records.statusIndex()
            for full in fulls.dropLast() where full.number >= delta.deltaBaseNumber! {
                XCTAssertNoThrow(
                    try DeltaCompletion(authority: "health", index: index).check(delta, on: full), "turn \(turn)")
            }
            XCTAssertEqual(Set(now.entries.map(\.serialNumber)).count, now.entries.count)
        }
        // Control: a base older than the delta's own, and one of another day, are not completed by it.
        let index = try house.records.statusIndex()
        let stranger = try house.health.revocationList {
            $0.entries = [RevokedEntry(serialNumber: SerialNumber(unsigned: [9, 9]), revocationDate: TestPKI.now)]
        }
        XCTAssertThrowsError(
            try DeltaCompletion(authority: "health", index: index).check(try lists.delta, on: stranger))
        let empty = try house.health.revocationList()
        try lists.revoke(doctors.first { index.issued($0.reference)?.presented.status == .good } ?? doctors[0])
        XCTAssertThrowsError(
            try DeltaCompletion(authority: "health", index: try house.records.statusIndex()).check(empty, on: empty))
    }

    func testTheBaseMovesOnAtHalfALife() throws {
        let lists = try Lists()
        try lists.publisher.publishIfDue()
        let first = try lists.house.list().crlNumber
        var bases: [[UInt8]] = []
        for _ in 0..<40 {
            lists.later(1_800)
            try lists.publisher.publishIfDue()
            let delta = try lists.delta
            XCTAssertGreaterThan(try XCTUnwrap(delta.nextUpdate), lists.house.clock.now)
            let base = try XCTUnwrap(delta.deltaBase)
            if bases.last != base { bases.append(base) }
            let number = try XCTUnwrap(delta.deltaBaseNumber)
            let record = try XCTUnwrap(
                try lists.house.records.list(of: "health", scope: "full", number: number))
            XCTAssertLessThan(lists.house.clock.now.seconds(since: record.thisUpdate), 43_200 + 1_800)
        }
        XCTAssertEqual(bases.first, first)
        XCTAssertTrue((2...3).contains(bases.count), "\(bases.count)")
        // Another process goes on with the same base.
        let again = try RevocationPublisher(
            status: try lists.house.status(), authority: "health", certificate: lists.house.health.certificate,
            key: lists.house.health.key,
            plan: try ListPlan(
                publicURL: House.publicURL, shards: House.shards, lifetimeSeconds: 86_400,
                deltaLifetimeSeconds: 3_600), lists: PublishedLists(), clock: lists.house.clock.reading)
        lists.later(10)
        try again.publish()
        XCTAssertEqual(try lists.delta.deltaBase, bases.last)
    }

    func testWhatExpiresOnHoldStaysOnListAndDelta() throws {
        let lists = try Lists()
        let house = lists.house
        try lists.publisher.publish()
        let held = try house.issue(until: house.clock.now.advanced(bySeconds: 600))
        lists.later(120)
        try lists.hold(held)
        try lists.publisher.publish()
        XCTAssertEqual(lists.entries(try lists.delta), [held.serial: .certificateHold])
        lists.later(3_600)
        try lists.publisher.publish()
        XCTAssertLessThan(held.certificate.tbs.validity.notAfter, house.clock.now)
        XCTAssertEqual(lists.entries(try lists.delta), [held.serial: .certificateHold])
        XCTAssertEqual(lists.entries(try house.list()), [held.serial: .certificateHold])
    }

    func testOpenSSLAndOurOwnValidationAgreeOnABaseWithItsDelta() throws {
        let lists = try Lists(at: Instant.now().advanced(bySeconds: -600))
        let house = lists.house
        let folder = try TemporaryFolder()
        let names = ["revoked", "held", "released", "good"]
        let all = Dictionary(uniqueKeysWithValues: try names.map { ($0, try house.issue($0)) })
        try lists.hold(all["released"]!)
        try lists.publisher.publish()
        let base = try house.list()
        lists.later(400)
        try lists.revoke(all["revoked"]!)
        try lists.hold(all["held"]!)
        try lists.release(all["released"]!)
        lists.later(10)
        try lists.publisher.publish()
        let delta = try lists.delta
        try folder.write(
            PEM.encode(base.encoded, label: "X509 CRL") + PEM.encode(delta.encoded, label: "X509 CRL"), to: "both.pem")
        try folder.write(PEM.encode(base.encoded, label: "X509 CRL"), to: "base.pem")
        try folder.write(delta.encoded, to: "delta.crl")
        for (name, certificate) in [("root", house.root.certificate), ("health", house.health.certificate)] {
            try folder.write(PEM.encode(certificate.encoded, label: "CERTIFICATE"), to: "\(name).pem")
        }
        let index = try house.records.statusIndex()
        for name in names {
            // OpenSSL looks for deltas where the certificate names them; those of a profile that does.
            let issued = all[name]!
            let certificate = try house.health.signer(name) {
                $0.serialNumber = issued.serial
                $0.validity = House.validity(around: house.clock.now)
                $0.set(.freshestCRL([DistributionPoint(uri: "\(House.publicURL)/crls/health/delta.crl")]))
            }.certificate
            try folder.write(PEM.encode(certificate.encoded, label: "CERTIFICATE"), to: "\(name).pem")
            let isGood = index.issued(issued.reference)?.presented.status == .good
            for (file, deltas, expected) in [
                ("both.pem", true, isGood), ("base.pem", false, name != "released"),
            ] {
                let outcome = try Shell.run(
                    "openssl",
                    ["verify", "-crl_check", "-extended_crl", "-CAfile", "root.pem", "-untrusted", "health.pem"]
                        + (deltas ? ["-use_deltas"] : []) + ["-CRLfile", file, "\(name).pem"], in: folder)
                XCTAssertEqual(outcome.isSuccess, expected, "\(name) \(file) \(outcome.text) \(outcome.errors)")
            }
            var policy = PathPolicy(time: house.clock.now)
            policy.revocation = .required
            let rootList = try house.root.revocationList {
                $0.thisUpdate = house.clock.now.advanced(bySeconds: -60)
                $0.nextUpdate = house.clock.now.advanced(bySeconds: 86_400)
            }
            for (crls, expected) in [([base, delta, rootList], isGood), ([base, rootList], name != "released")] {
                let result = PathValidator().validate(
                    target: certificate, anchors: [try TrustAnchor(certificate: house.root.certificate)],
                    intermediates: [house.health.certificate], crls: crls, ocsp: [], policy: policy)
                XCTAssertEqual(result.path != nil, expected, "\(name) \(result)")
            }
        }
        try Judges.assertClean("lint_crl", ["-t", "CRL", "-p", "PKIX", folder.path("delta.crl")])
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

final class RevocationPublisherTests: XCTestCase {
    func testEveryRevokedCertificateIsOnTheFullListAndOnTheShardThatItNames() throws {
        let house = try House()
        let doctors = try (0..<24).map { _ in try house.issue() }
        for doctor in doctors.prefix(20) {
            try house.clerk.revoke(
                doctor.reference, reason: .superseded, because: "", by: "maryam", at: house.clock.now)
        }
        let published = try house.next()
        XCTAssertEqual(
            Set(published.map(\.path)), ["health.crl", "health/0.crl", "health/1.crl", "health/2.crl", "health/3.crl"])

        let full = try house.list()
        XCTAssertEqual(Set(full.entries.map(\.serialNumber)), Set(doctors.prefix(20).map(\.serial)))
        for (place, doctor) in doctors.enumerated() {
            let point = try XCTUnwrap(doctor.certificate.crlDistributionPoints.first)
            let named = try (0..<House.shards).map { try house.list("shard-\($0)") }.filter {
                $0.issuingDistributionPoint?.name == point.name
            }
            XCTAssertEqual(named.count, 1)
            let isListed = named[0].entry(for: doctor.serial, issuer: house.health.name) != nil
            XCTAssertEqual(isListed, place < 20)
            XCTAssertEqual(full.entry(for: doctor.serial, issuer: house.health.name) != nil, place < 20)
        }
        let inShards = try (0..<House.shards).map { try house.list("shard-\($0)").entries.count }
        XCTAssertEqual(inShards.reduce(0, +), 20)
        XCTAssertGreaterThan(inShards.filter { $0 > 0 }.count, 1)
    }

    func testAListSaysWhoWhenWhichAndHowFarBack() throws {
        let house = try House()
        let publisher = try house.publisher()
        let published = try house.next(publisher)
        let list = try house.list()
        let shard = try house.list("shard-2")

        XCTAssertEqual(list.version, 2)
        XCTAssertEqual(list.issuer, house.health.name)
        XCTAssertTrue(list.isSigned(by: try house.health.certificate.publicKey()))
        XCTAssertEqual(list.thisUpdate, house.clock.now)
        XCTAssertEqual(list.nextUpdate, house.clock.now.advanced(bySeconds: 86_400))
        XCTAssertEqual(list.crlNumber, [1])
        XCTAssertEqual(list.authorityKeyIdentifier?.keyIdentifier, house.health.certificate.subjectKeyIdentifier)
        XCTAssertEqual(list.expiredCertsOnCRL, house.health.certificate.tbs.validity.notBefore)
        XCTAssertNil(list.issuingDistributionPoint)
        XCTAssertFalse(list.hasUnknownCriticalExtension)
        XCTAssertEqual(
            list.extensions.all.map(\.oid),
            [OID.authorityKeyIdentifier, OID.crlNumber, OID.expiredCertsOnCRL, MohrOID.logCheckpoint])
        XCTAssertEqual(list.extensions.all.filter(\.isCritical).count, 0)

        XCTAssertEqual(
            shard.issuingDistributionPoint,
            IssuingDistributionPoint(name: .fullName([.uri("\(House.publicURL)/crls/health/2.crl")])))
        XCTAssertEqual(shard.extensions[OID.issuingDistributionPoint]?.isCritical, true)
        XCTAssertEqual(published.last?.record.sha256, DigestAlgorithm.sha256.digest(list.encoded))
        XCTAssertEqual(house.lists.list(at: "health.crl")?.encoded, list.encoded)
        XCTAssertEqual(house.lists.list(at: "health/2.crl")?.encoded, shard.encoded)
        XCTAssertNil(house.lists.list(at: "health/4.crl"))
    }

    func testTheNewestCheckpointOfTheAuditLogRidesInTheList() throws {
        let house = try House()
        try house.next()
        let head = try XCTUnwrap(LogCheckpoint.read(from: try house.list()))
        // The log went on when the lists were filed; at that size it was what the list says.
        XCTAssertLessThan(head.size, try house.records.auditHead().size)
        XCTAssertEqual(try house.records.verifyAudit(against: [head]).findings, [])
        let forged = AuditHead(size: head.size, rootHash: Array(head.rootHash.reversed()))
        XCTAssertNotEqual(try house.records.verifyAudit(against: [forged]).findings, [])
        let numberLine = try XCTUnwrap(
            try house.records.auditLines(from: 0, limit: 1_000).last { $0.act == AuditAct.listNumberDrawn })
        XCTAssertEqual(head.size, numberLine.sequence + 1, "the line that announces the list is under its checkpoint")
    }

    func testAnEntryHasReasonInvalidityDateAndTheTimeOfTheRevocation() throws {
        let house = try House()
        let (doctor, plain) = try (house.issue(), house.issue())
        let (since, lost) = (house.clock.now, house.clock.now.advanced(bySeconds: -600))
        try house.clerk.revoke(
            doctor.reference, reason: .keyCompromise, invalidityDate: lost, because: "", by: "maryam", at: since)
        try house.clerk.revoke(plain.reference, reason: .unspecified, because: "", by: "maryam", at: since)
        house.clock.advance(bySeconds: 60)
        try house.next()
        let list = try house.list()
        XCTAssertEqual(
            list.entry(for: doctor.serial, issuer: house.health.name),
            RevokedEntry(
                serialNumber: doctor.serial, revocationDate: since, reason: .keyCompromise, invalidityDate: lost))
        XCTAssertEqual(
            list.entry(for: plain.serial, issuer: house.health.name),
            RevokedEntry(serialNumber: plain.serial, revocationDate: since))
    }

    func testWhatIsNotAcceptedYetIsShownAsOnHoldUntilItIs() throws {
        let house = try House()
        let pending = try house.issue(as: .pendingAcceptance)
        let publisher = try house.publisher()
        try house.next(publisher)
        for list in [try house.list(), try house.list("shard-\(pending.shard)")] {
            XCTAssertEqual(
                list.entry(for: pending.serial, issuer: house.health.name),
                RevokedEntry(
                    serialNumber: pending.serial, revocationDate: house.clock.now, reason: .certificateHold))
        }
        try house.records.accept(pending.reference, by: "doctor", at: house.clock.now)
        try house.next(publisher)
        XCTAssertTrue(try house.list().entries.isEmpty)
        XCTAssertTrue(try house.list("shard-\(pending.shard)").entries.isEmpty)
    }

    func testANumberThatMayHaveBeenSignedIsOnTheListAsRevoked() throws {
        let house = try House()
        let identity = try house.health.signer("Nobody")
        let reference = CertificateReference(authority: "health", serial: identity.certificate.serialNumber)
        try house.intend(identity.certificate, reference)
        let publisher = try house.publisher()
        try house.next(publisher)
        XCTAssertTrue(try house.list().entries.isEmpty, "in progress, not abandoned")
        let recovered = house.clock.now
        _ = try house.records.recover(at: recovered)
        try house.next(publisher)
        XCTAssertEqual(
            Array(try house.list().entries),
            [RevokedEntry(serialNumber: reference.serial, revocationDate: recovered)])
    }

    func testWhatHasExpiredStaysOnTheList() throws {
        let house = try House()
        let doctor = try house.issue(until: house.clock.now.advanced(bySeconds: 86_400))
        try house.clerk.revoke(
            doctor.reference, reason: .affiliationChanged, because: "", by: "maryam", at: house.clock.now)
        let publisher = try house.publisher()
        for _ in 0..<3 {
            try house.next(publisher)
            XCTAssertEqual(try house.list().entries.map(\.serialNumber), [doctor.serial])
            house.clock.advance(bySeconds: 86_400)
        }
        XCTAssertLessThan(doctor.certificate.tbs.validity.notAfter, house.clock.now)
        XCTAssertLessThan(
            try XCTUnwrap(try house.list().expiredCertsOnCRL), doctor.certificate.tbs.validity.notAfter)
    }

    func testARevocationOutOfAHoldKeepsItsDateFromListToList() throws {
        let house = try House()
        let doctor = try house.issue()
        let lost = house.clock.now
        try house.clerk.hold(doctor.reference, because: "lost", by: "doctor", at: lost)
        let publisher = try house.publisher()
        try house.next(publisher)
        XCTAssertEqual(try house.list().entries.first?.reason, .certificateHold)
        house.clock.advance(bySeconds: 3_600)
        try house.clerk.revoke(
            doctor.reference, reason: .keyCompromise, because: "stolen", by: "maryam", at: house.clock.now)
        try house.next(publisher)
        XCTAssertEqual(
            Array(try house.list().entries),
            [RevokedEntry(serialNumber: doctor.serial, revocationDate: lost, reason: .keyCompromise)])
    }

    func testOnlyOneAuthoritysCertificatesAreOnItsLists() throws {
        let house = try House()
        let intermediate = try house.issue("Trade", by: "root")
        let doctor = try house.issue()
        for reference in [intermediate.reference, doctor.reference] {
            try house.clerk.revoke(
                reference, reason: .cessationOfOperation, because: "", by: "maryam", at: house.clock.now)
        }
        let status = try house.status()
        try house.publisher(status: status).publish()
        let root = try RevocationPublisher(
            status: status, authority: "root", certificate: house.root.certificate, key: house.root.key,
            plan: try ListPlan(publicURL: House.publicURL, shards: 0, lifetimeSeconds: 180 * 86_400),
            lists: house.lists,
            clock: house.clock.reading)
        XCTAssertEqual(try root.publish().map(\.path), ["root.crl"])
        XCTAssertEqual(try house.list().entries.map(\.serialNumber), [doctor.serial])
        XCTAssertEqual(try house.list("full", of: "root").entries.map(\.serialNumber), [intermediate.serial])
        XCTAssertTrue(
            try house.list("full", of: "root").isSigned(by: try house.root.certificate.publicKey()), "P-384")
    }

    func testNothingIsPublishedWhileNothingIsDue() throws {
        let house = try House()
        let doctor = try house.issue()
        let publisher = try house.publisher()
        XCTAssertEqual(try publisher.publishIfDue().count, House.shards + 1, "the first time everything")
        let head = try house.records.auditHead()
        house.clock.advance(bySeconds: 60)
        XCTAssertEqual(try publisher.publishIfDue(), [])
        XCTAssertEqual(try house.records.auditHead(), head)

        // A good certificate more changes no list.
        _ = try house.issue()
        XCTAssertEqual(try publisher.publishIfDue(), [])

        try house.clerk.revoke(doctor.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
        XCTAssertEqual(
            Set(try publisher.publishIfDue().map(\.path)), ["health.crl", "health/\(doctor.shard).crl"])
        XCTAssertEqual(try publisher.publishIfDue(), [])

        // A quarter of the lifetime after they were drawn up.
        house.clock.advance(bySeconds: 21_600 - 60)
        XCTAssertEqual(try publisher.publishIfDue().count, House.shards - 1)
        house.clock.advance(bySeconds: 60)
        XCTAssertEqual(
            Set(try publisher.publishIfDue().map(\.path)), ["health.crl", "health/\(doctor.shard).crl"])
    }

    func testWhatIsRevokedAfterAllWasPublishedIsDue() throws {
        let house = try House()
        let doctor = try house.issue()
        let publisher = try house.publisher()
        try house.next(publisher)
        try house.clerk.revoke(doctor.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
        XCTAssertEqual(try publisher.publishIfDue(), [], "no two lists of one second")
        house.clock.advance(bySeconds: 1)
        XCTAssertEqual(
            Set(try publisher.publishIfDue().map(\.path)), ["health.crl", "health/\(doctor.shard).crl"])
        house.clock.advance(bySeconds: 1)
        // A hold that came and went in between changes nothing; one that lasts does.
        let other = try house.issue()
        try house.clerk.hold(other.reference, because: "", by: "m", at: house.clock.now)
        try house.clerk.release(other.reference, because: "", by: "m", at: house.clock.now)
        XCTAssertEqual(try publisher.publishIfDue(), [])
        try house.clerk.hold(other.reference, because: "", by: "m", at: house.clock.now)
        XCTAssertEqual(try publisher.publishIfDue().count, 2)
    }

    func testLongListsThatChangeAllTheTimeAreSpacedOut() throws {
        func list(_ bytes: Int) throws -> PublishedList {
            try XCTUnwrap(
                PublishedList(
                    RevocationListRecord(
                        authority: "health", scope: "full", number: 1, thisUpdate: TestPKI.now,
                        nextUpdate: TestPKI.now, encoded: Array(repeating: 0, count: bytes),
                        sha256: Array(repeating: 0, count: 32))))
        }
        XCTAssertEqual(RevocationPublisher.pauseSeconds(after: try list(100_000)), 0)
        XCTAssertEqual(RevocationPublisher.pauseSeconds(after: try list(1_700_000)), 10)
        XCTAssertEqual(RevocationPublisher.pauseSeconds(after: try list(50_000_000)), 240)
    }

    func testAListEndsBeforeItsAuthorityDoes() throws {
        let house = try House()
        let end = house.health.certificate.tbs.validity.notAfter
        house.clock.now = end.advanced(bySeconds: -3_600)
        let publisher = try house.publisher()
        try house.next(publisher)
        XCTAssertEqual(try house.list().nextUpdate, end)
        house.clock.now = end.advanced(bySeconds: 1)
        XCTAssertRefused(
            .authorityNotValid(
                authority: "health", at: house.clock.now, validity: house.health.certificate.tbs.validity)
        ) { try house.next(publisher) }
    }

    func testListsOnRecordAreGivenOutWhereNoPublisherRuns() throws {
        let house = try House()
        try house.next()
        let elsewhere = PublishedLists()
        XCTAssertNil(elsewhere.earliestNextUpdate)
        try elsewhere.load(from: house.records)
        XCTAssertEqual(elsewhere.all, house.lists.all)
        XCTAssertEqual(elsewhere.all.count, House.shards + 1)
        XCTAssertEqual(elsewhere.earliestNextUpdate, house.clock.now.advanced(bySeconds: 86_400))
        XCTAssertEqual(Set(elsewhere.all.map(\.etag)).count, House.shards + 1)
        // Elsewhere they are read again when there is something to read.
        XCTAssertFalse(try elsewhere.loadIfFiled(from: house.records))
        for _ in 0..<300 {
            try house.records.note("office.login", of: "office:1", by: "m", at: house.clock.now)
        }
        XCTAssertFalse(try elsewhere.loadIfFiled(from: house.records))
        // A reader that is late does not take the place of a newer list.
        let old = elsewhere.list(at: "health.crl")
        house.clock.advance(bySeconds: 1)
        try house.next()
        house.lists.put([try XCTUnwrap(old)])
        XCTAssertEqual(house.lists.list(at: "health.crl")?.thisUpdate, house.clock.now)
        XCTAssertTrue(try elsewhere.loadIfFiled(from: house.records))
        XCTAssertEqual(elsewhere.all, house.lists.all)
        XCTAssertFalse(try elsewhere.loadIfFiled(from: house.records))
        XCTAssertTrue(try PublishedLists().loadIfFiled(from: house.records), "the first time")
    }
}

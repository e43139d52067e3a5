// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// One certificate's way through every kind of list, by a clock that is set: absent, revoked, about to expire, expired.
///
/// Boulder's `TestCRLPipeline`, but for its end: what has expired stays, as `expiredCertsOnCRL` announces.
final class ListPipelineTests: XCTestCase {
    private struct Pipeline {
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

        func publish(after seconds: Int64) throws {
            house.clock.advance(bySeconds: seconds)
            try publisher.publish()
        }

        /// What each list says of a certificate: full, its shard, the base and the delta together.
        func told(of issued: Issued) throws -> [RevocationReason?] {
            let name = house.health.name
            let delta = try house.list("delta")
            let base = try CertificateList(
                der: XCTUnwrap(
                    try house.records.list(of: "health", scope: "full", number: XCTUnwrap(delta.deltaBaseNumber))
                ).encoded)
            let completed =
                delta.entry(for: issued.serial, issuer: name) ?? base.entry(for: issued.serial, issuer: name)
            return [
                try house.list().entry(for: issued.serial, issuer: name)?.reason,
                try house.list("shard-\(issued.shard)").entry(for: issued.serial, issuer: name)?.reason,
                completed?.reason == .removeFromCRL ? nil : completed?.reason,
            ]
        }

        /// The shards together list what the full list does, and each certificate is on its own.
        func checkUnion() throws {
            var union: [RevokedEntry] = []
            for shard in 0..<House.shards {
                let entries = try house.list("shard-\(shard)").entries
                XCTAssertTrue(entries.allSatisfy { ShardNumber.of($0.serialNumber, count: House.shards) == shard })
                union += entries
            }
            union.sort { $0.serialNumber < $1.serialNumber }
            XCTAssertEqual(union, Array(try house.list().entries))
            var revoked: Set<SerialNumber> = []
            try house.records.statusIndex().forEachIssued { reference, certificate in
                if case .revoked = certificate.presented.status, reference.authority == "health" {
                    revoked.insert(reference.serial)
                }
            }
            XCTAssertEqual(Set(union.map(\.serialNumber)), revoked, "all that is revoked, and nothing else")
            for list in house.lists.all where list.record.authority == "health" {
                let check = try RecordedListCheck(of: try CertificateList(der: list.encoded), in: house.records)
                XCTAssertTrue(check.agrees, "\(list.path) \(check)")
                XCTAssertTrue(check.isOnRecord)
            }
        }
    }

    func testACertificatesWayFromGoodThroughRevokedToLongExpired() throws {
        let pipeline = try Pipeline()
        let house = pipeline.house
        let end = house.clock.now.advanced(bySeconds: 40_000)
        let reasons = StatusClerk.revocationReasons
        let all = try reasons.map { _ in try house.issue(until: end) }
        _ = try house.issue()
        try pipeline.publisher.publish()
        try pipeline.publish(after: 120)
        for issued in all { XCTAssertEqual(try pipeline.told(of: issued), [nil, nil, nil]) }
        for (issued, reason) in zip(all, reasons) {
            try house.clerk.revoke(issued.reference, reason: reason, because: "", by: "m", at: house.clock.now)
        }
        var before: [[UInt8]] = []
        for time in [
            house.clock.now.advanced(bySeconds: 1), end.advanced(bySeconds: -1), end,
            end.advanced(bySeconds: 1), end.advanced(bySeconds: 86_400 * 400),
        ] {
            try pipeline.publish(after: time.seconds(since: house.clock.now))
            for (issued, reason) in zip(all, reasons) {
                let expected: RevocationReason? = reason == .unspecified ? nil : reason
                XCTAssertEqual(try pipeline.told(of: issued), [expected, expected, expected], "\(time.rfc3339)")
                XCTAssertNotNil(try house.list().entry(for: issued.serial, issuer: house.health.name))
            }
            XCTAssertLessThan(try XCTUnwrap(try house.list().expiredCertsOnCRL), end, "says that it keeps them")
            try pipeline.checkUnion()
            let full = try house.list()
            if let last = before.last {
                let difference = ListDifference(from: try CertificateList(der: last), to: full)
                XCTAssertEqual([difference.added, difference.removed], [[], []])
                XCTAssertEqual(difference.objections, [])
            }
            before.append(full.encoded)
        }
    }

    func testAHoldsWayOnAndOffEveryList() throws {
        let pipeline = try Pipeline()
        let house = pipeline.house
        let end = house.clock.now.advanced(bySeconds: 90_000)
        let (lost, other) = (try house.issue(until: end), try house.issue(until: end))
        try pipeline.publisher.publish()
        func steps(_ step: (Issued) throws -> Void, _ expected: RevocationReason?) throws {
            try step(lost)
            try pipeline.publish(after: 200)
            XCTAssertEqual(try pipeline.told(of: lost), [expected, expected, expected])
            XCTAssertEqual(try pipeline.told(of: other), [nil, nil, nil])
            try pipeline.checkUnion()
        }
        try pipeline.publish(after: 200)
        for _ in 0..<2 {
            try steps(
                { try house.clerk.hold($0.reference, because: "", by: "m", at: house.clock.now) }, .certificateHold)
            try steps({ try house.clerk.release($0.reference, because: "", by: "m", at: house.clock.now) }, nil)
        }
        try steps({ try house.clerk.hold($0.reference, because: "", by: "m", at: house.clock.now) }, .certificateHold)
        let since = try XCTUnwrap(try house.list().entries.first?.revocationDate)
        try steps(
            {
                try house.clerk.revoke($0.reference, reason: .keyCompromise, because: "", by: "m", at: house.clock.now)
            }, .keyCompromise)
        XCTAssertEqual(try house.list().entries.first?.revocationDate, since, "since the hold")
        try pipeline.publish(after: 200_000)
        XCTAssertEqual(try pipeline.told(of: lost), [.keyCompromise, .keyCompromise, .keyCompromise])
    }

    func testAListIsHeldAgainstTheRecordsOfItsOwnMoment() throws {
        let pipeline = try Pipeline()
        let house = pipeline.house
        let (a, b) = (try house.issue(), try house.issue())
        try house.clerk.revoke(a.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
        try pipeline.publish(after: 100)
        let old = try house.list()
        house.clock.advance(bySeconds: 1_000)
        try house.clerk.revoke(b.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
        XCTAssertTrue(try RecordedListCheck(of: old, in: house.records).agrees, "what came later is not missing")
        try pipeline.publish(after: 100)
        // Controls: a list that misses one, has one too many, or has one otherwise; another's list.
        let entries = Array(try house.list().entries)
        func check(_ entries: [RevokedEntry], by identity: TestIdentity? = nil) throws -> RecordedListCheck {
            try RecordedListCheck(
                of: try (identity ?? house.health).revocationList {
                    $0.thisUpdate = house.clock.now
                    $0.nextUpdate = house.clock.now.advanced(bySeconds: 60)
                    $0.entries = entries
                }, in: house.records)
        }
        XCTAssertEqual(try check([entries[0]]).missing, [entries[1]])
        let stranger = RevokedEntry(serialNumber: SerialNumber(unsigned: [7, 7, 7]), revocationDate: house.clock.now)
        XCTAssertEqual(try check(entries + [stranger]).unexpected, [stranger])
        let other = RevokedEntry(
            serialNumber: entries[0].serialNumber, revocationDate: entries[0].revocationDate, reason: .keyCompromise)
        XCTAssertEqual(try check([other, entries[1]]).different.map(\.new), [other])
        XCTAssertTrue(try check(entries).agrees)
        XCTAssertFalse(try check(entries).isOnRecord)
        XCTAssertThrowsError(try check(entries, by: try house.root.authority("Stranger")))
    }

    func testOldListsAreThinnedToOneADayAndTheNewest() throws {
        let pipeline = try Pipeline()
        let house = pipeline.house
        for _ in 0..<240 {
            house.clock.advance(bySeconds: 3_600)
            try pipeline.publisher.publish()
        }
        let before = try (1...240).filter { number in
            try house.records.list(of: "health", scope: "full", number: Int64(number)) != nil
        }
        XCTAssertEqual(before.count, 240)
        let pruned = try house.records.pruneLists(of: "health", by: "test", at: house.clock.now)
        XCTAssertGreaterThan(pruned, 240)
        let after = try (1...240).compactMap { number in
            try house.records.list(of: "health", scope: "full", number: Int64(number))
        }
        XCTAssertEqual(Array(after.map(\.number).suffix(96)), (145...240).map(Int64.init), "the newest")
        let days = Dictionary(grouping: after.dropLast(96)) { $0.thisUpdate.secondsSince1970 / 86_400 }
        XCTAssertEqual(Set(days.values.map(\.count)), [1], "one a day")
        XCTAssertGreaterThan(days.count, 4)
        XCTAssertEqual(try house.records.pruneLists(of: "health", by: "test", at: house.clock.now), 0)
        XCTAssertTrue(try house.records.verifyAudit().findings.isEmpty)
    }

    func testJavaAndNSSAndGnuTLSReadEveryKind() throws {
        let pipeline = try Pipeline(at: Instant.now().advanced(bySeconds: -600))
        let house = pipeline.house
        let (revoked, held) = (try house.issue(), try house.issue())
        try house.clerk.hold(held.reference, because: "", by: "m", at: house.clock.now)
        try pipeline.publisher.publish()
        try house.clerk.revoke(
            revoked.reference, reason: .keyCompromise, because: "", by: "m", at: house.clock.now.advanced(bySeconds: 1))
        try house.clerk.release(held.reference, because: "", by: "m", at: house.clock.now.advanced(bySeconds: 1))
        try pipeline.publish(after: 300)
        let folder = try TemporaryFolder()
        try folder.write(PEM.encode(house.root.certificate.encoded, label: "CERTIFICATE"), to: "root.pem")
        try folder.write(PEM.encode(house.health.certificate.encoded, label: "CERTIFICATE"), to: "health.pem")
        for (scope, kind) in [("full", "complete"), ("shard-\(revoked.shard)", "shard"), ("delta", "delta")] {
            let list = try house.list(scope)
            try folder.write(list.encoded, to: "\(kind).crl")
            try folder.write(PEM.encode(list.encoded, label: "X509 CRL"), to: "\(kind).pem")
            try Judges.assertClean("lint_crl", ["-t", "CRL", "-p", "PKIX", folder.path("\(kind).crl")])
            let gnutls = try Shell.run(
                "certtool", ["--verify-crl", "--load-ca-certificate", "health.pem", "--infile", "\(kind).pem"],
                in: folder)
            XCTAssertTrue(gnutls.isSuccess, gnutls.text)
            let java = try Shell.run("keytool", ["-J-Xshare:auto", "-printcrl", "-file", "\(kind).crl"], in: folder)
            XCTAssertTrue(java.isSuccess, java.text + java.errors)
            let printed = java.text.lowercased().filter { $0.isHexDigit }
            XCTAssertTrue(printed.contains(revoked.serial.hex), java.text)
            if kind == "complete" {
                // NSS keeps no deltas, and knows no issuing distribution point.
                _ = try Shell.run("rm", ["-rf", "nss"], in: folder)
                _ = try Shell.run("mkdir", ["nss"], in: folder)
                for arguments in [
                    ["-N", "-d", "sql:nss", "--empty-password"],
                    ["-A", "-d", "sql:nss", "-n", "root", "-t", "CT,C,C", "-a", "-i", "root.pem"],
                    ["-A", "-d", "sql:nss", "-n", "health", "-t", ",,", "-a", "-i", "health.pem"],
                ] {
                    let made = try Shell.run("certutil", arguments, in: folder)
                    XCTAssertTrue(made.isSuccess, made.errors)
                }
                let imported = try Shell.run("crlutil", ["-I", "-i", "\(kind).crl", "-d", "sql:nss"], in: folder)
                let known = try Shell.run("crlutil", ["-L", "-d", "sql:nss"], in: folder)
                XCTAssertTrue(known.text.contains("health"), "\(kind) \(imported.errors) \(known.text)")
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// The door that every list goes through, asked with bytes only.
final class PublicationGuardTests: XCTestCase {
    private struct Lists {
        let house: House
        let door: PublicationGuard
        let revoked: Issued
        let held: Issued
        let released: Issued
        let index: StatusIndex
        let since: Instant

        init() throws {
            house = try House()
            door = try PublicationGuard(authority: "health", scope: "full", issuer: house.health.certificate)
            (revoked, held, released) = try (house.issue(), house.issue(), house.issue())
            since = house.clock.now
            try house.clerk.revoke(revoked.reference, reason: .keyCompromise, because: "", by: "m", at: since)
            try house.clerk.hold(held.reference, because: "", by: "m", at: since)
            try house.clerk.hold(released.reference, because: "", by: "m", at: since)
            try house.clerk.release(
                released.reference, because: "", by: "m", at: since.advanced(bySeconds: 1))
            index = try house.records.statusIndex()
        }

        func entry(_ issued: Issued, _ reason: RevocationReason?, _ seconds: Int64 = 0) -> RevokedEntry {
            RevokedEntry(
                serialNumber: issued.serial, revocationDate: since.advanced(bySeconds: seconds), reason: reason)
        }

        var known: [RevokedEntry] { [entry(revoked, .keyCompromise), entry(held, .certificateHold)] }

        func list(
            number: UInt8, at seconds: Int64, _ entries: [RevokedEntry], by identity: TestIdentity? = nil,
            _ change: (inout TestRevocationList) -> Void = { _ in }
        ) throws -> [UInt8] {
            try (identity ?? house.health).revocationList {
                $0.number = [number]
                $0.thisUpdate = since.advanced(bySeconds: seconds)
                $0.nextUpdate = since.advanced(bySeconds: seconds + 86_400)
                $0.entries = entries
                change(&$0)
            }.encoded
        }

        func admit(_ candidate: [UInt8], after previous: [UInt8]?) throws {
            try door.admit(candidate, after: previous, index: index)
        }
    }

    func testAListThatFollowsIsLetOut() throws {
        let lists = try Lists()
        let first = try lists.list(number: 1, at: 0, lists.known + [lists.entry(lists.released, .certificateHold)])
        XCTAssertNoThrow(try lists.admit(first, after: nil))
        // The hold that was lifted may go, and nothing else.
        XCTAssertNoThrow(try lists.admit(try lists.list(number: 2, at: 1, lists.known), after: first))
    }

    func testNumberAndTimeHaveToRise() throws {
        let lists = try Lists()
        let first = try lists.list(number: 5, at: 10, lists.known)
        for number in [4, 5] as [UInt8] {
            XCTAssertRefused(.listNumberBehind(authority: "health", scope: "full", seen: Int64(number), newest: 5)) {
                try lists.admit(try lists.list(number: number, at: 20, lists.known), after: first)
            }
        }
        for seconds in [-3_600, 9, 10] as [Int64] {
            XCTAssertRefused(
                .listTimeBehind(
                    authority: "health", scope: "full", seen: lists.since.advanced(bySeconds: seconds),
                    newest: lists.since.advanced(bySeconds: 10))
            ) { try lists.admit(try lists.list(number: 6, at: seconds, lists.known), after: first) }
        }
        XCTAssertNoThrow(try lists.admit(try lists.list(number: 6, at: 11, lists.known), after: first))
    }

    func testNothingButALiftedHoldVanishes() throws {
        let lists = try Lists()
        let first = try lists.list(number: 1, at: 0, lists.known)
        for (left, missing) in [(lists.known[0], lists.held), (lists.known[1], lists.revoked)] {
            XCTAssertRefused(.entryDropped(authority: "health", scope: "full", first: missing.serial, count: 1)) {
                try lists.admit(try lists.list(number: 2, at: 1, [left]), after: first)
            }
        }
    }

    func testAnEntryChangesOnlyFromHoldToWhatTheRecordsSay() throws {
        let lists = try Lists()
        func follows(_ old: RevokedEntry, _ new: RevokedEntry) throws {
            try lists.admit(
                try lists.list(number: 2, at: 1, [new]), after: try lists.list(number: 1, at: 0, [old]))
        }
        let changes: [(RevokedEntry, RevokedEntry)] = [
            (lists.entry(lists.revoked, .keyCompromise), lists.entry(lists.revoked, .superseded)),
            (lists.entry(lists.revoked, .keyCompromise), lists.entry(lists.revoked, .keyCompromise, 1)),
            (lists.entry(lists.revoked, .keyCompromise), lists.entry(lists.revoked, nil)),
            (lists.entry(lists.revoked, .keyCompromise), lists.entry(lists.revoked, .certificateHold)),
            // A hold that becomes a revocation which nobody recorded, or is given another date.
            (lists.entry(lists.held, .certificateHold), lists.entry(lists.held, .superseded)),
            (lists.entry(lists.held, .certificateHold, -5), lists.entry(lists.held, .certificateHold, -4)),
            // A hold that reaches less far back than what is on record, which begins after it.
            (lists.entry(lists.revoked, .certificateHold, 5), lists.entry(lists.revoked, .keyCompromise)),
        ]
        for (old, new) in changes {
            XCTAssertRefused(.entryChanged(authority: "health", scope: "full", first: old.serialNumber, count: 1)) {
                try follows(old, new)
            }
        }
        XCTAssertNoThrow(
            try follows(
                lists.entry(lists.revoked, .certificateHold), lists.entry(lists.revoked, .keyCompromise)))
    }

    func testTheScopeStaysWhatItIs() throws {
        let lists = try Lists()
        let full = try lists.list(number: 1, at: 0, lists.known)
        let point = IssuingDistributionPoint(name: .fullName([.uri("http://a/1.crl")]))
        let shard = try lists.list(number: 1, at: 0, lists.known) { $0.scope = point }
        let users = IssuingDistributionPoint(name: .fullName([.uri("http://a/1.crl")]), onlyContainsUserCerts: true)
        let refused: [([UInt8], (inout TestRevocationList) -> Void)] = [
            (full, { $0.scope = point }), (shard, { _ in }), (shard, { $0.scope = users }),
            (full, { $0.deltaBase = [1] }),
        ]
        for (previous, change) in refused {
            XCTAssertRefused(.scopeChanged(authority: "health", scope: "full")) {
                try lists.admit(try lists.list(number: 2, at: 1, lists.known, change), after: previous)
            }
        }
        XCTAssertNoThrow(
            try lists.admit(try lists.list(number: 2, at: 1, lists.known) { $0.scope = point }, after: shard))
    }

    func testForeignAndTruncatedBytesStayInside() throws {
        let lists = try Lists()
        let good = try lists.list(number: 2, at: 1, lists.known)
        let first = try lists.list(number: 1, at: 0, lists.known)
        XCTAssertRefused(.listUnverified(authority: "health", scope: "full")) {
            try lists.admit(try lists.list(number: 2, at: 1, lists.known, by: lists.house.root), after: first)
        }
        // The right name, another key.
        let impostor = try lists.house.root.authority("Health", pathLength: 0)
        XCTAssertRefused(.listUnverified(authority: "health", scope: "full")) {
            try lists.admit(try lists.list(number: 2, at: 1, lists.known, by: impostor), after: first)
        }
        var refused = 0
        for length in stride(from: 0, to: good.count, by: 7) {
            XCTAssertThrowsError(try lists.admit(Array(good.prefix(length)), after: first))
            refused += 1
        }
        for place in stride(from: 0, to: good.count, by: 5) {
            var bent = good
            bent[place] ^= 0x10
            XCTAssertThrowsError(try lists.admit(bent, after: first), "byte \(place)")
            refused += 1
        }
        XCTAssertThrowsError(try lists.admit(good + [0], after: first))
        XCTAssertThrowsError(try lists.admit(good, after: Array(first.dropLast())), "the one before, too")
        XCTAssertGreaterThan(refused, 100)
        XCTAssertNoThrow(try lists.admit(good, after: first))
    }
}

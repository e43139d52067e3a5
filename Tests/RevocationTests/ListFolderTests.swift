// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

final class ListFolderTests: XCTestCase {
    private struct Published {
        let house: House
        let folder: ListFolder
        let publisher: RevocationPublisher

        init(lists: PublishedLists? = nil) throws {
            house = try House()
            folder = ListFolder(path: house.folder.path("lists"))
            publisher = try RevocationPublisher(
                status: try house.status(), authority: "health", certificate: house.health.certificate,
                key: house.health.key,
                plan: try ListPlan(publicURL: House.publicURL, shards: House.shards, lifetimeSeconds: 86_400),
                lists: lists ?? house.lists, folder: folder, clock: house.clock.reading)
            try publisher.publish()
        }

        func file(_ path: String = "health.crl") throws -> [UInt8] {
            Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(path)")))
        }

        func write(_ bytes: [UInt8], to path: String = "health.crl") throws {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.path)/\(path)"))
        }

        func reconcile() throws -> ([RevocationError], PublishedLists) {
            let lists = PublishedLists()
            try lists.load(from: house.records)
            let findings = try folder.reconcile(
                with: lists, records: house.records, authorities: ["health": house.health.certificate])
            return (findings, lists)
        }
    }

    func testEveryPublishedListIsAFileAndNothingElseIs() throws {
        let published = try Published()
        for list in published.house.lists.all { XCTAssertEqual(try published.file(list.path), list.encoded) }
        let files = FileManager.default.enumerator(atPath: published.folder.path)?.compactMap { $0 as? String }
        XCTAssertEqual(
            Set(files ?? []), Set(published.house.lists.all.map(\.path) + ["health"]), "no drafts are left behind")
        XCTAssertTrue(try published.reconcile().0.isEmpty)
    }

    func testAMissingAnOlderAndADamagedFileAreWrittenAnew() throws {
        let published = try Published()
        let old = try published.file()
        try published.house.next(published.publisher)
        let newest = try published.file()
        XCTAssertNotEqual(old, newest)

        try FileManager.default.removeItem(atPath: "\(published.folder.path)/health.crl")
        XCTAssertTrue(try published.reconcile().0.isEmpty)
        XCTAssertEqual(try published.file(), newest)

        try published.write(old)
        XCTAssertTrue(try published.reconcile().0.isEmpty, "a crash between records and folder leaves it so")
        XCTAssertEqual(try published.file(), newest)

        for damage in [Array(newest.dropLast(40)), [], Array(newest.reversed())] {
            try published.write(damage)
            XCTAssertEqual(try published.reconcile().0.count, 1)
            XCTAssertEqual(try published.file(), newest)
        }
    }

    func testRecordsRestoredFromAnOlderCopyDoNotTakeAListBack() throws {
        let published = try Published()
        let house = published.house
        let doctor = try house.issue()
        house.records.close()
        let home = house.folder.path("restored")
        try TestDatabase.copy(ofHome: house.folder.url.path, to: home)
        let first = try Records.test(home: house.folder.url.path)
        defer { first.close() }
        // What the copy does not have: a revocation and the lists that tell of it.
        try StatusClerk(records: first).revoke(
            doctor.reference, reason: .keyCompromise, because: "", by: "m", at: house.clock.now)
        house.clock.advance(bySeconds: 1)
        func publisher(_ records: Records, _ lists: PublishedLists) throws -> RevocationPublisher {
            try RevocationPublisher(
                status: try CurrentStatus(records: records, clock: house.clock.reading), authority: "health",
                certificate: house.health.certificate, key: house.health.key,
                plan: try ListPlan(publicURL: House.publicURL, shards: House.shards, lifetimeSeconds: 86_400),
                lists: lists, folder: published.folder, clock: house.clock.reading)
        }
        try publisher(first, house.lists).publish()
        let out = try published.file()
        XCTAssertEqual(try CertificateList(der: out).entries.map(\.serialNumber), [doctor.serial])

        let older = try Records.test(home: home)
        defer { older.close() }
        let lists = PublishedLists()
        try lists.load(from: older)
        let findings = try published.folder.reconcile(
            with: lists, records: older, authorities: ["health": house.health.certificate])
        XCTAssertTrue(
            findings.contains(.listAhead(authority: "health", scope: "full", seen: 2, onRecord: 1)), "\(findings)")
        XCTAssertEqual(lists.list(at: "health.crl")?.encoded, out)
        let late = try publisher(older, lists)
        for turn in 0..<3 {
            // The second try has a number above; then the revocation that is missing keeps it in.
            house.clock.advance(bySeconds: 20)
            XCTAssertThrowsError(try late.publishIfDue()) { error in
                switch error as? RevocationError {
                case .listNumberBehind?: XCTAssertEqual(turn, 0)
                case .entryDropped?: XCTAssertGreaterThan(turn, 0)
                default: XCTFail("\(error)")
                }
            }
            XCTAssertNotNil(late.refusals["health.crl"])
            XCTAssertEqual(lists.list(at: "health.crl")?.encoded, out)
            XCTAssertEqual(try published.file(), out)
        }
    }

    func testAnotherListOfTheSameNumberIsFound() throws {
        let published = try Published()
        let house = published.house
        let other = try house.health.revocationList {
            $0.number = [1]
            $0.thisUpdate = house.clock.now
            $0.nextUpdate = house.clock.now.advanced(bySeconds: 86_400)
        }
        try published.write(other.encoded)
        XCTAssertEqual(try published.reconcile().0, [.listForeign(authority: "health", scope: "full", number: 1)])
    }

    func testARefusalIsToldUntilTheListIsOut() throws {
        let house = try House()
        let publisher = try house.publisher()
        try publisher.publish()
        XCTAssertTrue(publisher.refusals.isEmpty)
        let out = house.lists.all
        house.clock.advance(bySeconds: -3_600)
        XCTAssertThrowsError(try publisher.publishIfDue())
        XCTAssertEqual(house.lists.all, out)
        house.clock.advance(bySeconds: 3_600 + 30)
        try publisher.publishIfDue()
        XCTAssertTrue(publisher.refusals.isEmpty)
    }
}

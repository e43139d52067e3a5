// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

final class PublishingConcurrencyTests: XCTestCase {
    /// Every list that was filed, checked one after the other.
    private func checkSuccession(_ house: House, upTo highest: Int64) throws {
        for scope in ["full"] + (0..<House.shards).map({ "shard-\($0)" }) {
            var listed: Set<SerialNumber> = []
            var thisUpdate: Instant?
            for number in 1...highest {
                guard let record = try house.records.list(of: "health", scope: scope, number: number) else { continue }
                let list = try CertificateList(der: record.encoded)
                let serials = Set(list.entries.map(\.serialNumber))
                XCTAssertTrue(serials.isSuperset(of: listed), "\(scope) \(number) forgets")
                XCTAssertTrue(thisUpdate.map { $0 <= list.thisUpdate } ?? true)
                (listed, thisUpdate) = (serials, list.thisUpdate)
            }
        }
    }

    func testWhatIsRevokedWhileListsAreMadeIsOnTheNext() throws {
        let house = try House()
        let doctors = try (0..<60).map { _ in try house.issue() }
        let publisher = try house.publisher()
        let results = onThreads(4) { thread -> Int in
            if thread == 0 {
                for _ in 0..<12 {
                    house.clock.advance(bySeconds: 1)
                    try publisher.publishIfDue()
                }
            } else {
                for doctor in doctors.dropFirst(thread - 1).enumerated().filter({ $0.offset % 3 == 0 }).map(\.element) {
                    try house.clerk.revoke(
                        doctor.reference, reason: .keyCompromise, because: "", by: "m", at: house.clock.now)
                }
            }
            return 0
        }
        for result in results { _ = try result.get() }
        house.clock.advance(bySeconds: 1)
        try publisher.publishIfDue()
        XCTAssertEqual(Set(try house.list().entries.map(\.serialNumber)), Set(doctors.map(\.serial)))
        for doctor in doctors {
            XCTAssertNotNil(
                try house.list("shard-\(doctor.shard)").entry(for: doctor.serial, issuer: house.health.name))
        }
        let highest = try XCTUnwrap(try house.records.newestLists().map(\.number).max())
        XCTAssertGreaterThan(highest, 1)
        try checkSuccession(house, upTo: highest)
    }

    func testTwoPublishersOfOneAuthorityNeverTakeBackARevocation() throws {
        let house = try House()
        let doctors = try (0..<40).map { _ in try house.issue() }
        let publishers = try (0..<2).map { _ in try house.publisher(status: try house.status()) }
        let refusals = Collected<RevocationError>()
        let results = onThreads(3) { thread in
            if thread < 2 {
                for _ in 0..<10 {
                    do {
                        try house.next(publishers[thread])
                    } catch let error as RevocationError {
                        refusals.add(error)
                    }
                }
            } else {
                for doctor in doctors {
                    try house.clerk.revoke(
                        doctor.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
                }
            }
        }
        for result in results { try result.get() }
        for refusal in refusals.all {
            switch refusal {
            case .listNumberBehind, .listTimeBehind, .entryDropped: continue
            default: XCTFail("\(refusal)")
            }
        }
        try house.next(publishers[0])
        XCTAssertEqual(try house.list().entries.count, doctors.count)
        let highest = try XCTUnwrap(try house.records.newestLists().map(\.number).max())
        try checkSuccession(house, upTo: highest)
        XCTAssertEqual(house.lists.list(at: "health.crl")?.record.number, highest)
    }

    func testTheIndexOfAProcessNeverGoesBack() throws {
        let house = try House()
        let doctors = try (0..<30).map { _ in try house.issue() }
        let status = try house.status()
        let results = onThreads(4) { thread in
            var positions: [Int] = []
            for (place, doctor) in doctors.enumerated() where place % 4 == thread {
                try house.clerk.revoke(doctor.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
                let reading = try status.refresh()
                guard case .revoked? = reading.index.issued(doctor.reference)?.presented.status else {
                    throw RevocationError.unknownCertificate(doctor.reference)
                }
                positions.append(status.reading.index.position)
            }
            return positions
        }
        for result in results {
            let positions = try result.get()
            XCTAssertEqual(positions, positions.sorted())
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records
import XCTest

@testable import Service

/// An issuance that one process is in the middle of is not closed by another that merely opens the house.
final class OpeningTests: XCTestCase {
    func testOnlyTheProcessThatServesWithTheKeysClosesWhatIsUnfinished() throws {
        let house = try HouseFixture.shared.get()
        let records = house.service.records
        let serial = SerialNumber(unsigned: [0x4d] + (0..<16).map { _ in UInt8.random(in: 0...255) })
        let reference = CertificateReference(authority: "health", serial: serial)
        try records.reserveSerial(
            reference, for: IssuanceRequest(withoutApplicationUnder: "officer"), by: "tests", at: .now())
        func isUnfinished() throws -> Bool {
            try records.unfinishedIssuances().contains { $0.reference == reference }
        }
        func open(_ roles: Set<Role>, _ opening: MohrService.Opening) throws -> MohrService {
            let other = try MohrService(
                home: house.service.home, configuration: house.service.configuration, passphrase: house.passphrase,
                roles: roles, opening: opening)
            other.records.close()
            return other
        }
        XCTAssertNil(try open([.certificateAuthority], .forOneCommand).recovery)
        XCTAssertTrue(try isUnfinished())
        XCTAssertNil(try open([.validationAuthority, .registrationAuthority], .toServe).recovery)
        XCTAssertTrue(try isUnfinished())
        // The control: who serves with the keys does close it.
        let recovery = try XCTUnwrap(try open([.certificateAuthority], .toServe).recovery)
        XCTAssertTrue(recovery.closed.contains { $0.reference == reference })
        XCTAssertFalse(try isUnfinished())
    }
}

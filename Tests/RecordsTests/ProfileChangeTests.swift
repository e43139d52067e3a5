// SPDX-License-Identifier: Apache-2.0
import XCTest

@testable import Records

/// The profiles that certificates are issued under, in the log.
final class ProfileChangeTests: XCTestCase {
    func testAProfileThatIsTakenInChangedOrTakenOutIsALineEach() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        let (first, second) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
        XCTAssertEqual(try records.noteProfiles(["a": first, "b": first], by: "service", at: start).count, 2)
        var size = try records.auditHead().size
        XCTAssertEqual(try records.noteProfiles(["a": first, "b": first], by: "service", at: start), [])
        XCTAssertEqual(try records.auditHead().size, size, "nothing changed")
        for (profiles, line) in [
            (["a": second, "b": first], #"{"new":"\#(second.hex)","old":"\#(first.hex)"}"#),
            (["b": first], #"{"new":"","old":"\#(second.hex)"}"#),
        ] {
            XCTAssertEqual(try records.noteProfiles(profiles, by: "service", at: start).map(\.name), ["a"])
            let lines = try records.auditLines(from: size)
            XCTAssertEqual(lines.map(\.act), ["profile.changed"])
            XCTAssertEqual(lines.map(\.subject), ["profile:a"])
            XCTAssertEqual(lines.map(\.details), [line])
            size += 1
        }
        records.close()
    }
}

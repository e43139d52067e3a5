// SPDX-License-Identifier: Apache-2.0
import Identity
import XCTest

final class PersonalTests: XCTestCase {
    /// Whatever way a value takes to a log, it must not arrive there.
    private func appearances(of value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(describing: value), String(reflecting: value), dumped, "\([value])"]
    }

    func testAPersonalValueShowsInNoDescription() {
        let hidden = Personal("9990000018")
        for text in appearances(of: hidden) {
            XCTAssertFalse(text.contains("9990000018"), text)
            XCTAssertTrue(text.contains("‹personal›"), text)
        }
        XCTAssertEqual(hidden.revealed, "9990000018")
        // The negative control: the same check finds a value that is not hidden.
        XCTAssertTrue(appearances(of: "9990000018").allSatisfy { $0.contains("9990000018") })
    }

    func testCheckedNumbersAndNamesShowInNoDescription() throws {
        let values: [(any PersonalData, String)] = [
            (try NationalID(checking: "9990000018"), "9990000018"),
            (try LegalID(checking: "99900000024"), "99900000024"),
            (try ForeignersID(checking: "123456789012"), "123456789012"),
            (try MedicalCouncilNumber(checking: "990018"), "990018"),
            (try PostalCode(checking: "1619735744"), "1619735744"),
            (try MobileNumber(checking: "09355214655"), "9355214655"),
            (try EconomicCode(checking: "99900000024"), "99900000024"),
            (try CommercialCardNumber(checking: "99900123"), "99900123"),
            (try PersianName(checking: "سارا احمدی"), "سارا"),
            (try LatinName(checking: "Sara Ahmadi"), "Sara"),
        ]
        for (value, secret) in values {
            for text in appearances(of: value) {
                XCTAssertFalse(text.contains(secret), text)
            }
        }
    }

    func testErrorsHoldWhatTheyHideAndDoNotShowIt() throws {
        let error = try XCTUnwrap(refusal { try MobileNumber(checking: "07355214655") })
        XCTAssertEqual(error, .prefix(.mobileNumber, seen: Personal("7"), allowed: ["9"]))
        XCTAssertTrue("\(error)".contains("‹personal›"), "\(error)")
        XCTAssertEqual(error.field, .mobileNumber)
    }

    func testEveryErrorNamesItsField() {
        let errors: [IdentityError] = [
            .bidiControl(.persianName, seen: "\u{202E}", at: 0),
            .character(.persianName, seen: "x", at: 0, allowed: .decimalDigits),
            .checkDigit(.persianName, seen: Personal(1), allowed: Personal(2)),
            .control(.persianName, seen: "\u{0}", at: 0), .empty(.persianName),
            .length(.persianName, seen: 0, allowed: 1...2), .mixedScripts(.persianName, seen: "x", at: 0),
            .noPersianLetter(.persianName), .prefix(.persianName, seen: Personal(""), allowed: []),
            .privateUse(.persianName, seen: "\u{E000}", at: 0),
            .range(.persianName, seen: Personal(0), allowed: 1...2),
            .unassigned(.persianName, seen: "\u{378}", at: 0),
        ]
        for error in errors { XCTAssertEqual(error.field, .persianName) }
        XCTAssertEqual(IdentityError.professionLetter(seen: "x", allowed: []).field, .medicalCouncilNumber)
    }
}

// SPDX-License-Identifier: Apache-2.0
import Identity
import XCTest

final class PersianNameTests: XCTestCase {
    func testNamesAreTakenInTheirOneSpelling() throws {
        let name = try PersianName(checking: "  علي  رضا‌كريمي\u{200C} ")
        XCTAssertEqual(Array(name.display.utf8), Array("علی رضا\u{200C}کریمی".utf8))
        XCTAssertEqual(Array(name.key.utf8), Array("علیرضاکریمی".utf8))
        XCTAssertEqual(try PersianName(checking: "آرش"), try PersianName(checking: "ا\u{653}رش"))
        XCTAssertEqual(try PersianName(checking: "محمد (مشهور به رضا)").display, "محمد (مشهور به رضا)")
        XCTAssertEqual(try PersianName(checking: "شرکت ABC ایران").display, "شرکت ABC ایران")
        XCTAssertEqual(try PersianName(checking: "خانهٔ ۷").display, "خانهٔ ۷")
    }

    func testBidiControlsHaveACauseOfTheirOwn() {
        let controls: [Unicode.Scalar] = [
            "\u{61C}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}",
            "\u{2067}", "\u{2068}", "\u{2069}",
        ]
        for control in controls {
            XCTAssertEqual(
                refusal { try PersianName(checking: "سارا\(control)احمدی") },
                .bidiControl(.persianName, seen: control, at: 4))
        }
    }

    func testHiddenCharactersAreRefusedEachWithItsCause() {
        for control: Unicode.Scalar in ["\u{0}", "\t", "\n", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}"] {
            XCTAssertEqual(
                refusal { try PersianName(checking: "سا\(control)را") }, .control(.persianName, seen: control, at: 2))
        }
        for scalar: Unicode.Scalar in ["\u{E000}", "\u{F8FF}", "\u{F0000}", "\u{10FFFD}"] {
            XCTAssertEqual(
                refusal { try PersianName(checking: "سا\(scalar)را") }, .privateUse(.persianName, seen: scalar, at: 2))
        }
        for value: UInt32 in [0x378, 0xFDD0, 0xFFFF, 0x41F29, 0x10FFFF] {
            let scalar = Unicode.Scalar(value)!
            XCTAssertEqual(
                refusal { try PersianName(checking: "سا\(scalar)را") }, .unassigned(.persianName, seen: scalar, at: 2))
        }
        // Invisible or unspoken, but none of the above: tags, fillers, variation selectors, annotations.
        for scalar: Unicode.Scalar in ["\u{E0041}", "\u{3164}", "\u{FE0F}", "\u{FFF9}", "\u{180E}", "\u{600}"] {
            let error = refusal { try PersianName(checking: "سارا \(scalar)") }
            XCTAssertEqual(
                error, .character(.persianName, seen: scalar, at: 5, allowed: .persianNameCharacters))
        }
    }

    func testAWordOfTwoScriptsIsRefused() {
        XCTAssertEqual(
            refusal { try PersianName(checking: "سaرا احمدی") }, .mixedScripts(.persianName, seen: "a", at: 1))
        XCTAssertEqual(refusal { try PersianName(checking: "Aحمد") }, .mixedScripts(.persianName, seen: "A", at: 0))
        XCTAssertEqual(
            refusal { try PersianName(checking: "علی\u{200C}Reza") }, .mixedScripts(.persianName, seen: "R", at: 4))
        XCTAssertEqual(refusal { try PersianName(checking: "هО") }, .mixedScripts(.persianName, seen: "О", at: 1))
        XCTAssertEqual(
            refusal { try PersianName(checking: "سارا \u{430}") },
            .character(.persianName, seen: "\u{430}", at: 5, allowed: .persianNameCharacters))
    }

    func testWhatIsNoPersianNameIsRefused() {
        XCTAssertEqual(refusal { try PersianName(checking: "") }, .empty(.persianName))
        XCTAssertEqual(refusal { try PersianName(checking: " \u{200C}\u{A0}") }, .empty(.persianName))
        XCTAssertEqual(refusal { try PersianName(checking: "Sara Ahmadi") }, .noPersianLetter(.persianName))
        XCTAssertEqual(refusal { try PersianName(checking: "۱۲۳ - ۴") }, .noPersianLetter(.persianName))
        XCTAssertEqual(
            refusal { try PersianName(checking: "سارا 😀") },
            .character(.persianName, seen: "😀", at: 5, allowed: .persianNameCharacters))
        XCTAssertEqual(
            refusal { try PersianName(checking: "سارا\u{301}") },
            .character(.persianName, seen: "\u{301}", at: 4, allowed: .persianNameCharacters))
    }

    func testLengthIsBoundedInTheDisplayForm() throws {
        XCTAssertEqual(
            try PersianName(checking: String(repeating: "س\u{64E}", count: 64)).display.unicodeScalars.count, 64)
        XCTAssertEqual(
            refusal { try PersianName(checking: String(repeating: "س", count: 65)) },
            .length(.persianName, seen: 65, allowed: 1...64))
        XCTAssertEqual(
            refusal { try PersianName(checking: String(repeating: "\u{64E}", count: 1_000_000)) },
            .length(.persianName, seen: 1_000_000, allowed: 1...64))
    }
}

final class LatinNameTests: XCTestCase {
    func testLengthIsBoundedAsItIsWritten() throws {
        XCTAssertEqual(
            try LatinName(checking: "  " + String(repeating: "a", count: 64) + "  ").display.utf8.count,
            LatinName.longest)
        XCTAssertEqual(
            refusal { try LatinName(checking: String(repeating: "a", count: 65)) },
            .length(.latinName, seen: 65, allowed: 1...64))
    }

    func testEachPartIsCapitalised() throws {
        let spellings = [
            ("sara ahmadi", "Sara Ahmadi"), ("  Sara   AHMADI ", "Sara Ahmadi"), ("reza al-din", "Reza Al-Din"),
            ("McDonald", "McDonald"), ("sa'di", "Sa'di"), ("A", "A"),
            ("seyed-mohammad o'neil", "Seyed-Mohammad O'neil"),
        ]
        for (typed, written) in spellings {
            XCTAssertEqual(try LatinName(checking: typed).display, written)
            XCTAssertEqual(try LatinName(checking: written).display, written)
        }
        XCTAssertEqual(try LatinName(checking: "SARA ahmadi"), try LatinName(checking: "Sara Ahmadi"))
    }

    func testOtherCharactersAreRefusedWhereTheyStand() {
        let wrong: [(String, Unicode.Scalar, Int)] = [
            ("Sara1", "1", 4), ("Zoë", "ë", 2), ("Saraسارا", "س", 4), ("Sara\tA", "\t", 4),
            ("Sara\u{202E}", "\u{202E}", 4),
            ("-Sara", "-", 0), ("Sara-", "-", 4), ("Sara -A", "-", 5), ("Al--Din", "-", 2), ("Al-'Din", "-", 2),
            ("'", "'", 0), ("Ｓara", "Ｓ", 0), ("Sara\u{301}", "\u{301}", 4), ("Sara’s", "’", 4),
        ]
        for (typed, seen, offset) in wrong {
            XCTAssertEqual(
                refusal { try LatinName(checking: typed) },
                .character(.latinName, seen: seen, at: offset, allowed: .latinNameCharacters), typed)
        }
        XCTAssertEqual(refusal { try LatinName(checking: "  ") }, .empty(.latinName))
        XCTAssertEqual(
            refusal { try LatinName(checking: String(repeating: "a", count: 65)) },
            .length(.latinName, seen: 65, allowed: 1...64))
    }
}

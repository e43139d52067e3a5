// SPDX-License-Identifier: Apache-2.0
import Identity
import XCTest

final class PersianTextTests: XCTestCase {
    /// Swift compares strings by canonical equivalence, which would hide what these tests are about.
    private func assertBytes(_ seen: String, _ expected: String, _ note: String = "", line: UInt = #line) {
        XCTAssertEqual(scalars(seen), scalars(expected), note, line: line)
    }

    private func scalars(_ text: String) -> [String] {
        text.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
    }

    func testEqualNamesHaveEqualKeys() {
        let groups = [
            ["علی\u{200C}رضا", "علی رضا", "عليرضا", "علیرضا", "عـــلی\u{A0}رضا", "ﻋﻠﯽ ﺭﺿﺎ"],
            ["آرش", "ا\u{653}رش", "ارش", "أرش"],
            ["مسئول", "مسيول", "مسیول", "مسي\u{654}ول"],
            ["خانهٔ", "خان\u{6C0}", "خانه", "خانة", "خان\u{6D5}", "خان\u{6D5}\u{654}"],
            ["آیة\u{200C}الله", "ايه الله", "آیة الله"],
            ["مؤمن", "مومن"], ["رضاء", "رضا"], ["۱۲۳", "١٢٣", "123"], ["Sara", "SARA", "sara", "Sára"],
        ]
        for group in groups {
            for text in group.dropFirst() {
                assertBytes(PersianText.key(text), PersianText.key(group[0]), text)
            }
        }
        let distinct = Set(groups.map { PersianText.key($0[0]) })
        XCTAssertEqual(distinct.count, groups.count, "keys must not make different names equal")
    }

    func testPresentationFormsBecomeLettersBeforeLettersAreFolded() {
        assertBytes(PersianText.display("\u{FEF1}"), "ی")
        assertBytes(PersianText.display("\u{FBFD}"), "ی")
        assertBytes(PersianText.display("\u{FEDA}"), "ک")
        assertBytes(PersianText.display("\u{FEFB}"), "لا")
        assertBytes(PersianText.display("\u{FDFC}"), "ریال")
        assertBytes(PersianText.display("\u{FE70}س"), "س")
        assertBytes(PersianText.display("س\u{FE71}"), "س")
    }

    func testArabicLettersBecomePersianAndHamzaStaysWhereItBelongs() {
        assertBytes(PersianText.display("علي كاظمى"), "علی کاظمی")
        assertBytes(PersianText.display("مسي\u{654}ول"), "مسئول")
        assertBytes(PersianText.display("ا\u{653}ب"), "آب")
        assertBytes(PersianText.display("خانه\u{654}"), "خانه\u{654}")
        assertBytes(PersianText.display("خان\u{6D5}\u{654}"), "خان\u{6C0}")
        assertBytes(PersianText.display("س\u{654}"), "س")
    }

    func testMarksAndInvisibleCharactersGo() {
        assertBytes(PersianText.display("مُحَمَّدٌ"), "محمد")
        assertBytes(PersianText.display("رحـــمن\u{670}"), "رحمن")
        assertBytes(PersianText.display("\u{FEFF}س\u{AD}ا\u{2060}ر\u{200D}ا"), "سارا")
        for value in [0x61C, 0x200E, 0x200F] + Array(0x202A...0x202E) + Array(0x2066...0x2069) {
            let control = String(Unicode.Scalar(UInt32(value))!)
            assertBytes(PersianText.display("سا\(control)را"), "سارا")
        }
        for value in Array(0x64B...0x65F) + [0x670] + Array(0x6D6...0x6ED) where value != 0x654 {
            let mark = String(Unicode.Scalar(UInt32(value))!)
            assertBytes(PersianText.display("س\(mark)"), "س", mark)
        }
    }

    func testSpacesAreOneSpaceAndNonJoinersStayInsideWords() {
        assertBytes(PersianText.display(" می\u{200C}\u{200C}خواهم\u{A0}\u{2003}\u{3000}آن\t\n"), "می\u{200C}خواهم آن")
        assertBytes(PersianText.display("\u{200C}می\u{200C} \u{200C}رود\u{200C}"), "می رود")
        assertBytes(PersianText.display("می\u{200C} \u{200C}رود"), "می رود")
        assertBytes(PersianText.display("می\u{200B}رود"), "می رود")
        assertBytes(PersianText.display("می\u{200C}\u{64E}\u{200C}رود"), "می\u{200C}رود")
        assertBytes(PersianText.display(" \u{200C} "), "")
    }

    /// The reason why texts are normalised before they are stored: Swift's `==` cannot see the difference.
    func testCanonicallyEqualTextsHaveEqualBytesAfterwards() {
        let composed = "آ"
        let apart = "ا\u{653}"
        XCTAssertEqual(composed, apart)
        XCTAssertNotEqual(Array(composed.utf8), Array(apart.utf8))
        assertBytes(PersianText.display(composed), PersianText.display(apart))
    }

    func testDigitsChangeScriptAndNothingElse() {
        assertBytes(PersianText.asciiDigits("۱۲۳ ٤٥٦ 789 ९ ي"), "123 456 789 ९ ي")
        assertBytes(PersianText.persianDigits("1405/08/30 ٤ x"), "۱۴۰۵/۰۸/۳۰ ۴ x")
        assertBytes(PersianText.asciiDigits(PersianText.persianDigits("0123456789")), "0123456789")
    }

    func testCodesAreIsolatedAndCannotEndTheIsolate() {
        assertBytes(PersianText.leftToRightIsolate("CN=سارا"), "\u{2066}CN=سارا\u{2069}")
        assertBytes(PersianText.leftToRightIsolate("12\u{2069}\u{202E}34"), "\u{2066}1234\u{2069}")
    }

    /// Foundation alone turns U+10041 U+0300 into À.
    func testLettersBeyondTheFirstPlaneAreLeftAsTheyCame() {
        assertBytes(PersianText.display("\u{10041}\u{300}"), "\u{10041}\u{300}")
        assertBytes(PersianText.display("\u{10627}\u{301}"), "\u{10627}\u{301}")
        assertBytes(PersianText.display("e\u{301}"), "é")
    }

    /// Of what is normalised, Swift's own tables (another implementation) find it the same text.
    func testCompositionAgreesWithTheStandardLibrary() {
        var random = SeededRandom(seed: 7)
        let letters = (0x41...0x8FF).compactMap(Unicode.Scalar.init).filter {
            // Only what display() does not fold or drop.
            PersianText.display(String($0)) == String($0) && !(0x600...0x6FF).contains($0.value)
        }
        XCTAssertGreaterThan(letters.count, 1_000)
        for _ in 0..<20_000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...8, using: &random) { view.append(letters.randomElement(using: &random)!) }
            let text = String(view)
            XCTAssertTrue(PersianText.display(text) == text, "\(scalars(text)) \(scalars(PersianText.display(text)))")
        }
    }
}

final class PersianTextFuzzTests: XCTestCase {
    /// 100,000 texts of random scalars, half of them from where the rules bite, and every third text of
    /// letters, marks and joiners only, whose order decides what composes with what.
    func testAnyTextIsTakenAndASecondApplicationChangesNothing() {
        var random = SeededRandom(seed: 1405)
        let biting = Self.bitingScalars()
        for round in 0..<100_000 {
            let text = round % 3 == 0 ? Self.text(of: Self.joining, &random) : Self.text(biting, &random)
            let display = PersianText.display(text)
            let key = PersianText.key(text)
            let stable =
                Array(PersianText.display(display).utf8) == Array(display.utf8)
                && Array(PersianText.key(display).utf8) == Array(key.utf8)
                && Array(PersianText.key(key).utf8) == Array(key.utf8)
            guard stable else {
                return XCTFail("round \(round): \(text.unicodeScalars.map { String($0.value, radix: 16) })")
            }
            check(text)
        }
    }

    /// A name that was taken in is taken in again as itself.
    func testAcceptedNamesAreAcceptedAgain() throws {
        var random = SeededRandom(seed: 30)
        let letters = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيكىئؤأآةۀءـ \u{200C}\u{654}\u{653}\u{64E}۱۲(-.".unicodeScalars
            .map { $0 }
        var accepted = 0
        for _ in 0..<20_000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...20, using: &random) { view.append(letters.randomElement(using: &random)!) }
            guard let name = try? PersianName(checking: String(view)) else { continue }
            accepted += 1
            let again = try PersianName(checking: name.display)
            XCTAssertEqual(Array(again.display.utf8), Array(name.display.utf8))
            XCTAssertEqual(Array(again.key.utf8), Array(name.key.utf8))
        }
        XCTAssertGreaterThan(accepted, 15_000)
    }

    /// Every initialiser of the room; none may end the process.
    private func check(_ text: String) {
        _ = try? NationalID(checking: text)
        _ = try? LegalID(checking: text)
        _ = try? ForeignersID(checking: text)
        _ = try? MedicalCouncilNumber(checking: text)
        _ = try? PostalCode(checking: text)
        _ = try? MobileNumber(checking: text)
        _ = try? EconomicCode(checking: text)
        _ = try? CommercialCardNumber(checking: text)
        _ = try? PersianName(checking: text)
        _ = try? LatinName(checking: text)
        _ = try? SolarHijriDate(checking: text)
        _ = PersianText.persianDigits(PersianText.asciiDigits(text))
        _ = PersianText.leftToRightIsolate(text)
    }

    private static func text(_ biting: [Unicode.Scalar], _ random: inout SeededRandom) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            if Bool.random(using: &random), let scalar = biting.randomElement(using: &random) {
                view.append(scalar)
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) {
                view.append(scalar)
            }
        }
        return String(view)
    }

    private static let joining = Array(
        "eاويهەکي ـ\u{653}\u{654}\u{655}\u{64E}\u{670}\u{301}\u{323}\u{345}\u{200C}\u{200D}\u{FE71}".unicodeScalars)

    private static func text(of scalars: [Unicode.Scalar], _ random: inout SeededRandom) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            if let scalar = scalars.randomElement(using: &random) { view.append(scalar) }
        }
        return String(view)
    }

    /// The Arabic blocks, spaces, controls, digits, joiners, and every mark there is.
    private static func bitingScalars() -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            switch value {
            case 0...0x17F, 0x600...0x77F, 0x8A0...0x8FF, 0x2000...0x206F, 0xFB50...0xFDFF, 0xFE70...0xFEFF:
                scalars += Array(repeating: scalar, count: 4)
            default:
                if scalar.properties.canonicalCombiningClass.rawValue != 0 { scalars.append(scalar) }
            }
        }
        return scalars
    }
}

/// A repeatable source of numbers (SplitMix64), so that a failure can be run again.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

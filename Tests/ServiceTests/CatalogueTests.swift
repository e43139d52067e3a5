// SPDX-License-Identifier: Apache-2.0
import MohrValidation
import XCTest

@testable import Service

final class CatalogueTests: XCTestCase {
    func testEverySentenceExistsInBothLanguagesWithTheSameFacts() {
        let english = Catalogue.keys(of: .english)
        let persian = Catalogue.keys(of: .persian)
        XCTAssertEqual(english.subtracting(persian), [], "without their Persian twin")
        XCTAssertEqual(persian.subtracting(english), [], "without their English twin")
        for key in english {
            XCTAssertEqual(
                Catalogue.placeholders(of: key, in: .english), Catalogue.placeholders(of: key, in: .persian), key)
        }
    }

    func testFactsStandWhereTheirBracesStood() {
        func filled(_ text: String) -> String { SentencePattern(text).filled { "<\($0)>" } }
        XCTAssertEqual(filled("{seen} is seen; {allowed}"), "<seen> is seen; <allowed>")
        XCTAssertEqual(filled("مهر {seen} است"), "مهر <seen> است")
        XCTAssertEqual(filled("no braces"), "no braces")
        XCTAssertEqual(filled("{a}{b}"), "<a><b>")
        XCTAssertEqual(filled("open { and no more"), "open { and no more")
        XCTAssertEqual(filled("{a} then { and no more"), "<a> then { and no more")
        XCTAssertEqual(filled("} first {a}"), "} first <a>")
        XCTAssertEqual(filled(""), "")
        XCTAssertEqual(SentencePattern("{a} {b} {a}").names, ["a", "b"])
    }

    func testEveryFindingOfAValidationHasItsSentence() {
        for code in CauseCode.allCases {
            for language in Language.allCases {
                XCTAssertTrue(Catalogue.has("cause.\(code.rawValue)", in: language), code.rawValue)
            }
        }
    }

    func testNoKeyStandsInTwoTables() {
        for tables in [EnglishSentences.tables, PersianSentences.tables] {
            XCTAssertEqual(tables.map(\.count).reduce(0, +), Set(tables.flatMap(\.keys)).count)
        }
    }

    func testPersianSentencesAreInPersianLetters() {
        for key in Catalogue.keys(of: .persian) {
            let sentence = Catalogue.sentence(key, in: .persian)
            // A sentence that is nothing but facts and punctuation is the same in every language.
            if sentence.unicodeScalars.filter({ !(0x2066...0x2069).contains($0.value) }).elementsEqual(
                Catalogue.sentence(key, in: .english).unicodeScalars) == false
            {
                XCTAssertTrue(sentence.unicodeScalars.contains { (0x600...0x6ff).contains($0.value) }, key)
            }
            // Arabic ي and ك are not Persian letters.
            XCTAssertFalse(sentence.unicodeScalars.contains { [0x64a, 0x643].contains($0.value) }, key)
        }
    }
}

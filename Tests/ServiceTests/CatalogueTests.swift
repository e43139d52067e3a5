// SPDX-License-Identifier: Apache-2.0
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

    func testNoKeyStandsInTwoTables() {
        for tables in [EnglishSentences.tables, PersianSentences.tables] {
            XCTAssertEqual(tables.map(\.count).reduce(0, +), Set(tables.flatMap(\.keys)).count)
        }
    }

    func testPersianSentencesAreInPersianLetters() {
        for key in Catalogue.keys(of: .persian) {
            let sentence = Catalogue.sentence(key, in: .persian)
            XCTAssertTrue(sentence.unicodeScalars.contains { (0x600...0x6ff).contains($0.value) }, key)
            // Arabic ي and ك are not Persian letters.
            XCTAssertFalse(sentence.unicodeScalars.contains { [0x64a, 0x643].contains($0.value) }, key)
        }
    }
}

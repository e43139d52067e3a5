// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

@testable import Identity

/// What is decided without asking Unicode's tables is what the tables say.
final class ScalarShortcutTests: XCTestCase {
    private var all: [Unicode.Scalar] {
        (UInt32(0)...0x8FF).compactMap { Unicode.Scalar($0) } + ["\u{200C}", "\u{1EA0}"]
    }

    func testDecomposingIsFoundations() {
        for scalar in all {
            for neighbour: Unicode.Scalar in ["\u{627}", "a"] {
                let text = [neighbour, scalar, neighbour]
                let mapped = String(String.UnicodeScalarView(text)).decomposedStringWithCanonicalMapping
                XCTAssertEqual(
                    CanonicalForm.decomposed(text), Array(mapped.unicodeScalars), "U+\(String(scalar.value, radix: 16))"
                )
            }
        }
    }

    func testLowerCaseIsTheTables() {
        for scalar in all {
            guard let own = scalar.lowercaseAlone else { continue }
            XCTAssertEqual([own], Array(scalar.properties.lowercaseMapping.unicodeScalars))
        }
    }

    func testPlainLettersAreLettersAndNothingElse() {
        XCTAssertTrue(all.contains { $0.isPlainLetter })
        for scalar in all where scalar.isPlainLetter {
            XCTAssertFalse(scalar.properties.isWhitespace)
            XCTAssertTrue(scalar.isLetter, "U+\(String(scalar.value, radix: 16))")
        }
    }
}

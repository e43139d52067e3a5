// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// The table of recipes names tests that are there.
final class RecipeTableTests: XCTestCase {
    func testEveryTestThatTheTableNamesIsThere() throws {
        let folder = SharedData.packageRoot.appendingPathComponent("Tests")
        let table = try String(contentsOf: folder.appendingPathComponent("Recipes.md"), encoding: .utf8)
        let names = Set(
            table.split(separator: "`").map(String.init).filter { name in
                name.hasPrefix("test") && name.allSatisfy { $0.isLetter || $0.isNumber }
            })
        var sources = ""
        for room in ["MohrValidationTests", "PKIXTests", "CryptographyTests", "RevocationTests", "ConformanceTests"] {
            let files = FileManager.default.enumerator(atPath: folder.appendingPathComponent(room).path)
            while let file = files?.nextObject() as? String {
                guard file.hasSuffix(".swift") else { continue }
                sources += try String(contentsOf: folder.appendingPathComponent("\(room)/\(file)"), encoding: .utf8)
            }
        }
        XCTAssertGreaterThan(names.count, 80)
        for name in names.sorted() { XCTAssertTrue(sources.contains("func \(name)()"), name) }
        print("  cases: \(names.count) tests of recipes")
    }
}

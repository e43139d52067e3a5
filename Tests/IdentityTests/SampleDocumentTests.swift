// SPDX-License-Identifier: Apache-2.0
import Foundation
import Identity
import XCTest

/// The documents of the story name nobody who exists, and are written as Mohr writes.
final class SampleDocumentTests: XCTestCase {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("EndToEndTests/Documents")

    private func object(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
        return try XCTUnwrap(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// Every text in the document, with the name it stands under.
    private func texts(_ value: Any, under name: String = "") -> [(name: String, text: String)] {
        switch value {
        case let members as [String: Any]: members.flatMap { texts($0.value, under: $0.key) }
        case let elements as [Any]: elements.flatMap { texts($0, under: name) }
        case let text as String: [(name, text)]
        default: []
        }
    }

    private func identifiers(_ document: [String: Any]) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for entry in document["entry"] as? [[String: Any]] ?? [] {
            let resource = entry["resource"] as? [String: Any] ?? [:]
            for identifier in resource["identifier"] as? [[String: String]] ?? [] {
                found[identifier["system"] ?? "", default: []].append(identifier["value"] ?? "")
            }
        }
        return found
    }

    func testThePrescriptionNamesSyntheticPeopleByGoodNumbers() throws {
        let found = identifiers(try object("prescription.json"))
        let people = try XCTUnwrap(found["http://mohr.example/sid/national-id"])
        XCTAssertEqual(people.count, 2)
        for number in people {
            XCTAssertTrue(number.hasPrefix("999"))
            XCTAssertEqual(try NationalID(checking: number).canonical, number)
        }
        let licence = try XCTUnwrap(found["http://mohr.example/sid/medical-council-number"]?.first)
        XCTAssertNil(try MedicalCouncilNumber(checking: licence, letters: []).letter)
        XCTAssertNoThrow(try LegalID(checking: XCTUnwrap(found["http://mohr.example/sid/legal-id"]?.first)))
    }

    func testTheTradeDeclarationNamesASyntheticTraderByGoodNumbers() throws {
        let trader = try XCTUnwrap(object("trade-declaration.json")["trader"] as? [String: Any])
        let number = try XCTUnwrap(trader["nationalID"] as? String)
        XCTAssertTrue(number.hasPrefix("999"))
        XCTAssertNoThrow(try NationalID(checking: number))
        XCTAssertNoThrow(try PersianName(checking: XCTUnwrap(trader["name"] as? String)))
        XCTAssertNoThrow(try LatinName(checking: XCTUnwrap(trader["latinName"] as? String)))
        let card = try XCTUnwrap(trader["commercialCard"] as? [String: String])
        XCTAssertNoThrow(try CommercialCardNumber(checking: XCTUnwrap(card["number"])))
        let company = try XCTUnwrap(trader["company"] as? [String: String])
        XCTAssertNoThrow(try LegalID(checking: XCTUnwrap(company["legalID"])))
        XCTAssertNotNil(try EconomicCode(checking: XCTUnwrap(company["economicCode"])).legalID)
    }

    func testEveryTextIsInItsOneSpelling() throws {
        for name in ["prescription.json", "trade-declaration.json"] {
            let all = texts(try object(name))
            XCTAssertGreaterThan(all.count, 20, name)
            for (member, text) in all {
                XCTAssertEqual(Array(PersianText.display(text).utf8), Array(text.utf8), "\(name): \(member)")
            }
        }
    }
}

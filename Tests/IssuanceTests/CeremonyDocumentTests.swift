// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

@testable import Issuance

final class CeremonyDocumentTests: XCTestCase {
    private static let good = """
        { act: "createIntermediate", authority: "oil", issuer: "root",
          subject: [ { type: "countryName", value: "IR" }, { type: "organizationName", value: "Mohr" },
                     { type: "commonName", value: "Oil" } ],
          profile: "trade-intermediate", key: { kind: "p256" },
          witnesses: [ { name: "A", role: "ceremonyAdministrator" }, { name: "B", role: "keyCustodian" },
                       { name: "C", role: "auditor" } ] }
        """

    private func refusal(_ old: String, _ new: String) -> CeremonyError? {
        XCTAssertTrue(Self.good.contains(old), old)
        let text = Self.good.replacingOccurrences(of: old, with: new)
        do throws(CeremonyError) {
            _ = try Ceremony(reading: Array(text.utf8), profiles: House.profiles)
            return nil
        } catch {
            return error
        }
    }

    func testEveryCeremonyOfTheRepositoryIsALawfulOne() throws {
        let folder = SharedData.packageRoot.appendingPathComponent("PKI/Ceremonies").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).map { String($0.dropLast(6)) }
        XCTAssertGreaterThanOrEqual(names.count, 10)
        for name in names {
            XCTAssertNoThrow(try Ceremony(reading: GrownTree.document(name), profiles: House.profiles), name)
        }
        XCTAssertNil(refusal("oil", "oil"))
    }

    func testUnknownMissingAndMistypedNamesAreNamed() {
        XCTAssertEqual(
            refusal("act:", "color: \"red\", act:"),
            .document(
                .unknownName(
                    path: "color",
                    allowed: [
                        "act", "authority", "issuer", "key", "linkProfile", "list", "profile", "replaces", "source",
                        "subject", "witnesses",
                    ], line: 1)))
        XCTAssertEqual(
            refusal("profile: \"trade-intermediate\",", ""),
            .value(path: "profile", seen: "nothing", allowed: ["something"]))
        XCTAssertEqual(
            refusal("\"p256\"", "256"),
            .document(.wrongType(path: "key.kind", seen: "whole number", allowed: "text")))
        XCTAssertEqual(
            refusal("value: \"Oil\"", "value: \"Oil\", critical: true"),
            .document(.unknownName(path: "subject[2].critical", allowed: ["type", "value"], line: 3)))
        guard case .document(.unexpected) = refusal("{ act", "{ , act") else { return XCTFail("bad JSON5 was taken") }
    }

    func testWordsThatMeanNothingAreNamed() {
        XCTAssertEqual(
            refusal("createIntermediate", "createCA"),
            .value(path: "act", seen: "createCA", allowed: CeremonyAct.allCases.map(\.rawValue)))
        XCTAssertEqual(
            refusal("\"p256\"", "\"rsa1024\""), .value(path: "key.kind", seen: "rsa1024", allowed: ["p256", "p384"]))
        for name in ["../root", "Oil", "", "1oil", "o il", String(repeating: "a", count: 33)] {
            guard case .value(path: "authority", _, _) = refusal("\"oil\"", "\"\(name)\"") else {
                XCTFail("\(name) was taken")
                continue
            }
        }
        guard case .value(path: "subject[2].type", "title", _) = refusal("commonName", "title") else {
            return XCTFail("a title was taken")
        }
        guard case .value(path: "subject[2].type", "countryName", _) = refusal("commonName", "countryName") else {
            return XCTFail("an attribute was taken twice")
        }
    }

    func testActIssuerAndProfileBelongTogether() {
        guard case .value(path: "issuer", "root", _) = refusal("createIntermediate", "createRoot") else {
            return XCTFail("a root with an issuer")
        }
        guard case .value(path: "issuer", "nothing", _) = refusal(" issuer: \"root\",", "") else {
            return XCTFail("an intermediate without an issuer")
        }
        guard case .value(path: "issuer", "oil", _) = refusal("issuer: \"root\"", "issuer: \"oil\"") else {
            return XCTFail("its own issuer")
        }
        XCTAssertEqual(
            refusal("trade-intermediate", "doctor-signing"),
            .profileKind(name: "doctor-signing", seen: .subscriber, allowed: [.authority]))
        guard case .unknownProfile("oil-intermediate", _) = refusal("trade-intermediate", "oil-intermediate") else {
            return XCTFail("a profile that is not there")
        }
        XCTAssertEqual(refusal("\"p256\"", "\"p384\""), .keyKind(seen: .p384, allowed: [.p256]))
    }

    func testTheSubjectIsWhatTheProfileSays() {
        XCTAssertEqual(
            refusal("value: \"IR\"", "value: \"DE\""), .subjectFixed(OID.countryName, allowed: "IR"))
        XCTAssertEqual(
            refusal("{ type: \"countryName\", value: \"IR\" }, ", ""), .subjectFixed(OID.countryName, allowed: "IR"))
        let swapped = refusal(
            "{ type: \"countryName\", value: \"IR\" }, { type: \"organizationName\", value: \"Mohr\" }",
            "{ type: \"organizationName\", value: \"Mohr\" }, { type: \"countryName\", value: \"IR\" }")
        guard case .subjectOrder = swapped else { return XCTFail("\(String(describing: swapped))") }
    }

    func testEachRoleIsFilledAndNobodyIsThereTwice() {
        XCTAssertEqual(refusal("\"auditor\"", "\"keyCustodian\""), .roleMissing(.auditor))
        XCTAssertEqual(refusal("name: \"C\"", "name: \" a\""), .witnessRepeated(path: "witnesses[2].name"))
        guard case .value(path: "witnesses[2].role", "guest", _) = refusal("\"auditor\"", "\"guest\"") else {
            return XCTFail("a guest")
        }
        guard case .value(path: "witnesses[2].name", _, _) = refusal("name: \"C\"", "name: \"\"") else {
            return XCTFail("nobody")
        }
    }
}

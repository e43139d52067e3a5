// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import TestSupport
import XCTest

@testable import PKIX

/// The profiles of `PKI/` with their tables, and what is not loaded.
final class ProfileSetTests: XCTestCase {
    private struct Files {
        var profiles: [String: [UInt8]] = [:]
        var professions: [UInt8]
        var titles: [UInt8]

        init() throws {
            let folder = SharedData.packageRoot.appendingPathComponent("PKI")
            func bytes(_ path: String) throws -> [UInt8] {
                [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
            }
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/Profiles")
            where name.hasSuffix(".json5") {
                profiles[String(name.dropLast(6))] = try bytes("Profiles/\(name)")
            }
            professions = try bytes("Professions.json5")
            titles = try bytes("Titles.json5")
        }

        func set() throws -> ProfileSet {
            try ProfileSet(files: profiles, professions: professions, titles: titles)
        }

        mutating func change(_ name: String, _ old: String, _ new: String) {
            func changed(_ bytes: [UInt8]) -> [UInt8] {
                let text = String(decoding: bytes, as: UTF8.self)
                XCTAssertTrue(text.contains(old), "\(name) has no \(old)")
                return Array(text.replacingOccurrences(of: old, with: new).utf8)
            }
            switch name {
            case "Professions": professions = changed(professions)
            case "Titles": titles = changed(titles)
            default: profiles[name] = changed(profiles[name]!)
            }
        }
    }

    func testTheHousesSetIsLawfulAndHasEveryClassInBothSectors() throws {
        let set = try Files().set()
        XCTAssertEqual(set.professions.count, 5)
        XCTAssertEqual(set.digests.count, set.profiles.count + 2)
        for policies in [["health-subscriber", "health-organisation"], ["trade-subscriber", "trade-organisation"]] {
            let identifiers = policies.compactMap { MohrOID.named[$0] }
            let classes = Set(
                set.profiles.values.filter { !Set($0.policies).isDisjoint(with: identifiers) }.compactMap {
                    $0.kind == .subscriber ? $0.subjectClass : nil
                })
            XCTAssertEqual(classes, Set(SubjectClass.allCases), "\(policies)")
        }
        XCTAssertTrue(set.titleChoices["trade-affiliated-signing"]?.contains("Managing Director") ?? false)
    }

    func testADigestChangesWithItsFileAlone() throws {
        let before = try Files().set().digests
        var files = try Files()
        files.change("doctor-signing", "backdateSeconds: 300", "backdateSeconds: 301")
        let after = try files.set().digests
        XCTAssertEqual(before.keys.filter { before[$0] != after[$0] }, ["doctor-signing"])
    }

    func testWhatDoesNotFitIsNotLoaded() throws {
        let cases: [(file: String, old: String, new: String, blamed: String, path: String)] = [
            // A certificate authority outside of a ceremony.
            (
                "doctor-signing", "keyUsage: {", "basicConstraints: { isCA: true },\n  keyUsage: {", "doctor-signing",
                "basicConstraints.isCA"
            ),
            (
                "doctor-signing", "uses: [\"nonRepudiation\"]", "uses: [\"nonRepudiation\", \"keyCertSign\"]",
                "doctor-signing", "keyUsage.uses"
            ),
            // Another's profession, or one that is written otherwise than in the table.
            (
                "doctor-signing", "professionOID: \"physician\"", "professionOID: \"pharmacist\"", "doctor-signing",
                "admission.professionOID"
            ),
            ("doctor-signing", "en: \"Physician\" }", "en: \"Doctor\" }", "doctor-signing", "admission.professionItem"),
            ("Professions", "[\"doctor-signing\"]", "[]", "doctor-signing", "admission.professionOID"),
            ("Professions", "\"medicalCouncil\"", "\"council\"", "Professions", ".register"),
            // A title that nobody is to have.
            ("doctor-signing", "fixed: \"Physician\"", "fixed: \"Professor\"", "doctor-signing", "subject.title"),
            // A class that does not fit the name.
            ("doctor-signing", "\"independent\"", "\"government\"", "doctor-signing", "subject.O"),
            ("doctor-signing", "\"independent\"", "\"person\"", "doctor-signing", "subjectClass"),
            ("doctor-signing", "  subjectClass: \"independent\",\n", "", "doctor-signing", "subjectClass"),
            (
                "officer", "kind: \"officer\",", "kind: \"officer\",\n  subjectClass: \"independent\",", "officer",
                "subjectClass"
            ),
            (
                "trade-organisation-seal", "semantics-legal", "semantics-natural", "trade-organisation-seal",
                "qcStatements"
            ),
            ("doctor-signing", "name: \"doctor-signing\"", "name: \"doctor\"", "doctor-signing", "name"),
        ]
        for (file, old, new, blamed, path) in cases {
            var files = try Files()
            files.change(file, old, new)
            XCTAssertThrowsError(try files.set(), "\(file): \(new)") { error in
                let error = error as? ProfileSetError
                // Every seal is blamed when the table is; which one comes first is not said.
                XCTAssertEqual(error?.file, blamed, "\(String(describing: error))")
                XCTAssertTrue(
                    "\(error.map { "\($0.cause)" } ?? "")".contains(path), "\(path): \(String(describing: error))")
            }
        }
    }

    func testNothingThatAProfileDoesNotNameGetsInThroughTheContent() throws {
        let set = try Files().set()
        let issuer = try TestPKI.root()
        for profile in set.profiles.values where profile.kind != .authority {
            for name in AttributeLabel.allNames {
                let type = try XCTUnwrap(AttributeLabel.type(named: name))
                let isAsked = profile.subject.contains {
                    if case .fixed = $0.source { false } else { $0.attribute == type }
                }
                guard !isAsked else { continue }
                let content = CertificateContent(
                    subject: [(type, "x")], publicKey: try PrivateKey.generate(.p256).publicKey)
                XCTAssertThrowsError(
                    try profile.draft(
                        of: content,
                        by: IssuingParameters(
                            issuer: issuer.certificate, serialNumber: SerialNumber(unsigned: [1]), time: TestPKI.now,
                            locations: IssuerLocations(publicURL: "http://x.ir", authority: "a", shard: "1")))
                ) { XCTAssertEqual($0 as? ProfileError, .attributeNotNamed(type), "\(profile.name) \(name)") }
            }
        }
    }
}

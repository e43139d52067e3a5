// SPDX-License-Identifier: Apache-2.0
import DER
import JSON
import PKIX
import TestSupport
import XCTest

@testable import MohrValidation

/// Facts are found once, kept, and judged again under other policies and at other times.
final class FactsTests: XCTestCase {
    private static let unit = try! Scene.root.timestampUnit()

    private func messages() throws -> [[UInt8]] {
        let stamped = try Self.unit.stamping(try Scene.sign())
        var revision = SignedDataRevision(try SignedData(der: stamped))
        for list in Scene.lists { revision.add(crl: Array(list.encoded)) }
        let weak = try Scene.health.signer("RSA", key: .rsa(bits: 2048))
        return [
            try Scene.sign(), try Scene.sign(Scene.pharmacist), stamped, try Scene.sign(weak),
            try Self.unit.archiving(revision.encoded(), at: Scene.now.advanced(bySeconds: 60)),
        ]
    }

    private func facts(_ message: [UInt8], _ snapshot: TrustSnapshot) throws -> Facts {
        try SignatureValidator().facts(
            of: message, at: ReferenceTime(Scene.now, .now), against: snapshot, policy: StandardPolicies.signature)
    }

    func testKeptFactsAreReadBackAsTheyWere() throws {
        let snapshot = try Scene.snapshot()
        for message in try messages() {
            let found = try facts(message, snapshot)
            let bytes = JSONWriter.bytes(found.json)
            let read = try FactsReader.read(try JSONReader.read(bytes, limit: bytes.count))
            XCTAssertEqual(read, found)
            XCTAssertEqual(JSONWriter.bytes(read.json), bytes)
        }
    }

    func testKeptFactsGiveTheVerdictsThatTheDocumentGives() throws {
        let revoked = try [
            Scene.root.revocationList(),
            Scene.health.revocationList { $0.revoke(Scene.doctor, at: Scene.now.advanced(bySeconds: 30)) },
        ]
        var seen: Set<String> = []
        for lists in [Scene.lists, revoked, []] {
            let snapshot = try Scene.snapshot(lists: lists)
            for message in try messages() {
                let kept = try facts(message, snapshot)
                for days in [0, 1, 400, 800] as [Int64] {
                    for purpose in StandardPolicies.purposes {
                        let time = ReferenceTime(Scene.now.advanced(bySeconds: days * 86_400 + 120), .caller)
                        let policy = StandardPolicies.policy(for: purpose)
                        let direct = SignatureValidator().validateByFacts(
                            message, at: time, against: snapshot, policy: policy)
                        let replayed = Judge.judge(kept, by: policy.rules(for: time.source), at: time)
                        XCTAssertEqual(replayed.map(\.subIndication), direct.signatures.map(\.subIndication))
                        XCTAssertEqual(replayed.map(\.bestSignatureTime), direct.signatures.map(\.bestSignatureTime))
                        seen.formUnion(replayed.map { $0.subIndication?.rawValue ?? "TOTAL-PASSED" })
                    }
                }
            }
        }
        // It is more than one verdict that is compared.
        XCTAssertGreaterThan(seen.count, 4, "\(seen)")
    }

    func testFactsThatWereTamperedWithInFormAreRefused() throws {
        let found = try facts(try Scene.sign(), try Scene.snapshot())
        let members = try XCTUnwrap(found.json.members)
        for (index, member) in members.enumerated() {
            var missing = members
            missing.remove(at: index)
            XCTAssertThrowsError(try FactsReader.read(.object(missing)), member.name)
            var wrong = members
            wrong[index] = JSONValue.Member(member.name, .string("x"))
            XCTAssertThrowsError(try FactsReader.read(.object(wrong)), member.name)
        }
        XCTAssertThrowsError(try FactsReader.read(.object(members + [JSONValue.Member("more", .null)])))
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

/// Papers: what is taken, how it is kept, who sees it, when it goes.
final class EvidenceTests: XCTestCase {
    /// A white PNG of 200 × 200, its data chunk opaque to the walk.
    static let png: [UInt8] =
        signature + chunk("IHDR", [0, 0, 0, 200, 0, 0, 0, 200, 8, 0, 0, 0, 0])
        + chunk("IDAT", [0x78, 0x9C, 1, 2, 3]) + chunk("IEND", [])
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 200, 0, 210, 1, 1, 0x11, 0]
        + [0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0, 3, 0xFF, 0xD9]
    static let pdf = Array("%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\nxref\ntrailer\nstartxref\n9\n%%EOF\n".utf8)

    static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in body {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1 }
        }
        return big(UInt32(data.count)) + body + big(crc ^ 0xFFFF_FFFF)
    }

    static func big(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * UInt32($0)) & 0xFF) } }

    private func furnished(enforced: Bool = false) throws -> (EnrollmentHouse, RegistrationAuthority) {
        var policy = EnrollmentHouse.policy
        policy.evidence.isEnforced = enforced
        let house = try EnrollmentHouse(policy: policy)
        var desk = house.desk
        let key = try SecretKey()
        desk.vault = EvidenceVault(folder: house.folder.url.path + "/evidence") { key }
        return (house, desk)
    }

    func testTheTypesAreTakenByTheirBytes() throws {
        let policy = EvidencePolicy()
        XCTAssertEqual(try EvidenceType.check(Self.png, under: policy), .png)
        XCTAssertEqual(try EvidenceType.check(Self.jpeg, under: policy), .jpeg)
        XCTAssertEqual(try EvidenceType.check(Self.pdf, under: policy), .pdf)
    }

    func testWhatIsNotOneWholePaperIsRefused() {
        let script = Array("<script>alert(1)</script>".utf8)
        let comment: [UInt8] = [0xFF, 0xFE, 0, UInt8(script.count + 2)] + script
        let cases: [(String, [UInt8], HandlingRefusal)] = [
            ("empty", [], .evidenceSize(seen: 0, allowed: 1...5_242_880)),
            ("page", Array("<html>".utf8), .evidenceType(seen: "text", allowed: EvidenceType.allCases.map(\.rawValue))),
            ("zip behind", Self.png + Array("PK".utf8), .evidenceTwofold(type: "image/png")),
            ("cut", Array(Self.png.dropLast(12)), .evidenceDamaged(type: "image/png")),
            (
                "flipped", Self.png.enumerated().map { $0.offset == 20 ? $0.element ^ 1 : $0.element },
                .evidenceDamaged(type: "image/png")
            ),
            (
                "page in a text chunk",
                Self.signature + Self.chunk("IHDR", [0, 0, 0, 200, 0, 0, 0, 200, 8, 0, 0, 0, 0])
                    + Self.chunk("tEXt", script) + Self.chunk("IDAT", [1]) + Self.chunk("IEND", []),
                .evidenceTwofold(type: "image/png")
            ),
            ("behind a jpeg", Self.jpeg + [0], .evidenceTwofold(type: "image/jpeg")),
            (
                "in a jpeg's comment", [0xFF, 0xD8] + comment + Self.jpeg.dropFirst(2),
                .evidenceTwofold(type: "image/jpeg")
            ),
            ("jpeg cut", Array(Self.jpeg.dropLast(2)), .evidenceDamaged(type: "image/jpeg")),
            ("behind a pdf", Self.pdf + Array("<html>".utf8), .evidenceTwofold(type: "application/pdf")),
            ("script", Self.active("/OpenAction"), .evidenceActive(feature: "OpenAction")),
            ("hidden script", Self.active("/J#61vaScript"), .evidenceActive(feature: "JavaScript")),
            ("locked", Self.active("/Encrypt"), .evidenceActive(feature: "Encrypt")),
        ]
        for (name, bytes, refusal) in cases {
            XCTAssertThrowsError(try EvidenceType.check(bytes, under: EvidencePolicy()), name) {
                XCTAssertEqual($0 as? EnrollmentError, .handling(refusal), name)
            }
        }
    }

    private static func active(_ name: String) -> [UInt8] {
        Array(String(decoding: pdf, as: UTF8.self).replacingOccurrences(of: "/Type", with: name + " 1 /Type").utf8)
    }

    func testNoPrefixAndNoFlippedByteEndsTheProcess() {
        for paper in [Self.png, Self.jpeg, Self.pdf] {
            for count in 0..<paper.count {
                _ = try? EvidenceType.check(Array(paper.prefix(count)), under: EvidencePolicy())
            }
            for at in paper.indices {
                for bit in 0..<8 {
                    var flipped = paper
                    flipped[at] ^= 1 << bit
                    _ = try? EvidenceType.check(flipped, under: EvidencePolicy())
                }
            }
        }
    }

    func testAPaperIsSealedOnDiskItsDigestIsLoggedAndWhoLooksIsToo() throws {
        let (house, desk) = try furnished()
        let id = try house.apply(try Applicant()).id
        let maryam = try house.officer("maryam")
        let paper = try desk.addEvidence(Self.png, as: .photo, to: id, by: maryam)
        XCTAssertEqual(try desk.addEvidence(Self.png, as: .photo, to: id, by: maryam).id, paper.id)
        let file = [UInt8](try Data(contentsOf: house.folder.url.appendingPathComponent("evidence/\(paper.id)")))
        XCTAssertEqual(file.count, Self.png.count + SecretKey.overhead)
        XCTAssertFalse(Data(file).range(of: Data("IHDR".utf8)) != nil)
        XCTAssertEqual(try desk.readEvidence(paper.id, of: id, by: house.officer("reza")).bytes, Self.png)
        let lines = try house.records.auditLines(from: 0, limit: 10_000)
        XCTAssertTrue(
            lines.contains { $0.act == AuditAct.evidenceTaken && $0.details.contains(Hex.encode(paper.sha256)) })
        XCTAssertTrue(lines.contains { $0.act == AuditAct.evidenceRead && $0.actor == "reza" })
        // Another office's officer sees nothing, and nobody finds a paper through another application.
        assertRefused(.officerOfOtherOffice(officer: "omid", seen: "chamber", allowed: "council")) {
            try desk.readEvidence(paper.id, of: id, by: house.officer("omid"))
        }
        let other = try house.apply(try Applicant("9990000026", licence: "7")).id
        assertRefused(.desk(.unknownEvidence(id: paper.id))) { try desk.readEvidence(paper.id, of: other, by: maryam) }
        // A changed byte is noticed.
        var broken = file
        broken[40] ^= 1
        try Data(broken).write(to: house.folder.url.appendingPathComponent("evidence/\(paper.id)"))
        XCTAssertThrowsError(try desk.readEvidence(paper.id, of: id, by: maryam)) {
            guard case .evidenceStore? = $0 as? EnrollmentError else { return XCTFail("\($0)") }
        }
    }

    func testNothingIsEnteredWithoutThePapersOfTheClass() throws {
        let (house, desk) = try furnished(enforced: true)
        let application = try house.apply(try Applicant())
        let maryam = try house.officer("maryam")
        assertRefused(.handling(.evidenceMissing([.nationalCard, .photo, .licence]))) {
            try desk.enter(application.id, by: maryam)
        }
        try _ = desk.addEvidence(Self.png, as: .photo, to: application.id)
        try _ = desk.addEvidence(Self.jpeg, as: .nationalCard, to: application.id, by: maryam)
        XCTAssertEqual(try desk.missingEvidence(of: application), [.licence])
        try _ = desk.addEvidence(Self.pdf, as: .licence, to: application.id, by: maryam)
        XCTAssertEqual(try desk.enter(application.id, by: maryam).state, .entered)
    }

    func testPapersOfWhatCameToNothingGoWhenTheirTimeIsOver() throws {
        let (house, desk) = try furnished()
        let maryam = try house.officer("maryam")
        let id = try house.apply(try Applicant()).id
        let kept = try house.apply(try Applicant("9990000026", licence: "7")).id
        let paper = try desk.addEvidence(Self.png, as: .photo, to: id, by: maryam)
        try _ = desk.addEvidence(Self.png, as: .photo, to: kept, by: maryam)
        try desk.reject(id, because: "forged", by: maryam)
        XCTAssertEqual(try desk.deleteOverdueEvidence(), 0)
        house.pass(181 * 86_400)
        XCTAssertEqual(try desk.deleteOverdueEvidence(), 1)
        assertRefused(.desk(.unknownEvidence(id: paper.id))) { try desk.readEvidence(paper.id, of: id, by: maryam) }
        XCTAssertFalse(FileManager.default.fileExists(atPath: house.folder.url.path + "/evidence/\(paper.id)"))
        XCTAssertEqual(try desk.evidence(of: kept, seenBy: maryam).count, 1)
    }
}

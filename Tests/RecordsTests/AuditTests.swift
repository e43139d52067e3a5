// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Transparency
import XCTest

@testable import Database
@testable import Records

final class AuditTests: XCTestCase {
    // The eight leaves and roots of certificate-transparency's own test of RFC 6962 2.1.
    func testTheTreeIsRFC6962s() throws {
        let leaves = [
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
        ]
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ]
        var range = CompactRange()
        XCTAssertEqual(range.root.hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for (leaf, root) in zip(leaves, roots) {
            var bytes: [UInt8] = []
            var digits = leaf[...]
            while !digits.isEmpty {
                bytes.append(UInt8(digits.prefix(2), radix: 16)!)
                digits = digits.dropFirst(2)
            }
            range.append(leaf: MerkleHash.leaf(bytes))
            XCTAssertEqual(range.root.hex, root)
            XCTAssertEqual(CompactRange(size: range.size, bytes: range.bytes), range)
        }
        XCTAssertNil(CompactRange(size: 3, bytes: range.bytes))
        XCTAssertNil(CompactRange(size: -1, bytes: []))
    }

    /// The root by the definition, not by the compact range.
    private func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard leaves.count > 1 else { return leaves.first ?? DigestAlgorithm.sha256.digest([UInt8]()) }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return DigestAlgorithm.sha256.digest([1] + root(leaves[..<middle]) + root(leaves[middle...]))
    }

    func testTheCompactRangeAgreesWithTheDefinitionAtEverySize() {
        var range = CompactRange()
        var leaves: [[UInt8]] = []
        for number in 0..<130 {
            leaves.append(MerkleHash.leaf(Array("line \(number)".utf8)))
            range.append(leaf: leaves[number])
            XCTAssertEqual(range.root, root(leaves[...]))
        }
    }

    func testALineHasItsCanonicalBytes() {
        let line = AuditLine(
            sequence: 7, time: start, actor: "maryam", act: "office.\"login\"", subject: "office:tehran",
            details: CanonicalJSON.object(["b": "1", "a": "2"]))
        XCTAssertEqual(
            String(decoding: line.canonicalBytes, as: UTF8.self),
            #"{"act":"office.\"login\"","actor":"maryam","details":{"a":"2","b":"1"},"sequence":7,"#
                + #""subject":"office:tehran","time":1795255200}"#)
    }

    func testEveryChangeOfTheRecordsIsOneLine() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        var size = try records.auditHead().size
        func assertOneLine(_ act: String, _ body: () throws -> Void, lines: Int = 1) throws {
            try body()
            let head = try records.auditHead()
            XCTAssertEqual(head.size, size + lines, act)
            XCTAssertTrue(try records.auditLines(from: size, limit: 9).contains { $0.act == act }, act)
            size = head.size
        }
        try assertOneLine(AuditAct.authorityEntered) {
            try records.enter(
                AuthorityRecord(name: "trade", parent: "health", keyReference: "k", certificate: nil, created: start),
                by: "ceremony")
        }
        try assertOneLine(AuditAct.authorityCertified) {
            try records.certify(authority: "trade", with: [1], by: "ceremony", at: start)
        }
        try assertOneLine(AuditAct.officeStatus) { try records.suspend(office: "tehran", by: "admin", at: start) }
        try assertOneLine(AuditAct.officerStatus) { try records.suspend(officer: "reza", by: "admin", at: start) }
        try assertOneLine(AuditAct.officerCertified) {
            try records.give(certificateSHA256: Array(repeating: 1, count: 32), to: "reza", by: "admin", at: start)
        }
        try assertOneLine("test.act") { try records.note("test.act", of: "x", by: "y", at: start) }
        let plain = IssuanceRequest(withoutApplicationUnder: "doctor")
        try assertOneLine(AuditAct.certificateReserved) {
            try records.reserveSerial(reference(1), for: plain, by: "ca", at: start)
        }
        try assertOneLine(AuditAct.certificateDrafted) {
            try records.fileDraft(paper(1), of: reference(1), by: "ca", at: start)
        }
        try assertOneLine(AuditAct.certificateSigning) {
            try records.recordIntentToSign(reference(1), by: "ca", at: start)
        }
        try assertOneLine(AuditAct.certificateFiled) {
            try records.fileCertificate(signed(paper(1).tbs), of: reference(1), by: "ca", at: start)
        }
        try assertOneLine(AuditAct.certificateStatus) { try records.accept(reference(1), by: "s", at: start) }
        try assertOneLine(AuditAct.listNumberDrawn) {
            _ = try records.nextListNumber(of: "health", by: "p", at: start)
        }
        try assertOneLine(AuditAct.listFiled) {
            try records.file(testList(number: 1, at: start), by: "p", at: start)
        }
        // An application's step beside a certificate's is a line of its own.
        try records.resume(officer: "reza", by: "admin", at: start)
        try records.resume(office: "tehran", by: "admin", at: start)
        try records.approvedApplication("A1")
        size = try records.auditHead().size
        try assertOneLine(
            AuditAct.applicationMoved,
            {
                try records.reserveSerial(
                    reference(2), for: IssuanceRequest(application: "A1", office: "tehran", profile: "doctor"),
                    by: "ca",
                    at: start)
            }, lines: 2)
        XCTAssertEqual(try records.verifyAudit().findings, [])
    }

    /// Twenty lines, then something is done to the file.
    private func tampered(_ sql: String, _ arguments: [DatabaseValue] = []) throws -> (AuditVerification, AuditHead) {
        let home = try TestHome()
        let records = try home.open()
        for number in 0..<20 {
            try records.note(
                "test.act", of: "thing:\(number)", by: "x", at: later(Int64(number)), details: ["n": "\(number)"])
        }
        let seen = try records.auditHead()
        let clean = try records.verifyAudit(against: [seen])
        XCTAssertEqual(clean, AuditVerification(head: seen, findings: []))
        try home.tamper(sql, arguments)
        return (try records.verifyAudit(against: [seen]), seen)
    }

    func testAnAlteredLineIsFoundWhicheverColumnWasAltered() throws {
        for change in [
            "time = time + 1", "actor = 'y'", "act = 'other'", "subject = 'thing:99'", #"details = '{"n":"8"}'"#,
            "leaf = zeroblob(32)",
        ] {
            let (verification, seen) = try tampered("UPDATE audit SET \(change) WHERE sequence = 7")
            XCTAssertTrue(verification.findings.contains(.lineAltered(sequence: 7)), change)
            if !change.hasPrefix("leaf") {
                XCTAssertTrue(
                    verification.findings.contains(.headDiffers(kept: seen, computed: verification.head)), change)
            }
        }
    }

    func testDeletedCutAndSwappedLinesAreFound() throws {
        var (verification, seen) = try tampered("DELETE FROM audit WHERE sequence IN (7, 8)")
        XCTAssertEqual(verification.findings.first, .linesMissing(from: 7, before: 9))
        (verification, seen) = try tampered("DELETE FROM audit WHERE sequence >= 15")
        XCTAssertTrue(verification.findings.contains(.shorterThanSeen(seen, size: 15)))
        XCTAssertTrue(verification.findings.contains(.headDiffers(kept: seen, computed: verification.head)))
        (verification, seen) = try tampered(
            """
            UPDATE audit SET subject = CASE sequence WHEN 3 THEN 'thing:4' ELSE 'thing:3' END,
            details = CASE sequence WHEN 3 THEN '{"n":"4"}' ELSE '{"n":"3"}' END WHERE sequence IN (3, 4)
            """)
        XCTAssertTrue(verification.findings.contains(.lineAltered(sequence: 3)))
        XCTAssertTrue(verification.findings.contains(.lineAltered(sequence: 4)))
        (verification, seen) = try tampered("UPDATE audit_head SET hashes = x'00'")
        XCTAssertEqual(verification.findings, [.headDamaged])
        (verification, seen) = try tampered(
            "INSERT INTO audit (sequence, time, actor, act, subject, details, leaf) VALUES (?, 0, '', '', '', '{}', ?)",
            [.integer(Int64.max), .blob(Array(repeating: 0, count: 32))])
        XCTAssertEqual(verification.findings.first, .linesMissing(from: 20, before: Int.max))
    }

    // Whoever holds the file can compute the whole log anew: only what left the machine shows it.
    func testALogThatWasComputedAnewIsFoundByAHeadSeenElsewhereAndOnlyByThat() throws {
        let home = try TestHome()
        let records = try home.open()
        for number in 0..<20 { try records.note("test.act", of: "thing:\(number)", by: "x", at: start) }
        let seen = try records.auditHead()
        let forged = try TestHome()
        let other = try forged.open()
        for number in 0..<25 {
            try other.note("test.act", of: number == 7 ? "thing:forged" : "thing:\(number)", by: "x", at: start)
        }
        XCTAssertEqual(try other.verifyAudit().findings, [], "the negative control: nothing inside contradicts it")
        guard case .differsFromSeen(seen, _)? = try other.verifyAudit(against: [seen]).findings.first else {
            return XCTFail("not found")
        }
        // A log that only grew is no contradiction.
        for number in 20..<25 { try records.note("test.act", of: "thing:\(number)", by: "x", at: start) }
        XCTAssertEqual(try records.verifyAudit(against: [seen]).findings, [])
    }

    func testTheLogGoesOnAfterReopening() throws {
        let home = try TestHome()
        var records = try home.openFurnished()
        let before = try records.auditHead()
        records.close()
        records = try home.open()
        XCTAssertEqual(try records.auditHead(), before)
        try records.note("test.act", of: "x", by: "y", at: start)
        XCTAssertEqual(try records.verifyAudit(against: [before]).findings, [])
        XCTAssertEqual(try records.auditHead().size, before.size + 1)
    }
}

func testList(number: Int64, at time: Instant, scope: String = "full") -> RevocationListRecord {
    RevocationListRecord(
        authority: "health", scope: scope, number: number, thisUpdate: time,
        nextUpdate: time.advanced(bySeconds: 3_600),
        encoded: [UInt8(clamping: number)], sha256: Array(repeating: UInt8(clamping: number), count: 32))
}

// SPDX-License-Identifier: Apache-2.0
import Containers
import Foundation
import TestSupport
import XCTest

/// What is written is ZIP for everyone; what is read is only what is written.
final class StoredArchiveTests: XCTestCase {
    private static let mediaType = Array("application/vnd.etsi.asic-e+zip".utf8)

    private static func archive() throws -> StoredArchive {
        try StoredArchive([
            ArchiveEntry("mimetype", mediaType), ArchiveEntry("document/نسخه.json", Array("{}".utf8)),
            ArchiveEntry("empty", []), ArchiveEntry("META-INF/ASiCManifest001.xml", Array("<a/>".utf8)),
        ])
    }

    func testTheSameEntriesGiveTheSameBytesAndComeBack() throws {
        let bytes = try Self.archive().encoded()
        XCTAssertEqual(bytes, try Self.archive().encoded())
        let read = try StoredArchive(reading: bytes)
        XCTAssertEqual(read.entries.map(\.name), try Self.archive().entries.map(\.name))
        XCTAssertEqual(read["document/نسخه.json"].map { Array($0) }, Array("{}".utf8))
        XCTAssertNil(read["nothing"])
        XCTAssertEqual(read.encoded(), bytes)
    }

    /// EN 319 162-1 A.1: the media type stands at offset 38, where `file` looks for it.
    func testTheMediaTypeStandsAtOffset38() throws {
        let bytes = try Self.archive().encoded()
        XCTAssertEqual(Array(bytes[30..<38]), Array("mimetype".utf8))
        XCTAssertEqual(Array(bytes[38..<38 + Self.mediaType.count]), Self.mediaType)
    }

    func testStrangersReadIt() throws {
        let folder = try TemporaryFolder()
        try folder.write(try Self.archive().encoded(), to: "a.zip")
        XCTAssertEqual(try Shell.run("unzip", ["-t", "a.zip"], in: folder).status, 0)
        let program = "import zipfile; z=zipfile.ZipFile('a.zip'); assert z.testzip() is None; print(len(z.namelist()))"
        XCTAssertEqual(try Shell.run("python3", ["-c", program], in: folder).text, "4\n")
    }

    func testEveryPrefixIsRefused() throws {
        let bytes = try Self.archive().encoded()
        for count in bytes.indices {
            XCTAssertThrowsError(try StoredArchive(reading: Array(bytes.prefix(count))), "\(count)")
        }
        XCTAssertNoThrow(try StoredArchive(reading: bytes))
    }

    /// A flipped byte is found everywhere but in the times and attributes, which say nothing.
    func testEveryFlippedByteIsFoundOrMeansNothing() throws {
        let bytes = try Self.archive().encoded()
        let good = try StoredArchive(reading: bytes)
        var unnoticed: [Int] = []
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x10
            if let read = try? StoredArchive(reading: damaged) {
                XCTAssertEqual(read, good, "\(index)")
                unnoticed.append(index)
            }
        }
        // Made by (2), internal attributes (2) and external attributes (up to 4) of each of the four lines.
        XCTAssertLessThanOrEqual(unnoticed.count, 32)
    }

    func testNamesThatLeaveTheFolderOrMeanTwoThingsAreNotWritten() {
        let names = [
            "", "/a", "../a", "a/../b", "a/./b", "a//b", "a/", "a\\b", "C:a", "a\u{0}b", "a\nb", "a.", "a ", "..",
            "a/..",
            "x\u{202e}fdp.exe", String(repeating: "a", count: 513), "a|b", "a*",
        ]
        for name in names {
            XCTAssertThrowsError(try StoredArchive([ArchiveEntry(name, [1])]), name.debugDescription) { error in
                guard case ContainersError.name = error else { return XCTFail("\(error)") }
            }
        }
        XCTAssertNoThrow(try StoredArchive([ArchiveEntry("..a/b..c", [1])]))
    }

    func testNamesThatAreOneFileSomewhereAreNotWritten() {
        for pair in [("a", "a"), ("a", "A"), ("é", "e\u{301}"), ("a", "a/b"), ("a/b", "A"), ("a/b/c", "a/B")] {
            XCTAssertThrowsError(
                try StoredArchive([ArchiveEntry(pair.0, [1]), ArchiveEntry(pair.1, [2])]), "\(pair)"
            ) { error in
                guard case ContainersError.repeatedName = error else { return XCTFail("\(error)") }
            }
        }
        XCTAssertNoThrow(try StoredArchive([ArchiveEntry("a/b", [1]), ArchiveEntry("a/c", [2])]))
    }

    func testLimitsAreKept() throws {
        let bytes = try Self.archive().encoded()
        XCTAssertThrowsError(try StoredArchive(reading: bytes, limits: ArchiveLimits(entries: 3))) {
            XCTAssertEqual($0 as? ContainersError, .tooLarge(field: "entries", seen: 4, allowed: 3))
        }
        XCTAssertThrowsError(try StoredArchive(reading: bytes, limits: ArchiveLimits(bytes: bytes.count - 1)))
        XCTAssertNoThrow(try StoredArchive(reading: bytes, limits: ArchiveLimits(entries: 4, bytes: bytes.count)))
    }
}

// SPDX-License-Identifier: Apache-2.0
import Containers
import Foundation
import TestSupport
import XCTest

/// Archives that two programs could read differently, made by a program that no one here wrote.
final class ArchiveAttackTests: XCTestCase {
    /// A line of Python that makes `a.zip`, and whether it may be read.
    private struct Attack {
        let name: String
        let program: String
        var isGood = false
    }

    private static let attacks: [Attack] = [
        Attack(name: "stored, as it should be", program: "z.writestr('a','1'); z.writestr('b/c','2')", isGood: true),
        Attack(name: "deflated", program: "z.writestr('a','1'*99,compress_type=zipfile.ZIP_DEFLATED)"),
        Attack(name: "a bomb", program: "z.writestr('a',b'0'*50000000,compress_type=zipfile.ZIP_DEFLATED)"),
        Attack(name: "bzip2", program: "z.writestr('a','1'*99,compress_type=zipfile.ZIP_BZIP2)"),
        Attack(name: "the same name twice", program: "z.writestr('a','1'); z.writestr('a','2')"),
        Attack(name: "the same name in capitals", program: "z.writestr('a','1'); z.writestr('A','2')"),
        Attack(name: "a way out", program: "z.writestr('../a','1')"),
        Attack(name: "an absolute way", program: "z.writestr('/etc/a','1')"),
        Attack(name: "a drive", program: "z.writestr('C:a','1')"),
        Attack(name: "a folder's entry", program: "z.writestr('a/','')"),
        Attack(name: "an archive comment", program: "z.writestr('a','1'); z.comment=b'PK'"),
        Attack(name: "an entry's comment", program: "i=zipfile.ZipInfo('a'); i.comment=b'x'; z.writestr(i,'1')"),
        Attack(name: "an extra field", program: "i=zipfile.ZipInfo('a'); i.extra=b'up\\x01\\x00x'; z.writestr(i,'1')"),
        Attack(
            name: "a symbolic link",
            program:
                "i=zipfile.ZipInfo('a'); i.create_system=3; i.external_attr=0o120777<<16; z.writestr(i,'/etc/passwd')"),
        Attack(name: "ZIP64", program: "\nwith z.open('a','w',force_zip64=True) as f: f.write(b'1')"),
        Attack(
            name: "streamed, sizes behind",
            program: """
                z.close()
                class W:
                    def __init__(self): self.file = open('a.zip', 'wb')
                    def write(self, bytes): return self.file.write(bytes)
                    def flush(self): self.file.flush()
                z = zipfile.ZipFile(W(), 'w')
                z.writestr('a', '1')
                """),
    ]

    func testArchivesThatMayMeanTwoThingsAreRefused() throws {
        for attack in Self.attacks {
            let folder = try TemporaryFolder()
            let program = """
                import zipfile, warnings
                warnings.simplefilter('ignore')
                z=zipfile.ZipFile('a.zip','w')
                \(attack.program)
                z.close()
                """
            let made = try Shell.run("python3", ["-c", program], in: folder)
            XCTAssertEqual(made.status, 0, "\(attack.name): \(made.errors)")
            let bytes = try folder.read("a.zip")
            XCTAssertEqual((try? StoredArchive(reading: bytes)) != nil, attack.isGood, attack.name)
        }
    }

    /// The bytes of a good archive, changed by hand.
    func testHeadersThatContradictEachOtherAreRefused() throws {
        let first = ArchiveEntry("a", Array("one".utf8))
        let second = ArchiveEntry("b", Array("two".utf8))
        let good = try StoredArchive([first, second]).encoded()
        let local = 30 + 1 + 3
        let directory = 2 * local
        XCTAssertNoThrow(try StoredArchive(reading: good))
        func assertRefused(_ what: String, _ change: (inout [UInt8]) -> Void) {
            var bytes = good
            change(&bytes)
            XCTAssertThrowsError(try StoredArchive(reading: bytes), what)
        }
        assertRefused("the local name differs") { $0[30] = UInt8(ascii: "c") }
        assertRefused("the listed name differs") { $0[directory + 46] = UInt8(ascii: "c") }
        assertRefused("the local checksum differs") { $0[14] ^= 1 }
        assertRefused("the content differs") { $0[31] ^= 1 }
        assertRefused("the local size differs") { $0[18] ^= 1 }
        assertRefused("encrypted") {
            $0[6] |= 1
            $0[directory + 8] |= 1
        }
        assertRefused("both lines name one content") { bytes in
            for index in 0..<4 { bytes[directory + 47 + 42 + index] = 0 }
        }
        assertRefused("bytes before") { $0.insert(0, at: 0) }
        assertRefused("bytes between two entries") { $0.insert(0, at: local) }
        assertRefused("bytes before the directory") { $0.insert(0, at: directory) }
        assertRefused("bytes after the end") { $0.append(0) }
        assertRefused("a second end") { $0 += Array(good.suffix(22)) }
        assertRefused("an entry that is not listed") { bytes in
            bytes.removeSubrange(directory + 47..<directory + 94)
            let end = bytes.count - 22
            bytes[end + 8] = 1
            bytes[end + 10] = 1
            bytes[end + 12] = 47
        }
        assertRefused("more entries than there are") { bytes in
            bytes[bytes.count - 22 + 8] = 3
            bytes[bytes.count - 22 + 10] = 3
        }
        assertRefused("a size beyond the file") { bytes in
            for place in [18, 22, directory + 20, directory + 24] { bytes[place + 3] = 0xff }
        }
    }

    func testNoBytesEndTheProcess() {
        var generator = SystemRandomNumberGenerator()
        for count in 0..<2_000 {
            var bytes = (0..<(count % 200)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            if count % 3 == 0 { bytes = [0x50, 0x4b, 5, 6] + bytes.prefix(18) }
            XCTAssertNil(
                bytes.count == 22 && bytes.dropFirst(4).allSatisfy { $0 == 0 }
                    ? nil : try? StoredArchive(reading: bytes))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Transparency
import XCTest

/// Where hashes are served: C2SP tlog-tiles, with its own examples.
final class TileTests: XCTestCase {
    func testPathsAreThoseOfTheSpecification() throws {
        XCTAssertEqual(Tile(level: 0, index: 1_234_067)?.path, "tile/0/x001/x234/067")
        XCTAssertEqual(Tile(level: 0, index: 0, width: 1)?.path, "tile/0/000.p/1")
        XCTAssertEqual(Tile(level: 63, index: 999)?.path, "tile/63/999")
        XCTAssertEqual(Tile(level: 0, index: 1_000, width: 255)?.entriesPath, "tile/entries/x001/000.p/255")
    }

    func testEveryPathIsReadBackAndNoOtherSpellingIs() throws {
        for index in [0, 1, 255, 999, 1_000, 1_234_067, 999_999, 1_000_000] {
            for width in [1, 255, 256] {
                let tile = try XCTUnwrap(Tile(level: 3, index: index, width: width))
                let read = try XCTUnwrap(Tile.parse(tile.path.dropFirst(5)))
                XCTAssertEqual(read.tile, tile)
                XCTAssertFalse(read.isEntries)
            }
        }
        XCTAssertEqual(Tile.parse("entries/x001/000.p/8")?.isEntries, true)
        for wrong in [
            "", "0", "0/", "0/1", "0/0001", "00/001", "64/000", "-1/000", "0/x001", "0/x000/001", "0/001/002",
            "0/x001/x002", "0/000.p", "0/000.p/", "0/000.p/0", "0/000.p/256", "0/000.p/01", "0/000.p/1/2", "0/+01",
            "0/٠٠١", "0/x1/001", "0/000/", "entries", "data/000", "0/x999/x999/x999/x999/x999/999", "0/../000",
        ] {
            XCTAssertNil(Tile.parse(wrong), wrong)
        }
    }

    /// The example of the specification: a tree of 70,000 entries.
    func testATreesTilesAreThoseOfTheSpecification() {
        func widths(_ level: Int, _ size: Int) -> [Int] {
            (0..<400).compactMap { Tile(level: level, index: $0, treeSize: size)?.width }
        }
        XCTAssertEqual(widths(0, 70_000), Array(repeating: 256, count: 273) + [112])
        XCTAssertEqual(widths(1, 70_000), [256, 17])
        XCTAssertEqual(widths(2, 70_000), [1])
        XCTAssertEqual(widths(3, 70_000), [])
        XCTAssertEqual(widths(0, 256), [256])
        XCTAssertEqual(widths(1, 256), [1])
        XCTAssertEqual(widths(0, 0), [])
    }
}

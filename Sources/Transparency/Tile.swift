// SPDX-License-Identifier: Apache-2.0

/// Where a stretch of a log's tree is served: up to 256 hashes of one height beside one another.
///
/// At level 0 they are leaves; at each level above, a hash is that of a full tile below.
///
/// - SeeAlso: C2SP tlog-tiles, "Merkle Tree".
public struct Tile: Sendable, Hashable {
    /// Hashes in a full tile.
    public static let fullWidth = 256

    /// 0 for leaves.
    public let level: Int

    /// Its place in the level, from 0.
    public let index: Int

    /// How many hashes it has, 1 to 256.
    public let width: Int

    /// Describes a tile; `nil` for what no tree has.
    public init?(level: Int, index: Int, width: Int = Tile.fullWidth) {
        guard (0...63).contains(level), index >= 0, index < 1 << 52, (1...Self.fullWidth).contains(width) else {
            return nil
        }
        (self.level, self.index, self.width) = (level, index, width)
    }

    /// The tile of a place as a tree of a size has it; `nil` where that tree has nothing.
    public init?(level: Int, index: Int, treeSize: Int) {
        guard (0...63).contains(level), index >= 0, index < 1 << 52, treeSize >= 0 else { return nil }
        let hashes = level > 7 ? 0 : treeSize >> (8 * level)
        self.init(level: level, index: index, width: min(Self.fullWidth, hashes - index * Self.fullWidth))
    }

    /// Where the hashes are served, below the log's address: `tile/0/x001/234.p/5`.
    public var path: String { "tile/\(level)/\(Self.path(of: index, width))" }

    /// Where the entries of a tile of level 0 are served.
    public var entriesPath: String { "tile/entries/\(Self.path(of: index, width))" }

    /// Reads what stands behind `tile/`: a tile, or the entries of one.
    ///
    /// - Parameter path: such as `0/x001/234.p/5` or `entries/067`.
    /// - Returns: the tile and whether its entries are meant; `nil` for any other spelling.
    public static func parse(_ path: some StringProtocol) -> (tile: Tile, isEntries: Bool)? {
        var parts = String(path).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2 else { return nil }
        let kind = parts.removeFirst()
        let isEntries = kind == "entries"
        guard let level = isEntries ? 0 : number(kind, most: 63) else { return nil }
        var width = fullWidth
        if parts.count >= 2, parts[parts.count - 2].hasSuffix(".p") {
            guard let partial = number(parts.removeLast(), most: fullWidth - 1), partial > 0 else { return nil }
            width = partial
            parts[parts.count - 1].removeLast(2)
        }
        guard let index = index(of: parts), let tile = Tile(level: level, index: index, width: width) else {
            return nil
        }
        return (tile, isEntries)
    }

    private static func path(of index: Int, _ width: Int) -> String {
        var parts: [String] = []
        var rest = index
        repeat {
            let digits = "\(rest % 1_000)"
            parts.append(String(repeating: "0", count: 3 - digits.count) + digits)
            rest /= 1_000
        } while rest > 0
        let suffix = width == fullWidth ? "" : ".p/\(width)"
        return (parts.dropFirst().reversed().map { "x" + $0 } + [parts[0]]).joined(separator: "/") + suffix
    }

    private static func index(of parts: [String]) -> Int? {
        guard !parts.isEmpty, parts.count <= 5 else { return nil }
        var index = 0
        for (place, part) in parts.enumerated() {
            let isLast = place == parts.count - 1
            guard isLast || part.hasPrefix("x") else { return nil }
            let digits = isLast ? part[...] : part.dropFirst()
            guard digits.utf8.count == 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let value = Int(digits)
            else { return nil }
            // One spelling for each number.
            if place == 0, parts.count > 1, value == 0 { return nil }
            index = index * 1_000 + value
        }
        return index
    }

    private static func number(_ text: String, most: Int) -> Int? {
        guard let value = Int(text), "\(value)" == text, (0...most).contains(value) else { return nil }
        return value
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Where a tree's tiles come from: the records, files, another machine.
public protocol TileSource {
    /// Why a tile could not be had.
    associatedtype Failure: Error

    /// The hashes of a tile.
    ///
    /// - Parameter tile: any that the tree has.
    /// - Returns: 32 bytes for each of its width; or fewer, and then the tree says which tile it was.
    /// - Throws: what kept it from being read.
    func hashes(of tile: Tile) throws(Failure) -> [UInt8]
}

/// A log's tree at one size, read from tiles as they are needed.
///
/// - SeeAlso: RFC 6962 2.1; C2SP tlog-tiles.
public struct MerkleTree<Source: TileSource> {
    /// Why a tree says nothing.
    public enum Failure: Error {
        /// What kept the source from being read.
        case source(Source.Failure)
        /// A tile is not there, or not of its width.
        case tile(Tile)
    }

    /// How many entries it has.
    public let size: Int
    private let source: Source
    private var tiles: [Tile: [UInt8]] = [:]

    /// A tree over a source of tiles.
    public init(size: Int, tiles source: Source) {
        self.size = max(0, size)
        self.source = source
    }

    /// The hash over all entries; 32 bytes.
    public mutating func root() throws(Failure) -> [UInt8] {
        try hash(of: 0..<size)
    }

    /// Shows that an entry is in the tree.
    ///
    /// - Parameter index: the entry's, from 0, below ``size``.
    /// - Returns: the hashes from the leaf's neighbour up to the root's child; none where there is no such entry.
    /// - Throws: ``Failure``.
    /// - SeeAlso: RFC 6962 2.1.1.
    public mutating func inclusionProof(of index: Int) throws(Failure) -> [[UInt8]] {
        guard (0..<size).contains(index) else { return [] }
        var proof: [[UInt8]] = []
        var range = 0..<size
        // From the root down; the format wants it from the leaf up.
        while range.count > 1 {
            let middle = range.lowerBound + Self.split(range.count)
            if index < middle {
                proof.append(try hash(of: middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                proof.append(try hash(of: range.lowerBound..<middle))
                range = middle..<range.upperBound
            }
        }
        return proof.reversed()
    }

    /// Shows that the tree begins with the one it was at a smaller size.
    ///
    /// - Parameter smaller: that size; 1 to ``size``.
    /// - Returns: the hashes; none between equal sizes, and for what is no smaller size.
    /// - Throws: ``Failure``.
    /// - SeeAlso: RFC 6962 2.1.2.
    public mutating func consistencyProof(from smaller: Int) throws(Failure) -> [[UInt8]] {
        guard (1..<max(1, size)).contains(smaller) else { return [] }
        var proof: [[UInt8]] = []
        var range = 0..<size
        var isWhole = true
        while smaller < range.upperBound {
            let middle = range.lowerBound + Self.split(range.count)
            if smaller <= middle {
                proof.append(try hash(of: middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                proof.append(try hash(of: range.lowerBound..<middle))
                range = middle..<range.upperBound
                isWhole = false
            }
        }
        if !isWhole { proof.append(try hash(of: range)) }
        return proof.reversed()
    }

    /// `MTH(D[range])`.
    private mutating func hash(of range: Range<Int>) throws(Failure) -> [UInt8] {
        guard range.count > 1 || size > 0 else { return MerkleHash.empty }
        if range.count.nonzeroBitCount == 1, range.lowerBound % range.count == 0 {
            return try hash(ofComplete: range)
        }
        let middle = range.lowerBound + Self.split(range.count)
        let left = try hash(of: range.lowerBound..<middle)
        return MerkleHash.node(left, try hash(of: middle..<range.upperBound))
    }

    /// A subtree that a power of two of entries fills lies in one tile.
    private mutating func hash(ofComplete range: Range<Int>) throws(Failure) -> [UInt8] {
        let level = range.count.trailingZeroBitCount / 8
        let (first, count) = (range.lowerBound >> (8 * level), range.count >> (8 * level))
        guard let tile = Tile(level: level, index: first / Tile.fullWidth, treeSize: size) else {
            return MerkleHash.empty
        }
        let hashes = try self.hashes(of: tile)
        let start = first % Tile.fullWidth * 32
        guard hashes.count == tile.width * 32, start + count * 32 <= hashes.count else { throw .tile(tile) }
        return MerkleHash.fold(hashes[start..<start + count * 32])
    }

    private mutating func hashes(of tile: Tile) throws(Failure) -> [UInt8] {
        if let known = tiles[tile] { return known }
        let hashes: [UInt8]
        do throws(Source.Failure) {
            hashes = try source.hashes(of: tile)
        } catch {
            throw .source(error)
        }
        tiles[tile] = hashes
        return hashes
    }

    /// The largest power of two below a number that is at least 2.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}

// SPDX-License-Identifier: Apache-2.0
import Database
import Transparency

/// The log's tiles from one state of the records.
struct AuditTiles: TileSource {
    let reading: Reading<RecordsError>

    func hashes(of tile: Tile) throws(RecordsError) -> [UInt8] {
        let first = tile.index * Tile.fullWidth
        let range: [DatabaseValue] = [.integer(Int64(first)), .integer(Int64(first + tile.width))]
        let sql =
            tile.level == 0
            ? "SELECT leaf FROM audit WHERE sequence >= ? AND sequence < ? ORDER BY sequence"
            : "SELECT hash FROM audit_nodes WHERE number >= ? AND number < ? AND level = \(tile.level) ORDER BY number"
        var bytes: [UInt8] = []
        bytes.reserveCapacity(tile.width * 32)
        try reading.forEach(sql, range) { row throws(RecordsError) in try row.appendBlob(0, to: &bytes) }
        return bytes
    }
}

/// The log's tree at a size, from one state of the records.
struct AuditTree {
    private var tree: MerkleTree<AuditTiles>

    init(size: Int, _ reading: Reading<RecordsError>) {
        tree = MerkleTree(size: size, tiles: AuditTiles(reading: reading))
    }

    mutating func root() throws(RecordsError) -> [UInt8] {
        do throws(MerkleTree<AuditTiles>.Failure) { return try tree.root() } catch { throw Self.told(error) }
    }

    mutating func inclusionProof(of index: Int) throws(RecordsError) -> [[UInt8]] {
        do throws(MerkleTree<AuditTiles>.Failure) {
            return try tree.inclusionProof(of: index)
        } catch {
            throw Self.told(error)
        }
    }

    mutating func consistencyProof(from smaller: Int) throws(RecordsError) -> [[UInt8]] {
        do throws(MerkleTree<AuditTiles>.Failure) {
            return try tree.consistencyProof(from: smaller)
        } catch {
            throw Self.told(error)
        }
    }

    private static func told(_ failure: MerkleTree<AuditTiles>.Failure) -> RecordsError {
        switch failure {
        case .source(let error): error
        case .tile(let tile):
            .damaged(table: tile.level == 0 ? "audit" : "audit_nodes", column: tile.level == 0 ? "leaf" : "hash")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Little-endian numbers at places of a file; a place outside it is an error, never a trap.
struct LittleFields {
    private let file: [UInt8]

    init(_ file: [UInt8]) {
        self.file = file
    }

    func bytes(_ offset: Int, _ count: Int) throws(ContainersError) -> ArraySlice<UInt8> {
        guard offset >= 0, count >= 0, offset <= file.count, count <= file.count - offset else {
            throw .truncated(offset: file.count, needed: count)
        }
        return file[offset..<offset + count]
    }

    func short(_ offset: Int) throws(ContainersError) -> UInt16 {
        try bytes(offset, 2).reversed().reduce(0) { $0 << 8 | UInt16($1) }
    }

    func long(_ offset: Int) throws(ContainersError) -> UInt32 {
        try bytes(offset, 4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    func require(_ name: String, _ offset: Int, _ allowed: UInt16) throws(ContainersError) {
        let seen = try short(offset)
        guard seen == allowed else {
            throw .field(name: name, offset: offset, seen: UInt64(seen), allowed: UInt64(allowed))
        }
    }
}

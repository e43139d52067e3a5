// SPDX-License-Identifier: Apache-2.0

/// A hash table of entry numbers: open addressing, 4 bytes a slot, at most two thirds full.
struct HashSlots: Sendable {
    /// 0 is free; otherwise the entry's number and one.
    private var slots: [UInt32]
    private let mask: Int

    init(capacity: Int) {
        var size = 16
        while size < capacity + capacity / 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        mask = size - 1
    }

    mutating func insert(_ entry: Int, hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(clamping: entry + 1)
    }

    /// The first entry of this hash that is the one looked for.
    func first(hash: UInt64, where matches: (Int) -> Bool) -> Int? {
        var slot = Int(truncatingIfNeeded: hash) & mask
        // Ends: at least a third of the slots are free.
        while slots[slot] != 0 {
            let entry = Int(slots[slot]) - 1
            if matches(entry) { return entry }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// FNV-1a, finished as SplitMix64 is, since the mask takes the low bits only.
    ///
    /// What is hashed are SHA-256 values and random serial numbers of the house's own making: whoever
    /// asks can choose what is looked for, and not what is in the table.
    static func hash(_ bytes: ArraySlice<UInt8>, _ authority: UInt16) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(authority)
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
        return hash ^ (hash >> 31)
    }

    /// The first eight bytes of a digest, which are as good a hash as any.
    static func hash(uniform digest: ArraySlice<UInt8>) -> UInt64 {
        digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

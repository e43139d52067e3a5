// SPDX-License-Identifier: Apache-2.0

/// The values of a statement as libpq takes them: binary, one after another.
struct PostgreSQLValues {
    /// All values' bytes; never empty, so that each has an address.
    private(set) var bytes: [UInt8] = [0]
    /// Where each begins and how long it is; nil for nothing.
    private(set) var places: [Range<Int>?] = []
    /// Their types, by number; 0 leaves it to the server, which knows the column.
    private(set) var types: [UInt32] = []

    init(_ arguments: [DatabaseValue]) {
        places.reserveCapacity(arguments.count)
        types.reserveCapacity(arguments.count)
        for argument in arguments { add(argument) }
    }

    private mutating func add(_ argument: DatabaseValue) {
        let start = bytes.count
        switch argument {
        case .null:
            places.append(nil)
            types.append(0)
            return
        case .integer(let number):
            add(bits: UInt64(bitPattern: number))
            types.append(20)
        case .real(let number):
            add(bits: number.bitPattern)
            types.append(701)
        case .text(let text):
            bytes.append(contentsOf: text.utf8)
            types.append(25)
        case .blob(let blob):
            bytes.append(contentsOf: blob)
            types.append(17)
        }
        places.append(start..<bytes.count)
    }

    private mutating func add(bits: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Containers

extension ContainersError {
    /// What it says.
    var statement: Statement {
        switch self {
        case .truncated(let offset, let needed): told("truncated", ["offset": "\(offset)", "needed": "\(needed)"])
        case .unexpectedRecord(let offset, let seen, let allowed):
            told("unexpectedRecord", ["offset": "\(offset)", "seen": Self.hex(seen), "allowed": Self.hex(allowed)])
        case .strayBytes(let offset, let count): told("strayBytes", ["offset": "\(offset)", "count": "\(count)"])
        case .field(let name, let offset, let seen, let allowed):
            told("field", ["name": name, "offset": "\(offset)", "seen": "\(seen)", "allowed": "\(allowed)"])
        case .headersDiffer(let name, let field): told("headersDiffer", ["name": name, "field": field])
        case .name(let seen, let offset): told("name", ["seen": seen.debugDescription, "offset": "\(offset)"])
        case .repeatedName(let name): told("repeatedName", ["name": name])
        case .checksum(let name, let seen, let allowed):
            told("checksum", ["name": name, "seen": Self.hex(seen), "allowed": Self.hex(allowed)])
        case .tooLarge(let field, let seen, let allowed):
            told("tooLarge", ["field": field, "seen": "\(seen)", "allowed": "\(allowed)"])
        }
    }

    private static func hex(_ value: UInt32) -> String { String(value, radix: 16) }

    private func told(_ name: String, _ facts: [String: String]) -> Statement {
        Statement("problem.containers.\(name)", facts)
    }
}

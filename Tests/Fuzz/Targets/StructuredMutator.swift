// SPDX-License-Identifier: Apache-2.0

/// Makes other values out of nested X.690 values, with lengths that fit: what a mutator of bytes hardly ever does.
///
/// Values are taken apart loosely: an OCTET STRING that holds values is opened too.
public enum StructuredMutator {
    private indirect enum Value {
        case primitive(UInt8, [UInt8])
        case constructed(UInt8, [Value], isIndefinite: Bool)

        var size: Int {
            switch self {
            case .primitive: 1
            case .constructed(_, let inside, _): 1 + inside.reduce(0) { $0 + $1.size }
            }
        }
    }

    /// Changes one to three places.
    ///
    /// - Parameters:
    ///   - bytes: any; those that are no values at all come back as they are.
    ///   - limit: the most bytes to give back.
    ///   - random: where the choices come from.
    /// - Returns: other bytes.
    public static func mutate(
        _ bytes: [UInt8], limit: Int, using random: inout some RandomNumberGenerator
    ) -> [UInt8] {
        guard var values = parse(bytes[...], depth: 0) else { return bytes }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let count = values.reduce(0) { $0 + $1.size }
            guard count > 0 else { break }
            var target = Int.random(in: 0..<count, using: &random)
            let donor = pick(values, Int.random(in: 0..<count, using: &random))
            values = change(values, &target, donor, &random)
        }
        let changed = values.flatMap(encode)
        return changed.count <= limit ? changed : bytes
    }

    private static func change(
        _ values: [Value], _ target: inout Int, _ donor: Value, _ random: inout some RandomNumberGenerator
    ) -> [Value] {
        var changed: [Value] = []
        for value in values {
            defer { target -= 1 }
            guard target != 0 else {
                changed += replacements(of: value, donor, &random)
                continue
            }
            guard case .constructed(let tag, let inside, let isIndefinite) = value, target > 0, target < value.size
            else {
                target -= value.size - 1
                changed.append(value)
                continue
            }
            target -= 1
            changed.append(.constructed(tag, change(inside, &target, donor, &random), isIndefinite: isIndefinite))
        }
        return changed
    }

    private static func replacements(
        of value: Value, _ donor: Value, _ random: inout some RandomNumberGenerator
    ) -> [Value] {
        switch Int.random(in: 0..<9, using: &random) {
        case 0: return []
        case 1: return [value, value]
        case 2: return [donor]
        case 3: return [donor, value]
        case 4: return [.constructed(0x30, [value], isIndefinite: Bool.random(using: &random))]
        case 5: return [retagged(value, UInt8.random(in: 0...255, using: &random))]
        case 6:
            guard case .constructed(let tag, let inside, let isIndefinite) = value else { break }
            return Bool.random(using: &random)
                ? [.constructed(tag, inside.shuffled(using: &random), isIndefinite: isIndefinite)]
                : [.constructed(tag, inside, isIndefinite: !isIndefinite)]
        default: break
        }
        guard case .primitive(let tag, var content) = value else { return [value] }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: content.append(UInt8.random(in: 0...255, using: &random))
        case 1: content = Array(content.dropLast())
        case 2: content.insert([0, 0x7f, 0x80, 0xff].randomElement(using: &random) ?? 0, at: 0)
        default:
            if let at = content.indices.randomElement(using: &random) {
                content[at] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
        }
        return [.primitive(tag, content)]
    }

    private static func retagged(_ value: Value, _ tag: UInt8) -> Value {
        switch value {
        case .primitive(_, let content): .primitive(tag & 0xdf, content)
        case .constructed(_, let inside, let isIndefinite): .constructed(tag | 0x20, inside, isIndefinite: isIndefinite)
        }
    }

    private static func pick(_ values: [Value], _ index: Int) -> Value {
        var index = index
        for value in values {
            if index == 0 { return value }
            if index < value.size, case .constructed(_, let inside, _) = value { return pick(inside, index - 1) }
            index -= value.size
        }
        return .primitive(0x05, [])
    }

    private static func parse(_ bytes: ArraySlice<UInt8>, depth: Int) -> [Value]? {
        guard depth < 40 else { return nil }
        var (values, at) = ([Value](), bytes.startIndex)
        while at < bytes.endIndex {
            guard at + 1 < bytes.endIndex else { return nil }
            let tag = bytes[at]
            var length = Int(bytes[at + 1])
            at += 2
            if length > 0x80 {
                let octets = length - 0x80
                guard octets <= 3, at + octets <= bytes.endIndex else { return nil }
                length = bytes[at..<at + octets].reduce(0) { $0 << 8 | Int($1) }
                at += octets
            }
            guard length != 0x80 || at > bytes.startIndex + 1, at + length <= bytes.endIndex else { return nil }
            let content = bytes[at..<at + length]
            at += length
            if tag & 0x20 != 0, let inside = parse(content, depth: depth + 1) {
                values.append(.constructed(tag, inside, isIndefinite: false))
            } else if tag == 0x04, length > 1, let inside = parse(content, depth: depth + 1) {
                values.append(.constructed(tag, inside, isIndefinite: false))
            } else {
                values.append(.primitive(tag, Array(content)))
            }
        }
        return values
    }

    private static func encode(_ value: Value) -> [UInt8] {
        let (tag, content): (UInt8, [UInt8])
        switch value {
        case .primitive(let own, let bytes): (tag, content) = (own, bytes)
        case .constructed(let own, let inside, let isIndefinite):
            let bytes = inside.flatMap(encode)
            if isIndefinite, own & 0x20 != 0 { return [own, 0x80] + bytes + [0, 0] }
            (tag, content) = (own, bytes)
        }
        if content.count < 0x80 { return [tag, UInt8(content.count)] + content }
        let octets = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: content.count >> $0) }
            .drop { $0 == 0 }
        return [tag, 0x80 | UInt8(octets.count)] + octets + content
    }
}

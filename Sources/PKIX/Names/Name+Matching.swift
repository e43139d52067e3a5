// SPDX-License-Identifier: Apache-2.0
import DER

extension Name {
    /// Whether two names are the same after string preparation.
    ///
    /// Letter case, needless spaces and the string type do not count; attribute types, the order of relative
    /// distinguished names and everything else do. Names with equal bytes, the usual case, cost one comparison.
    ///
    /// - Parameter other: the name to compare with.
    /// - Returns: whether they match.
    /// - SeeAlso: RFC 5280 7.1.
    public func matches(_ other: Name) -> Bool {
        if encodedSlice == other.encodedSlice { return true }
        return relativeDistinguishedNames.count == other.relativeDistinguishedNames.count && isWithin(subtree: other)
    }

    /// Whether this name is the given one or stands below it.
    ///
    /// - Parameter subtree: the base of the subtree; the empty name holds every name.
    /// - Returns: whether the subtree's relative distinguished names begin this name.
    /// - SeeAlso: RFC 5280 4.2.1.10 and 7.1.
    public func isWithin(subtree: Name) -> Bool {
        guard relativeDistinguishedNames.count >= subtree.relativeDistinguishedNames.count else { return false }
        return zip(relativeDistinguishedNames, subtree.relativeDistinguishedNames).allSatisfy { mine, theirs in
            Self.match(mine, theirs)
        }
    }

    /// A form in which matching names, and only they, are equal bytes.
    ///
    /// For dictionaries and indexes. Worked out at each call, in time linear in the name's length: keep it.
    /// The key of a subtree's base begins the keys of all names within the subtree.
    public var matchKey: [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(encodedSlice.count + 16 * relativeDistinguishedNames.count)
        for attributes in relativeDistinguishedNames {
            let parts = attributes.map { $0.matchKey }.sorted { $0.lexicographicallyPrecedes($1) }
            // Counted lengths make the key of each relative distinguished name end where it says.
            Self.append(length: parts.reduce(0) { $0 + $1.count }, to: &key)
            for part in parts { key.append(contentsOf: part) }
        }
        return key
    }

    private static func match(_ left: [AttributeTypeAndValue], _ right: [AttributeTypeAndValue]) -> Bool {
        guard left.count == right.count else { return false }
        if left.count == 1, let first = left.first, let second = right.first { return first.matches(second) }
        // A multi-valued name's DER order follows its encoding, which the string type is part of.
        let keys = right.map { $0.matchKey }.sorted { $0.lexicographicallyPrecedes($1) }
        return left.map { $0.matchKey }.sorted { $0.lexicographicallyPrecedes($1) } == keys
    }

    static func append(length: Int, to key: inout [UInt8]) {
        for shift in stride(from: 24, through: 0, by: -8) {
            key.append(UInt8(truncatingIfNeeded: length >> shift))
        }
    }
}

extension AttributeTypeAndValue {
    /// Whether two attributes are of one type and equal after string preparation.
    ///
    /// - Parameter other: the attribute to compare with.
    /// - Returns: whether they match; values that are no text match when their bytes do.
    public func matches(_ other: AttributeTypeAndValue) -> Bool {
        guard type == other.type else { return false }
        if valueTag == other.valueTag, valueContent == other.valueContent { return true }
        return preparedValue == other.preparedValue
    }

    /// Type, kind and prepared value, each with its length, so that no two different attributes share a key.
    var matchKey: [UInt8] {
        let value = preparedValue
        var key: [UInt8] = [UInt8(truncatingIfNeeded: type.contentBytes.count)]
        key.append(contentsOf: type.contentBytes)
        Name.append(length: value.count, to: &key)
        key.append(contentsOf: value)
        return key
    }

    /// The prepared text after a zero byte, or the tag and content of a value that is no text.
    private var preparedValue: [UInt8] {
        switch valueTag {
        case .utf8String, .printableString, .ia5String, .numericString, .visibleString:
            return [0] + StringPreparation.prepare(utf8: valueContent)
        default:
            guard let text = string else { return [valueTag.octet] + valueContent }
            return [0] + StringPreparation.prepare(utf8: Array(text.utf8)[...])
        }
    }
}

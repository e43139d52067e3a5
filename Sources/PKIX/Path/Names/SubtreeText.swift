// SPDX-License-Identifier: Apache-2.0

/// Mailboxes, hosts, URIs and addresses against the subtrees of name constraints.
///
/// Works on bytes: two Swift strings are equal when they look alike, and these must not be.
///
/// - SeeAlso: RFC 5280 4.2.1.10.
enum SubtreeText {
    /// `a@b.example` against a mailbox, all mailboxes of a host (`b.example`) or of the hosts below (`.b.example`).
    static func mailbox(_ name: String, isWithin base: String) -> SubtreeMatch {
        let name = Array(name.utf8)
        let base = Array(base.utf8)
        guard let at = name.lastIndex(of: UInt8(ascii: "@")), at > 0, at + 1 < name.count else { return .cannotTell }
        let host = lowercased(name[(at + 1)...])
        if let baseAt = base.lastIndex(of: UInt8(ascii: "@")) {
            // Local parts are compared with their case: RFC 5280 7.5.
            let isSame = name[..<at] == base[..<baseAt] && host == lowercased(base[(baseAt + 1)...])
            return isSame ? .within : .outside
        }
        let wanted = lowercased(base[...])
        if wanted.isEmpty { return .within }
        if wanted.first == dot { return host.count > wanted.count && ends(host, with: wanted) ? .within : .outside }
        return host == wanted ? .within : .outside
    }

    /// A host against a domain: the domain itself, or with labels added on the left.
    ///
    /// A leading dot in the base, which RFC 5280 does not define for hosts, asks for a label at least, as it does for
    /// URIs. A wildcard name covers hosts it does not spell out, so it is within an excluded subtree when any of them
    /// could be.
    static func host(_ name: String, isWithin base: String, excluding: Bool) -> SubtreeMatch {
        let name = lowercased(name)
        let base = lowercased(base)
        guard !name.isEmpty else { return .cannotTell }
        if base.isEmpty { return .within }
        if base.first == dot { return name.count > base.count && ends(name, with: base) ? .within : .outside }
        if name == base || ends(name, with: [dot] + base) { return .within }
        if excluding, name.starts(with: [UInt8(ascii: "*"), dot]), ends(base, with: Array(name.dropFirst())) {
            return .within
        }
        return .outside
    }

    /// The host of a URI against a host, or with a leading dot against the hosts below.
    ///
    /// A URI without an authority, or with an address in it, cannot be judged: "the application MUST reject".
    static func uri(_ name: String, isWithin base: String) -> SubtreeMatch {
        guard let host = host(ofURI: Array(name.utf8)), !host.isEmpty else { return .cannotTell }
        let wanted = lowercased(base)
        if wanted.isEmpty { return .within }
        if wanted.first == dot { return host.count > wanted.count && ends(host, with: wanted) ? .within : .outside }
        return host == wanted ? .within : .outside
    }

    /// An address against an address and a mask of the same family.
    static func address(_ name: [UInt8], isWithin base: [UInt8]) -> SubtreeMatch {
        guard name.count == 4 || name.count == 16, base.count == 8 || base.count == 32 else { return .cannotTell }
        guard base.count == 2 * name.count else { return .outside }
        let wanted = base.prefix(name.count)
        let mask = base.suffix(name.count)
        let isWithin = zip(name, zip(wanted, mask)).allSatisfy { octet, pair in octet & pair.1 == pair.0 & pair.1 }
        return isWithin ? .within : .outside
    }

    static func lowercased(_ text: String) -> [UInt8] { lowercased(Array(text.utf8)[...]) }

    private static func ends(_ text: [UInt8], with end: [UInt8]) -> Bool {
        text.suffix(end.count) == end[...]
    }

    private static let dot = UInt8(ascii: ".")

    private static func lowercased(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    }

    /// `scheme://user@host:port/…`, RFC 3986 3.2; `nil` without an authority or when the host is an address.
    private static func host(ofURI uri: [UInt8]) -> [UInt8]? {
        guard let colon = uri.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let rest = uri[(colon + 1)...]
        guard rest.starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")]) else { return nil }
        let ends: Set<UInt8> = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")]
        var authority = rest.dropFirst(2).prefix { !ends.contains($0) }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(at + 1)...] }
        guard authority.first != UInt8(ascii: "[") else { return nil }
        let host = authority.prefix { $0 != UInt8(ascii: ":") }
        let isAddress = host.allSatisfy { (0x30...0x39).contains($0) || $0 == dot }
        return isAddress ? nil : lowercased(host)
    }
}

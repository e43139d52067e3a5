// SPDX-License-Identifier: Apache-2.0

/// The proxies in front of the server, and the field in which they name the client.
///
/// A client can send either field itself, and a proxy passes on the one that it does not write: so it is one field
/// that is believed, from these addresses only, and read from its end.
public struct TrustedProxies: Sendable, Hashable {
    /// A field that names the client.
    public enum Field: Sendable, Hashable {
        /// `Forwarded`, RFC 7239.
        case forwarded
        /// `X-Forwarded-For`, by custom: addresses with commas between.
        case xForwardedFor
    }

    /// Where the proxies are.
    public var ranges: [AddressRange]

    /// The field that every one of them writes.
    public var field: Field

    /// Names the proxies.
    ///
    /// - Parameters:
    ///   - ranges: where they are.
    ///   - field: the field that every one of them writes.
    public init(ranges: [AddressRange], field: Field) {
        self.ranges = ranges
        self.field = field
    }

    /// Whether a connection from `address` is from one of them.
    func include(_ address: IPAddress) -> Bool {
        ranges.contains { $0.contains(address) }
    }

    /// The client's address: the last one named that is no proxy's.
    ///
    /// - Returns: nil if no such address is named, or the list's end is not an address.
    package func client(namedBy headers: Headers) -> IPAddress? {
        let named =
            switch field {
            case .forwarded: headers.values("Forwarded").flatMap(TrustedProxies.forwardedFor)
            case .xForwardedFor: headers.values("X-Forwarded-For").flatMap { $0.split(separator: ",").map(String.init) }
            }
        for text in named.reversed() {
            guard let address = IPAddress(withPort: text.filter { $0 != " " && $0 != "\t" }) else { return nil }
            if !include(address) { return address }
        }
        return nil
    }

    /// The `for` of each element of a `Forwarded` value, in order; empty where an element has none.
    private static func forwardedFor(_ value: String) -> [String] {
        // No address holds a comma or semicolon, so cutting inside quotes can only spoil an element, not forge one:
        // the elements that our own proxy appended come after it.
        value.split(separator: ",").map { element in
            for pair in element.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\t" } }
                if parts.count == 2, parts[0].isEqualIgnoringCase(to: "for") {
                    return parts[1].filter { $0 != "\"" }
                }
            }
            return ""
        }
    }
}

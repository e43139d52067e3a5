// SPDX-License-Identifier: Apache-2.0

/// The addresses that certificates point to: lists, issuers' certificates, status responders.
enum WebAddress {
    /// What ``isWellFormed(_:)`` asks for.
    static let allowed = "http or https, a host, a path in RFC 3986's characters"

    /// Whether an address can be fetched as it stands.
    ///
    /// - Parameters:
    ///   - address: the text of the URI.
    ///   - plain: whether it must be plain HTTP: whoever fetches a list to judge a TLS certificate must not need TLS
    ///     for it (RFC 5280 8).
    /// - Returns: whether it has the parts that ``allowed`` names, and no user name, fragment or template left open.
    /// - SeeAlso: RFC 3986 3; RFC 5280 4.2.1.13 and 4.2.2.1.
    static func isWellFormed(_ address: String, plain: Bool = false) -> Bool {
        let schemes = plain ? ["http://"] : ["http://", "https://"]
        guard let scheme = schemes.first(where: { address.hasPrefix($0) }) else { return false }
        let rest = address.utf8.dropFirst(scheme.utf8.count)
        guard rest.allSatisfy(isURICharacter), address.utf8.count <= 2_000 else { return false }
        let authority = rest.prefix { $0 != UInt8(ascii: "/") }
        guard let first = authority.first, isLetterOrDigit(first) || first == UInt8(ascii: "[") else { return false }
        // User names and fragments have no meaning to a fetcher of lists; a template that was not filled in has braces.
        return !authority.contains(UInt8(ascii: "@")) && !rest.contains(UInt8(ascii: "#"))
    }

    private static func isURICharacter(_ octet: UInt8) -> Bool {
        isLetterOrDigit(octet) || "-._~:/?[]@!$&'()*+,;=%#".utf8.contains(octet)
    }

    private static func isLetterOrDigit(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: false
        }
    }
}

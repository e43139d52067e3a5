// SPDX-License-Identifier: Apache-2.0

/// Where a request goes: an `http` or `https` URI, cut into what the client needs of it.
///
/// - SeeAlso: RFC 9110 4.2; RFC 3986 3.
struct ClientURL {
    let isSecure: Bool
    /// Name or address, without brackets.
    let host: String
    let port: Int
    /// Host and port as they stand in the URI.
    let authority: String
    /// Path and query.
    let target: String

    /// A server that is no web server.
    init?(host: String, port: Int) {
        guard (1...65_535).contains(port), HostSyntax.isHostAndPort(Array(host.utf8)[...]) else { return nil }
        isSecure = false
        self.host = host.filter { $0 != "[" && $0 != "]" }
        self.port = port
        authority = host
        target = ""
    }

    /// Reads a URI; nil if it is none, or has a user's name or a fragment.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        let isSecure = text.hasPrefix("https://")
        guard isSecure || text.hasPrefix("http://") else { return nil }
        let start = isSecure ? 8 : 7
        let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? bytes.count
        let authority = bytes[start..<end]
        guard HostSyntax.isHostAndPort(authority) else { return nil }
        let target =
            bytes[end...].first == UInt8(ascii: "/") ? Array(bytes[end...]) : [UInt8(ascii: "/")] + bytes[end...]
        var at = 0
        guard (try? RequestTarget(target + [.space], from: &at, method: "GET")) != nil, at == target.count + 1 else {
            return nil
        }
        let portStart = authority.lastIndex(of: UInt8(ascii: ":")).flatMap { colon in
            // A colon inside of brackets is the address's own.
            authority[colon...].contains(UInt8(ascii: "]")) ? nil : colon
        }
        let host = authority[..<(portStart ?? end)].filter { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
        let digits = portStart.map { String(decoding: authority[($0 + 1)...], as: UTF8.self) } ?? ""
        guard let port = digits.isEmpty ? (isSecure ? 443 : 80) : Int(digits), (1...65_535).contains(port) else {
            return nil
        }
        self.isSecure = isSecure
        self.host = String(decoding: host, as: UTF8.self)
        self.port = port
        self.authority = String(decoding: authority, as: UTF8.self)
        self.target = String(decoding: target, as: UTF8.self)
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What `Host` may hold.
enum HostSyntax {
    /// Whether the bytes are `uri-host [ ":" port ]` with a host that is not empty.
    ///
    /// - SeeAlso: RFC 9110 7.2; RFC 3986 3.2.2.
    static func isHostAndPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        let portStart: Int
        if bytes.first == UInt8(ascii: "[") {
            guard let close = bytes.firstIndex(of: UInt8(ascii: "]")), close > bytes.startIndex + 1 else {
                return false
            }
            let literal = bytes[(bytes.startIndex + 1)..<close]
            // An IPv6 address, with the dots of an embedded IPv4 one. IPvFuture has no user.
            guard
                literal.allSatisfy({
                    $0.hexDigitValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
                })
            else { return false }
            portStart = close + 1
        } else {
            portStart = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
            guard portStart > bytes.startIndex,
                bytes[..<portStart].allSatisfy({ CharacterTable.registeredName.contains($0) })
            else { return false }
        }
        guard portStart < bytes.endIndex else { return true }
        guard bytes[portStart] == UInt8(ascii: ":") else { return false }
        let port = bytes[(portStart + 1)...]
        return port.count <= 5 && port.allSatisfy(\.isDigit)
    }
}

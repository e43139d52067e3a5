// SPDX-License-Identifier: Apache-2.0

import CLinux
import Glibc

/// An IP address.
///
/// An IPv4 address in IPv6 clothes (`::ffff:192.0.2.1`) is the IPv4 address.
package struct IPAddress: Hashable, Sendable {
    /// 4 or 16 bytes.
    let bytes: [UInt8]

    /// Takes in the bytes of an address.
    ///
    /// - Parameter bytes: 4 or 16.
    init(bytes: [UInt8]) {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        self.bytes = bytes.count == 16 && bytes.starts(with: mapped) ? Array(bytes[12...]) : bytes
    }

    /// Reads an address as text.
    init?(_ text: String) {
        var four = in_addr()
        if unsafe inet_pton(AF_INET, text, &four) == 1 {
            self.init(bytes: unsafe withUnsafeBytes(of: four) { unsafe Array($0) })
            return
        }
        var sixteen = in6_addr()
        guard unsafe inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
        self.init(bytes: unsafe withUnsafeBytes(of: sixteen) { unsafe Array($0) })
    }

    /// Reads an address that may have a port: `192.0.2.1:80`, `[2001:db8::1]:80`, `[2001:db8::1]`.
    init?(withPort text: String) {
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else { return nil }
            self.init(String(text[text.index(after: text.startIndex)..<close]))
        } else if text.filter({ $0 == ":" }).count == 1 {
            self.init(String(text.prefix { $0 != ":" }))
        } else {
            self.init(text)
        }
    }

    /// Reads the address of a socket.
    init?(_ storage: sockaddr_storage) {
        switch Int32(storage.ss_family) {
        case AF_INET:
            let address = unsafe withUnsafeBytes(of: storage) { unsafe $0.loadUnaligned(as: sockaddr_in.self) }
            self.init(bytes: unsafe withUnsafeBytes(of: address.sin_addr) { unsafe Array($0) })
        case AF_INET6:
            let address = unsafe withUnsafeBytes(of: storage) { unsafe $0.loadUnaligned(as: sockaddr_in6.self) }
            self.init(bytes: unsafe withUnsafeBytes(of: address.sin6_addr) { unsafe Array($0) })
        default:
            return nil
        }
    }

    /// What one subscriber of a network has: an IPv4 address, or the /64 of an IPv6 one.
    var neighbourhood: IPAddress {
        bytes.count == 16 ? IPAddress(bytes: bytes[..<8] + [0, 0, 0, 0, 0, 0, 0, 0]) : self
    }

    var text: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard unsafe inet_ntop(family, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

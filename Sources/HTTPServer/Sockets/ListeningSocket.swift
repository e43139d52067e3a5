// SPDX-License-Identifier: Apache-2.0

import CLinux
import Glibc

/// A socket that connections come in by; closed with its last reference.
final class ListeningSocket: Sendable {
    let descriptor: Int32

    /// The port it listens on.
    let port: UInt16

    /// Opens one socket for each of `count` loops, all on one address and port.
    ///
    /// Linux spreads connections over them (SO_REUSEPORT). That option would also let a second server of the same
    /// user take the same port without an error, each getting half of the clients; so the first is opened without it.
    static func open(
        address text: String, port: Int, count: Int
    ) throws(HTTPServerError) -> [ListeningSocket] {
        guard let address = IPAddress(text) else { throw .addressInvalid(text) }
        guard let wanted = UInt16(exactly: port) else { throw .portInvalid(port) }
        let first = try ListeningSocket(address, port: wanted, isShared: false)
        guard count > 1 else {
            try first.listen()
            return [first]
        }
        // The probe only binds. Set on it before it is closed, the option lets the others bind beside it,
        // so that nobody else can come between.
        guard Socket.set(SO_REUSEPORT, level: SOL_SOCKET, 1, on: first.descriptor) else {
            throw .system(call: "setsockopt(SO_REUSEPORT)", errno: errno)
        }
        var sockets: [ListeningSocket] = []
        for _ in 0..<count {
            sockets.append(try ListeningSocket(address, port: first.port, isShared: true))
        }
        for socket in sockets { try socket.listen() }
        return withExtendedLifetime(first) { sockets }
    }

    private init(_ address: IPAddress, port: UInt16, isShared: Bool) throws(HTTPServerError) {
        let family = address.bytes.count == 4 ? AF_INET : AF_INET6
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { throw .system(call: "socket", errno: errno) }
        do throws(HTTPServerError) {
            try ListeningSocket.configure(descriptor, family: family, isShared: isShared)
            self.port = try ListeningSocket.bind(descriptor, to: address, port: port)
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Options of the listening socket; connections inherit TCP_NODELAY from it.
    private static func configure(_ descriptor: Int32, family: Int32, isShared: Bool) throws(HTTPServerError) {
        let isSet =
            Socket.set(SO_REUSEADDR, level: SOL_SOCKET, 1, on: descriptor)
            && Socket.set(TCP_NODELAY, level: Int32(IPPROTO_TCP), 1, on: descriptor)
            && (!isShared || Socket.set(SO_REUSEPORT, level: SOL_SOCKET, 1, on: descriptor))
            && (family == AF_INET || Socket.set(IPV6_V6ONLY, level: Int32(IPPROTO_IPV6), 0, on: descriptor))
        guard isSet else { throw .system(call: "setsockopt", errno: errno) }
    }

    /// - Returns: the port it was given.
    private static func bind(
        _ descriptor: Int32, to address: IPAddress, port: UInt16
    ) throws(HTTPServerError) -> UInt16 {
        var (storage, length) = Socket.storage(address, port: port)
        let bound = unsafe withUnsafePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.bind(descriptor, $0, length)
            }
        }
        guard bound == 0 else {
            throw errno == EADDRINUSE
                ? .addressInUse(address: address.text, port: Int(port)) : .system(call: "bind", errno: errno)
        }
        let named = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        guard named == 0 else { throw .system(call: "getsockname", errno: errno) }
        // The port lies at the same place in both families.
        return unsafe withUnsafeBytes(of: storage) { unsafe $0.loadUnaligned(as: sockaddr_in.self) }.sin_port.bigEndian
    }

    private func listen() throws(HTTPServerError) {
        guard Glibc.listen(descriptor, 1_024) == 0 else {
            throw errno == EADDRINUSE
                ? .addressInUse(address: "", port: Int(port)) : .system(call: "listen", errno: errno)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// Clients that ask a listener of this machine the same thing over and over, on connections that stay open.
enum LoopbackClients {
    /// How many answers a second come back.
    ///
    /// - Parameters:
    ///   - port: of the listener.
    ///   - message: one whole request.
    ///   - connections: how many clients, a thread each.
    ///   - seconds: how long.
    /// - Returns: answers a second, all clients together.
    /// - Throws: ``CommandFailure`` when no answer came.
    static func rate(port: Int, message: [UInt8], connections: Int, seconds: Double) throws -> Double {
        let counter = Counter()
        let end = DispatchTime.now().uptimeNanoseconds + UInt64(seconds * 1e9)
        let start = DispatchTime.now().uptimeNanoseconds
        Crew.work(connections) { _ in counter.add(ask(port: port, message: message, until: end)) }
        guard counter.total > 0 else { throw CommandFailure(.fault, "cli.fault", ["detail": "no answers"]) }
        return Double(counter.total) / (Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }

    /// A socket to a listener of this machine, for the caller to close; nil where nobody listens.
    ///
    /// - Parameters:
    ///   - port: of the listener.
    ///   - source: the address to come from, in 127.0.0.0/8; the system's choice when nil.
    ///   - timeout: seconds that sending and receiving wait at the most; without end when nil.
    /// - Returns: the socket.
    static func connection(to port: Int, from source: String? = nil, timeout: Int? = nil) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        if let timeout {
            var limit = timeval(tv_sec: timeout, tv_usec: 0)
            let size = socklen_t(MemoryLayout<timeval>.size)
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        }
        let isThere =
            source.map { bound(descriptor, name($0, port: 0)) } ?? true
        guard isThere, connected(descriptor, name("127.0.0.1", port: port)) else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private static func name(_ address: String, port: Int) -> sockaddr_in {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        name.sin_addr.s_addr = unsafe inet_addr(address)
        return name
    }

    private static func connected(_ descriptor: Int32, _ name: sockaddr_in) -> Bool {
        unsafe withUnsafePointer(to: name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func bound(_ descriptor: Int32, _ name: sockaddr_in) -> Bool {
        unsafe withUnsafePointer(to: name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// Sends all of some bytes.
    ///
    /// - Returns: whether the socket took them.
    static func send(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes[sent...].withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// One whole answer; nil if the connection ended before, or the answer is larger than the buffer.
    static func answer(_ descriptor: Int32, _ buffer: inout [UInt8]) -> ArraySlice<UInt8>? {
        receive(descriptor, &buffer).map { buffer[..<$0] }
    }

    private static func ask(port: Int, message: [UInt8], until end: UInt64) -> Int {
        guard let descriptor = connection(to: port) else { return 0 }
        defer { close(descriptor) }
        var count = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while DispatchTime.now().uptimeNanoseconds < end {
            guard send(descriptor, message), receive(descriptor, &buffer) != nil else { break }
            count += 1
        }
        return count
    }

    /// Reads one answer: to the end of its head, and then as much as it says.
    ///
    /// - Returns: how many bytes it is.
    private static func receive(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int? {
        var filled = 0
        while filled < buffer.count {
            let space = buffer.count - filled
            let read = unsafe buffer.withUnsafeMutableBytes {
                unsafe recv(descriptor, $0.baseAddress?.advanced(by: filled), space, 0)
            }
            guard read > 0 else { return nil }
            filled += read
            guard let head = buffer[..<filled].firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
            guard let length = contentLength(buffer[..<head.lowerBound]) else { return nil }
            if filled - head.upperBound >= length { return filled }
        }
        return nil
    }

    private static func contentLength(_ head: ArraySlice<UInt8>) -> Int? {
        let text = String(decoding: head, as: UTF8.self).lowercased()
        guard let field = text.firstRange(of: "content-length: ") else { return nil }
        return Int(text[field.upperBound...].prefix { $0.isNumber })
    }

    private final class Counter: @unchecked Sendable {
        private let lock = NSLock()
        private var count = 0
        func add(_ answers: Int) { lock.withLock { count += answers } }
        var total: Int { lock.withLock { count } }
    }
}

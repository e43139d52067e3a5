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
    static func connection(to port: Int) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private static func ask(port: Int, message: [UInt8], until end: UInt64) -> Int {
        guard let descriptor = connection(to: port) else { return 0 }
        defer { close(descriptor) }
        var count = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while DispatchTime.now().uptimeNanoseconds < end {
            let sent = unsafe message.withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, 0) }
            guard sent == message.count, receive(descriptor, &buffer) else { break }
            count += 1
        }
        return count
    }

    /// Reads one answer: to the end of its head, and then as much as it says.
    private static func receive(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Bool {
        var filled = 0
        while filled < buffer.count {
            let space = buffer.count - filled
            let read = unsafe buffer.withUnsafeMutableBytes {
                unsafe recv(descriptor, $0.baseAddress?.advanced(by: filled), space, 0)
            }
            guard read > 0 else { return false }
            filled += read
            guard let head = buffer[..<filled].firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
            guard let length = contentLength(buffer[..<head.lowerBound]) else { return false }
            if filled - head.upperBound >= length { return true }
        }
        return false
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

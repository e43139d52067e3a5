// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// A client that sends any bytes at all and shows what comes back.
///
/// One thread may send while another receives.
final class RawClient: @unchecked Sendable {
    let descriptor: Int32
    /// What came after the responses that were asked for.
    private(set) var pending: [UInt8] = []
    /// Whether the server let a whole minute pass in silence, without closing.
    private(set) var hasWaitedInVain = false

    init(port: Int, address: String = "127.0.0.1", from own: String? = nil) {
        if address.contains(":") {
            descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = UInt16(port).bigEndian
            inet_pton(AF_INET6, address, &name.sin6_addr)
            RawClient.connect(descriptor, &name)
        } else {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            if let own { RawClient.bind(descriptor, to: own) }
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = UInt16(port).bigEndian
            inet_pton(AF_INET, address, &name.sin_addr)
            RawClient.connect(descriptor, &name)
        }
        var timeout = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    private static func bind(_ descriptor: Int32, to own: String) {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, own, &name.sin_addr)
        withUnsafePointer(to: &name) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func connect<Name>(_ descriptor: Int32, _ name: inout Name) {
        withUnsafePointer(to: &name) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Name>.size))
            }
        }
    }

    deinit { close(descriptor) }

    /// - Returns: whether the socket took it.
    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    /// Says that no more will come.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes within a minute; nil once the server has ended its side or reset the connection.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN { hasWaitedInVain = true }
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Everything until the server closes.
    func receiveAll() -> String {
        var all = pending
        while let bytes = receive() { all += bytes }
        return String(decoding: all, as: UTF8.self)
    }

    /// Everything until `count` whole responses with Content-Length have come, or the server closes.
    func receiveResponses(_ count: Int = 1, toHead: Bool = false) -> [RawResponse] {
        var responses: [RawResponse] = []
        while responses.count < count {
            if let (response, length) = RawResponse.parse(pending, toHead: toHead) {
                responses.append(response)
                pending.removeFirst(length)
                continue
            }
            guard let more = receive() else { break }
            pending += more
        }
        return responses
    }
}

/// A response as a test sees it.
struct RawResponse {
    let status: Int
    let head: String
    let body: String

    func field(_ name: String) -> String? {
        head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }

    static func parse(_ bytes: [UInt8], toHead: Bool) -> (RawResponse, Int)? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let head = String(text[..<end.lowerBound])
        let status = Int(head.dropFirst(9).prefix(3)) ?? 0
        let headLength = head.utf8.count + 4
        let response = RawResponse(status: status, head: head, body: "")
        let length = toHead || status == 100 ? 0 : Int(response.field("Content-Length") ?? "0") ?? 0
        guard bytes.count >= headLength + length else { return nil }
        let body = String(decoding: bytes[headLength..<(headLength + length)], as: UTF8.self)
        return (RawResponse(status: status, head: head, body: body), headLength + length)
    }
}

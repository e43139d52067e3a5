// SPDX-License-Identifier: Apache-2.0

import CLinux
import Glibc

/// A client's connection, plain or TLS, that waits until its deadline and no longer.
@safe
final class ClientConnection {
    private let descriptor: Int32
    private var session: TLSSession?
    private let allowed: Duration
    private let deadline: Int64
    private let scratch: UnsafeMutableRawBufferPointer

    /// Connects, and in TLS makes sure that the server is who it should be.
    ///
    /// - Parameters:
    ///   - location: where to.
    ///   - tls: nil for plain HTTP.
    ///   - allowed: for everything that is done with the connection.
    /// - Throws: why it does not stand.
    init(to location: ClientURL, tls: TLSContext?, allowed: Duration) throws(HTTPClientError) {
        self.allowed = allowed
        deadline = Clock.microseconds + allowed.microseconds
        descriptor = try ClientConnection.connect(to: location, deadline: deadline, allowed: allowed)
        unsafe scratch = .allocate(byteCount: 65_536, alignment: 16)
        session = tls.flatMap { TLSSession($0) }
        if tls != nil { try shakeHands(with: location.host) }
    }

    /// Goes over to TLS on a connection that stands, as STARTTLS does.
    ///
    /// - Throws: why the server is not believed; the connection is of no use then.
    func secure(_ tls: TLSContext, host: String) throws(HTTPClientError) {
        session = TLSSession(tls)
        try shakeHands(with: host)
    }

    deinit {
        close(descriptor)
        unsafe scratch.deallocate()
    }

    /// Sends all of it.
    func send(_ bytes: [UInt8]) throws(HTTPClientError) {
        guard let session else { return try transmit(bytes) }
        guard unsafe bytes.withUnsafeBytes({ unsafe session.write($0) }) else {
            throw .tlsRefused(library: TLSFailure.drainedErrors())
        }
        try sendRecords(session)
    }

    /// Waits for bytes.
    ///
    /// - Returns: nothing once the server has ended its side, in TLS by a goodbye: an answer may not be cut short.
    /// - Throws: when the deadline has passed or the connection is broken.
    func receive() throws(HTTPClientError) -> [UInt8] {
        guard let session else {
            let count = try fill()
            return unsafe Array(scratch[..<count])
        }
        while true {
            switch unsafe session.read(into: scratch) {
            case .bytes(let count): return unsafe Array(scratch[..<count])
            case .ended: return []
            case .failed: throw .tlsRefused(library: TLSFailure.drainedErrors())
            case .wantsMore: try feed(session)
            }
        }
    }

    private func shakeHands(with host: String) throws(HTTPClientError) {
        guard let session, session.expect(host: host) else { throw .tls(.context, library: TLSFailure.drainedErrors()) }
        while true {
            let outcome = session.handshake()
            let words = outcome == .failed ? TLSFailure.drainedErrors() : ""
            try sendRecords(session)
            switch outcome {
            case .done: return
            case .wantsMore: try feed(session)
            case .failed:
                if let problem = session.verificationProblem { throw .serverNotTrusted(problem) }
                throw .tlsRefused(library: words)
            }
        }
    }

    /// Waits for records.
    private func feed(_ session: TLSSession) throws(HTTPClientError) {
        let count = try fill()
        guard count > 0 else { throw .endedEarly }
        unsafe session.receive(UnsafeRawBufferPointer(rebasing: scratch[..<count]))
    }

    private func sendRecords(_ session: TLSSession) throws(HTTPClientError) {
        var records: [UInt8] = []
        session.takeRecords(into: &records)
        try transmit(records)
    }

    private func transmit(_ bytes: [UInt8]) throws(HTTPClientError) {
        var start = 0
        while start < bytes.count {
            let outcome = unsafe bytes.withUnsafeBytes {
                unsafe Socket.send(descriptor, UnsafeRawBufferPointer(rebasing: $0[start...]))
            }
            switch outcome {
            case .bytes(let count): start += count
            case .wouldBlock:
                try ClientConnection.wait(for: POLLOUT, on: descriptor, deadline: deadline, allowed: allowed)
            // The server may have answered early and stopped reading; its answer is still to be had.
            case .ended, .failed: return
            }
        }
    }

    /// Waits for bytes of the network.
    ///
    /// - Returns: how many lie in `scratch`; 0 when the server has ended its side.
    private func fill() throws(HTTPClientError) -> Int {
        while true {
            switch unsafe Socket.receive(descriptor, into: scratch) {
            case .bytes(let count): return count
            case .ended: return 0
            case .failed: throw .system(call: "recv", errno: errno)
            case .wouldBlock:
                try ClientConnection.wait(for: POLLIN, on: descriptor, deadline: deadline, allowed: allowed)
            }
        }
    }
}

// MARK: - Connecting

extension ClientConnection {
    /// Tries each address of the host, in the order the system gives them.
    ///
    /// - Returns: a connected descriptor.
    private static func connect(
        to location: ClientURL, deadline: Int64, allowed: Duration
    ) throws(HTTPClientError) -> Int32 {
        var failure = HTTPClientError.hostUnknown(location.host)
        for address in addresses(of: location.host) {
            do throws(HTTPClientError) {
                return try connect(to: address, location, deadline: deadline, allowed: allowed)
            } catch {
                failure = error
            }
        }
        throw failure
    }

    private static func addresses(of host: String) -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var next = unsafe list
        while let entry = unsafe next {
            var storage = sockaddr_storage()
            let length = min(Int(unsafe entry.pointee.ai_addrlen), MemoryLayout<sockaddr_storage>.size)
            if let name = unsafe entry.pointee.ai_addr {
                unsafe withUnsafeMutableBytes(of: &storage) {
                    unsafe $0.copyMemory(from: UnsafeRawBufferPointer(start: name, count: length))
                }
                if let address = IPAddress(storage) { addresses.append(address) }
            }
            unsafe next = unsafe entry.pointee.ai_next
        }
        return addresses
    }

    private static func connect(
        to address: IPAddress, _ location: ClientURL, deadline: Int64, allowed: Duration
    ) throws(HTTPClientError) -> Int32 {
        let family = address.bytes.count == 4 ? AF_INET : AF_INET6
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { throw .system(call: "socket", errno: errno) }
        var (storage, length) = Socket.storage(address, port: UInt16(clamping: location.port))
        let result = unsafe withUnsafePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, length)
            }
        }
        var problem = result == 0 ? 0 : errno
        if problem == EINPROGRESS {
            do throws(HTTPClientError) {
                try wait(for: POLLOUT, on: descriptor, deadline: deadline, allowed: allowed)
            } catch {
                close(descriptor)
                throw error
            }
            length = socklen_t(MemoryLayout<Int32>.size)
            if unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &length) != 0 { problem = errno }
        }
        guard problem == 0 else {
            close(descriptor)
            throw .unreachable(host: location.host, port: location.port, errno: problem)
        }
        _ = Socket.set(TCP_NODELAY, level: Int32(IPPROTO_TCP), 1, on: descriptor)
        return descriptor
    }

    /// Waits until the descriptor is ready or the deadline has passed.
    private static func wait(
        for events: Int32, on descriptor: Int32, deadline: Int64, allowed: Duration
    ) throws(HTTPClientError) {
        while true {
            let left = deadline - Clock.microseconds
            guard left > 0 else { throw .tooSlow(allowedMilliseconds: allowed.milliseconds) }
            var watched = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
            let count = unsafe poll(&watched, 1, Int32(clamping: left / 1_000 + 1))
            if count > 0 { return }
            guard count == 0 || errno == EINTR else { throw .system(call: "poll", errno: errno) }
        }
    }
}

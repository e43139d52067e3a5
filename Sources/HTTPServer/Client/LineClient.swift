// SPDX-License-Identifier: Apache-2.0

/// A conversation in lines with a server, as SMTP has it: plain, in TLS from the beginning, or in TLS from some line on.
///
/// Everything that is done with one has one deadline. It belongs to one thread at a time.
public final class LineClient {
    private let connection: ClientConnection
    private let host: String
    private let tls: TLSContext?
    private var buffer: [UInt8] = []

    /// Connects.
    ///
    /// - Parameters:
    ///   - host: a name or an address; IPv6 in brackets.
    ///   - port: 1 to 65535.
    ///   - anchorsPEM: what the server's certificate must lead to; the system's own are not used.
    ///   - isSecure: whether TLS begins at once.
    ///   - timeout: for everything that is done.
    /// - Throws: ``HTTPClientError``.
    public init(
        host: String, port: Int, anchorsPEM: [UInt8]?, isSecure: Bool, timeout: Duration
    ) throws(HTTPClientError) {
        guard let location = ClientURL(host: host, port: port) else { throw .urlInvalid("\(host):\(port)") }
        self.host = location.host
        if let anchorsPEM {
            do throws(TLSFailure) {
                tls = try TLSContext(anchorsPEM: anchorsPEM, identity: nil)
            } catch {
                throw .tls(error.problem, library: error.library)
            }
        } else {
            tls = nil
        }
        if isSecure, tls == nil { throw .anchorsMissing }
        connection = try ClientConnection(to: location, tls: isSecure ? tls : nil, allowed: timeout)
    }

    /// Goes over to TLS, and makes sure that the server is who it should be.
    ///
    /// - Throws: ``HTTPClientError``; also when the server has said more than was asked, which a stranger in between may
    ///   have put there (RFC 3207 6).
    public func secure() throws(HTTPClientError) {
        guard let tls else { throw .anchorsMissing }
        guard buffer.isEmpty else { throw .unsupported(seen: "more than was asked") }
        try connection.secure(tls, host: host)
    }

    /// Sends bytes as they are.
    ///
    /// - Parameter bytes: with the lines' ends.
    /// - Throws: ``HTTPClientError``.
    public func send(_ bytes: [UInt8]) throws(HTTPClientError) { try connection.send(bytes) }

    /// Waits for a line.
    ///
    /// - Returns: without its end.
    /// - Throws: ``HTTPClientError``; ``HTTPClientError/tooLarge(allowed:)`` for a line that does not end.
    public func line() throws(HTTPClientError) -> [UInt8] {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                var line = Array(buffer[..<end])
                buffer.removeSubrange(...end)
                if line.last == 0x0D { line.removeLast() }
                return line
            }
            guard buffer.count < Self.longest else { throw .tooLarge(allowed: Self.longest) }
            let more = try connection.receive()
            guard !more.isEmpty else { throw .endedEarly }
            buffer += more
        }
    }

    /// Far above the 512 octets of RFC 5321 4.5.3.1.5.
    private static let longest = 4_096
}

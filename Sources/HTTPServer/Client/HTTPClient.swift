// SPDX-License-Identifier: Apache-2.0

/// A small HTTP client that waits: for commands, the demo and tests.
///
/// Each request has a connection of its own. Redirects are not followed, and no proxy is used.
public final class HTTPClient: Sendable {
    /// What the client shows of itself in TLS.
    public struct Identity: Sendable, CustomStringConvertible, CustomReflectable {
        /// The client's certificate and then its intermediates, PEM.
        public var certificateChainPEM: [UInt8]
        /// The certificate's private key, PEM, not encrypted; never shown by ``description``.
        public var privateKeyPEM: [UInt8]

        /// Takes in a certificate and its key.
        ///
        /// - Parameters:
        ///   - certificateChainPEM: the client's certificate first.
        ///   - privateKeyPEM: PKCS#8 or traditional, not encrypted.
        public init(certificateChainPEM: [UInt8], privateKeyPEM: [UInt8]) {
            self.certificateChainPEM = certificateChainPEM
            self.privateKeyPEM = privateKeyPEM
        }

        /// Nothing of the key.
        public var description: String { "client certificate, key ‹secret›" }

        /// Shows what ``description`` shows.
        public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
    }

    private let tls: TLSContext?
    private let timeout: Duration
    private let bodyLimit: Int

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - anchorsPEM: the certificates that an `https` server's must lead to; the system's own are not used.
    ///   - identity: what to show servers that ask for a certificate.
    ///   - timeout: for each exchange from its beginning to its end, looking up the name excepted.
    ///   - bodyLimit: bytes of body that an answer may have.
    /// - Throws: ``HTTPClientError/tls(_:library:)``, or ``HTTPClientError/anchorsMissing`` for an identity alone.
    public init(
        anchorsPEM: [UInt8]? = nil, identity: Identity? = nil, timeout: Duration = .seconds(10),
        bodyLimit: Int = 16_777_216
    ) throws(HTTPClientError) {
        self.timeout = timeout
        self.bodyLimit = bodyLimit
        guard let anchorsPEM else {
            // Said at once: a certificate is for TLS, and there can be none.
            guard identity == nil else { throw .anchorsMissing }
            tls = nil
            return
        }
        do throws(TLSFailure) {
            tls = try TLSContext(anchorsPEM: anchorsPEM, identity: identity)
        } catch {
            throw .tls(error.problem, library: error.library)
        }
    }

    /// Sends a request and waits for its answer.
    ///
    /// - Parameters:
    ///   - method: `GET`, `POST` …
    ///   - url: `http://…` or `https://…`, percent-encoded; an IPv6 address stands in brackets.
    ///   - headers: fields besides `Host`, `Content-Length` and `Connection`, which it writes itself.
    ///   - body: the bytes; `Content-Length` is sent with `POST`, `PUT` and `PATCH` also if there are none.
    /// - Returns: whatever the server answered, 4xx and 5xx too.
    /// - Throws: ``HTTPClientError`` if it did not.
    public func send(
        _ method: String, _ url: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) throws(HTTPClientError) -> Response {
        guard let location = ClientURL(url) else { throw .urlInvalid(url) }
        let head = try HTTPClient.head(method, location, headers, bodyCount: body.count)
        if location.isSecure, tls == nil { throw .anchorsMissing }
        let connection = try ClientConnection(
            to: location, tls: location.isSecure ? tls : nil, allowed: timeout)
        try connection.send(head + body)
        var parser = ResponseParser(method: method, bodyLimit: bodyLimit)
        while true {
            let bytes = try connection.receive()
            if let response = try parser.advance(bytes, hasEnded: bytes.isEmpty) { return response }
            if bytes.isEmpty { throw .endedEarly }
        }
    }

    /// Sends a `GET`.
    ///
    /// - Parameter url: as for ``send(_:_:headers:body:)``.
    /// - Returns: whatever the server answered.
    /// - Throws: ``HTTPClientError`` if it did not.
    public func get(_ url: String) throws(HTTPClientError) -> Response {
        try send("GET", url)
    }

    /// Sends a `POST` of one media type.
    ///
    /// - Parameters:
    ///   - url: as for ``send(_:_:headers:body:)``.
    ///   - contentType: the value of `Content-Type`.
    ///   - body: the bytes.
    /// - Returns: whatever the server answered.
    /// - Throws: ``HTTPClientError`` if it did not.
    public func post(_ url: String, contentType: String, body: [UInt8]) throws(HTTPClientError) -> Response {
        try send("POST", url, headers: [("Content-Type", contentType)], body: body)
    }

    private static func head(
        _ method: String, _ location: ClientURL, _ headers: [(String, String)], bodyCount: Int
    ) throws(HTTPClientError) -> [UInt8] {
        guard !method.isEmpty, method.utf8.allSatisfy(CharacterTable.token.contains) else {
            throw .fieldInvalid(method)
        }
        var head = "\(method) \(location.target) HTTP/1.1\r\nHost: \(location.authority)\r\nConnection: close\r\n"
        if bodyCount > 0 || ["POST", "PUT", "PATCH"].contains(method) { head += "Content-Length: \(bodyCount)\r\n" }
        for (name, value) in headers {
            guard !name.isEmpty, name.utf8.allSatisfy(CharacterTable.token.contains),
                value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == .tab })
            else { throw .fieldInvalid(name) }
            head += "\(name): \(value)\r\n"
        }
        return Array((head + "\r\n").utf8)
    }
}

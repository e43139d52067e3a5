// SPDX-License-Identifier: Apache-2.0

/// Who is at the other end of a connection.
public struct Peer: Sendable, Hashable {
    /// The client's IP address, as text: the connection's, or what a trusted proxy says
    /// (``ServerConfiguration/trustedProxies``).
    public var address: String

    /// The client's certificate, DER, with whose key it has just signed this connection's handshake (RFC 8446 4.4.3);
    /// nil if it showed none.
    ///
    /// Nobody has judged it yet: neither its issuer, nor its dates, nor its status.
    public var certificateDER: [UInt8]?

    /// The other certificates that the client sent with its own, DER, in the order sent; unjudged.
    public var intermediatesDER: [[UInt8]]

    /// Whether the connection is TLS.
    public var isTLS: Bool

    /// Describes a peer.
    ///
    /// - Parameters:
    ///   - address: an IP address as text.
    ///   - certificateDER: the certificate it proved to hold the key of.
    ///   - intermediatesDER: what it sent with it.
    ///   - isTLS: whether the connection is TLS.
    public init(
        address: String, certificateDER: [UInt8]? = nil, intermediatesDER: [[UInt8]] = [], isTLS: Bool = false
    ) {
        self.address = address
        self.certificateDER = certificateDER
        self.intermediatesDER = intermediatesDER
        self.isTLS = isTLS
    }
}

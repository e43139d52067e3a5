// SPDX-License-Identifier: Apache-2.0

/// Certificate, key and what is asked of clients, for a listener that speaks TLS 1.2 and 1.3.
public struct TLSConfiguration: Sendable, CustomStringConvertible, CustomReflectable {
    /// Whether clients are asked for a certificate.
    ///
    /// Any certificate is let in whose key the client holds: who issued it and whether it is still good is judged by
    /// the handler (``Peer/certificateDER``), not by the TLS library.
    public enum ClientCertificate: Sendable, Hashable {
        /// Not asked for; connections may be resumed.
        case notAsked
        /// Asked for, and a client without one is let in.
        case optional
        /// Asked for, and a client without one is turned away in the handshake.
        case required
    }

    /// The server's certificate and then its intermediates, PEM.
    public var certificateChainPEM: [UInt8]

    /// The certificate's private key, PEM, already decrypted; never shown by ``description``.
    public var privateKeyPEM: [UInt8]

    /// Whether clients are asked for a certificate.
    public var clientCertificate: ClientCertificate

    /// Certificates, DER, of the authorities that are named to the client, so that a browser offers the right one.
    ///
    /// Only a hint (RFC 8446 4.2.4).
    public var clientAuthoritiesDER: [[UInt8]]

    /// Describes a TLS listener.
    ///
    /// - Parameters:
    ///   - certificateChainPEM: the server's certificate first.
    ///   - privateKeyPEM: PKCS#8 or traditional, not encrypted.
    ///   - clientCertificate: whether clients are asked for one.
    ///   - clientAuthoritiesDER: whose certificates to suggest.
    public init(
        certificateChainPEM: [UInt8], privateKeyPEM: [UInt8], clientCertificate: ClientCertificate = .notAsked,
        clientAuthoritiesDER: [[UInt8]] = []
    ) {
        self.certificateChainPEM = certificateChainPEM
        self.privateKeyPEM = privateKeyPEM
        self.clientCertificate = clientCertificate
        self.clientAuthoritiesDER = clientAuthoritiesDER
    }

    /// Says what is asked of clients, and nothing of the key.
    public var description: String { "TLS, client certificate \(clientCertificate), key ‹secret›" }

    /// Shows what ``description`` shows.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

// SPDX-License-Identifier: Apache-2.0

/// A small HTTP client that waits: for commands, the demo and tests.
public final class HTTPClient: Sendable {
    /// What the client shows of itself in TLS.
    public struct Identity: Sendable, CustomStringConvertible {
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
    }
}

// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// One end of one TLS connection, without a socket: records in, bytes out, and the reverse.
///
/// OpenSSL's own socket BIO would raise SIGPIPE and read twice for every record; its memory BIO does neither.
@safe
final class TLSSession {
    /// How the handshake stands.
    enum Handshake {
        case done, wantsMore, failed
    }

    /// What came of reading.
    enum Reading {
        case bytes(Int)
        case wantsMore
        /// The other side said goodbye: what came before is all there is.
        case ended
        case failed
    }

    private let ssl: OpaquePointer
    // Owned by `ssl`.
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer

    /// Begins a connection.
    ///
    /// - Returns: nil if there is no memory for it.
    init?(_ context: TLSContext) {
        ERR_clear_error()
        guard let ssl = unsafe SSL_new(context.raw) else { return nil }
        guard let incoming = unsafe BIO_new(BIO_s_mem()), let outgoing = unsafe BIO_new(BIO_s_mem()) else {
            unsafe SSL_free(ssl)
            return nil
        }
        unsafe SSL_set_bio(ssl, incoming, outgoing)
        switch context.role {
        case .server: unsafe SSL_set_accept_state(ssl)
        case .client: unsafe SSL_set_connect_state(ssl)
        }
        unsafe (self.ssl, self.incoming, self.outgoing) = unsafe (ssl, incoming, outgoing)
    }

    deinit {
        unsafe SSL_free(ssl)
    }

    /// Takes in what came over the network.
    func receive(_ records: UnsafeRawBufferPointer) {
        _ = unsafe BIO_write(incoming, records.baseAddress, Int32(clamping: records.count))
    }

    /// Goes on with the handshake.
    func handshake() -> Handshake {
        ERR_clear_error()
        let result = unsafe SSL_do_handshake(ssl)
        if result == 1 { return .done }
        return unsafe SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ ? .wantsMore : .failed
    }

    /// Decrypts.
    ///
    /// - Parameter buffer: where to.
    /// - Returns: how many bytes there were, or why none.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
        ERR_clear_error()
        let count = unsafe SSL_read(ssl, buffer.baseAddress, Int32(clamping: buffer.count))
        if count > 0 { return .bytes(Int(count)) }
        return switch unsafe SSL_get_error(ssl, count) {
        case SSL_ERROR_WANT_READ: .wantsMore
        case SSL_ERROR_ZERO_RETURN: .ended
        default: .failed
        }
    }

    /// Encrypts.
    ///
    /// - Returns: false if the connection is broken.
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count > 0 else { return true }
        ERR_clear_error()
        // A memory BIO takes everything, so there are no partial writes.
        return unsafe SSL_write(ssl, bytes.baseAddress, Int32(clamping: bytes.count)) == Int32(clamping: bytes.count)
    }

    /// Moves what is to go over the network to the end of `records`.
    func takeRecords(into records: inout [UInt8]) {
        var start: UnsafeMutablePointer<CChar>?
        let count = unsafe mohr_BIO_memory(outgoing, &start)
        guard count > 0, let start = unsafe start else { return }
        unsafe records.append(UnsafeRawBufferPointer(start: start, count: count))
        unsafe mohr_BIO_empty(outgoing)
    }

    /// Says goodbye, so that the other side can tell a whole answer from one cut short.
    func endSending() {
        ERR_clear_error()
        _ = unsafe SSL_shutdown(ssl)
    }

    /// Has the client's side check that the server's certificate is for this host, and names it to the server.
    ///
    /// - Parameter host: a DNS name or an IP address.
    /// - Returns: false if OpenSSL does not take it.
    /// - SeeAlso: RFC 9110 4.3.4 and 4.3.5; RFC 6066 3, which has no place for addresses in SNI.
    func expect(host: String) -> Bool {
        if IPAddress(host) != nil {
            return unsafe X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host) == 1
        }
        unsafe SSL_set_hostflags(ssl, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
        return unsafe SSL_set1_host(ssl, host) == 1 && mohr_SSL_set_tlsext_host_name(ssl, host) == 1
    }

    /// Why the server's certificate was not taken, in OpenSSL's words; nil if it was.
    var verificationProblem: String? {
        let result = unsafe SSL_get_verify_result(ssl)
        guard result != Int(X509_V_OK), let words = unsafe X509_verify_cert_error_string(result) else { return nil }
        return unsafe String(cString: words)
    }

    /// Whether this connection goes on from an earlier one, without a proof of its own.
    var isResumed: Bool { unsafe SSL_session_reused(ssl) == 1 }

    /// The other side's certificate, DER.
    var peerCertificateDER: [UInt8]? {
        guard let certificate = unsafe SSL_get1_peer_certificate(ssl) else { return nil }
        defer { unsafe X509_free(certificate) }
        return unsafe TLSSession.der(certificate)
    }

    /// What the client sent with its certificate, DER, in order.
    var peerIntermediatesDER: [[UInt8]] {
        // On a server's side this list is without the client's own certificate.
        guard let chain = unsafe SSL_get_peer_cert_chain(ssl) else { return [] }
        return (0..<max(unsafe mohr_sk_X509_num(chain), 0)).compactMap { index in
            unsafe mohr_sk_X509_value(chain, index).flatMap { unsafe TLSSession.der($0) }
        }
    }

    private static func der(_ certificate: OpaquePointer) -> [UInt8]? {
        let length = unsafe i2d_X509(certificate, nil)
        guard length > 0 else { return nil }
        return unsafe [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var start = buffer.baseAddress
            count = Int(unsafe i2d_X509(certificate, &start))
        }
    }
}

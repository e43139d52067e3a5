// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// What the TLS connections of one listener, or of one client, have in common.
///
/// TLS 1.2 and 1.3, forward-secret AEAD ciphers only, no renegotiation, no compression.
@safe
final class TLSContext: Sendable {
    /// Which end of a connection it is for.
    enum Role: Sendable {
        case server, client
    }

    let role: Role
    // Owned; set up in `init` and only read afterwards. libssl counts its references atomically.
    nonisolated(unsafe) let raw: OpaquePointer

    /// Sets up a listener's side.
    init(server configuration: TLSConfiguration) throws(HTTPServerError) {
        role = .server
        do throws(TLSFailure) {
            unsafe raw = try TLSContext.make(TLS_server_method())
        } catch {
            throw .tls(error.problem, library: error.library)
        }
        do throws(TLSFailure) {
            try useIdentity(chainPEM: configuration.certificateChainPEM, keyPEM: configuration.privateKeyPEM)
            try ask(for: configuration.clientCertificate, suggesting: configuration.clientAuthoritiesDER)
        } catch {
            throw .tls(error.problem, library: error.library)
        }
        unsafe SSL_CTX_set_alpn_select_cb(
            raw, { _, chosen, length, offered, count, _ in unsafe chooseProtocol(chosen, length, offered, count) }, nil)
    }

    /// Sets up a client's side.
    ///
    /// - Parameters:
    ///   - anchorsPEM: the certificates that a server's must lead to; they need not be self-signed.
    ///   - identity: the client's own certificate chain and key, PEM.
    /// - Throws: what could not be read.
    init(anchorsPEM: [UInt8], identity: HTTPClient.Identity?) throws(TLSFailure) {
        role = .client
        unsafe raw = try TLSContext.make(TLS_client_method())
        let store = unsafe SSL_CTX_get_cert_store(raw)
        for anchor in try TLSCertificate.all(inPEM: anchorsPEM, else: .authority) {
            guard unsafe X509_STORE_add_cert(store, anchor.raw) == 1 else { throw TLSFailure(.authority) }
        }
        unsafe X509_STORE_set_flags(store, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        unsafe SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, nil)
        if let identity { try useIdentity(chainPEM: identity.certificateChainPEM, keyPEM: identity.privateKeyPEM) }
    }

    deinit {
        unsafe SSL_CTX_free(raw)
    }

    private static func make(_ method: OpaquePointer?) throws(TLSFailure) -> OpaquePointer {
        ERR_clear_error()
        guard let raw = unsafe SSL_CTX_new(method) else { throw TLSFailure(.context) }
        let options =
            mohr_SSL_OP_NO_RENEGOTIATION | mohr_SSL_OP_NO_COMPRESSION | mohr_SSL_OP_CIPHER_SERVER_PREFERENCE
        unsafe SSL_CTX_set_options(raw, options)
        // The chain that is sent is the one that was given, without what might be found in the trust store.
        unsafe mohr_SSL_CTX_set_mode(raw, Int(SSL_MODE_RELEASE_BUFFERS | SSL_MODE_NO_AUTO_CHAIN))
        // Level 2: 112 bits at least, so no RSA key below 2048 and no SHA-1, whatever the system's own file says.
        unsafe SSL_CTX_set_security_level(raw, 2)
        guard unsafe mohr_SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) == 1,
            unsafe SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1
        else {
            unsafe SSL_CTX_free(raw)
            throw TLSFailure(.context)
        }
        return unsafe raw
    }

    /// Takes in the certificate that is shown to the other side, its intermediates, and its key.
    private func useIdentity(chainPEM: [UInt8], keyPEM: [UInt8]) throws(TLSFailure) {
        let chain = try TLSCertificate.all(inPEM: chainPEM, else: .certificateChain)
        guard let leaf = chain.first, unsafe SSL_CTX_use_certificate(raw, leaf.raw) == 1 else {
            throw TLSFailure(.certificateChain)
        }
        for certificate in chain.dropFirst() {
            guard unsafe mohr_SSL_CTX_add1_chain_cert(raw, certificate.raw) == 1 else {
                throw TLSFailure(.certificateChain)
            }
        }
        let key = try TLSPrivateKey(pem: keyPEM)
        guard unsafe SSL_CTX_use_PrivateKey(raw, key.raw) == 1, unsafe SSL_CTX_check_private_key(raw) == 1 else {
            throw TLSFailure(.keyMismatch)
        }
    }

    /// Asks clients for a certificate, and takes any: the handshake proves that the client holds its key, and the
    /// rest is the handler's to judge.
    ///
    /// A resumed connection shows no certificate again and proves no key, and a ticket keeps the certificate but not
    /// the ones sent with it. So where certificates are asked for, nothing is resumed: each connection proves anew.
    private func ask(
        for wish: TLSConfiguration.ClientCertificate, suggesting authorities: [[UInt8]]
    ) throws(TLSFailure) {
        guard wish != .notAsked else { return }
        let mode = SSL_VERIFY_PEER | (wish == .required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0)
        unsafe SSL_CTX_set_verify(raw, mode, nil)
        unsafe SSL_CTX_set_cert_verify_callback(
            raw,
            { store, _ in
                unsafe X509_STORE_CTX_set_error(store, X509_V_OK)
                return 1
            }, nil)
        unsafe SSL_CTX_set_options(raw, mohr_SSL_OP_NO_TICKET)
        unsafe mohr_SSL_CTX_disable_session_cache(raw)
        guard unsafe SSL_CTX_set_num_tickets(raw, 0) == 1 else { throw TLSFailure(.context) }
        for der in authorities {
            let certificate = try TLSCertificate(der: der)
            guard unsafe SSL_CTX_add_client_CA(raw, certificate.raw) == 1 else { throw TLSFailure(.authority) }
        }
    }
}

/// Picks `http/1.1` from what a client can speak; one that can only speak other protocols is turned away.
///
/// The list is length-prefixed names (RFC 7301 3.1); what is picked points into it.
private func chooseProtocol(
    _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ chosenLength: UnsafeMutablePointer<UInt8>?,
    _ offered: UnsafePointer<UInt8>?, _ offeredLength: UInt32
) -> Int32 {
    let names = unsafe UnsafeBufferPointer(start: offered, count: Int(offeredLength))
    var at = 0
    while at < names.count {
        let length = Int(unsafe names[at])
        guard at + 1 + length <= names.count else { break }
        let name = unsafe names[(at + 1)..<(at + 1 + length)]
        if unsafe name.elementsEqual("http/1.1".utf8) {
            unsafe chosen?.pointee = unsafe offered?.advanced(by: at + 1)
            unsafe chosenLength?.pointee = UInt8(length)
            return SSL_TLSEXT_ERR_OK
        }
        at += 1 + length
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL
}

// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// A certificate as OpenSSL's own object.
@safe
final class TLSCertificate {
    let raw: OpaquePointer

    private init(takingOwnershipOf raw: OpaquePointer) {
        unsafe self.raw = raw
    }

    deinit {
        unsafe X509_free(raw)
    }

    /// Reads every certificate of a PEM file.
    ///
    /// This room has no reader of its own: what it reads here is the operator's configuration, not what strangers send.
    ///
    /// - Parameters:
    ///   - pem: certificates, and between them what PEM files hold besides.
    ///   - problem: what to call it if they cannot be read.
    /// - Returns: one or more.
    /// - Throws: `problem`.
    static func all(inPEM pem: [UInt8], else problem: TLSProblem) throws(TLSFailure) -> [TLSCertificate] {
        ERR_clear_error()
        let bio = unsafe memoryBIO(pem)
        defer { unsafe BIO_free(bio) }
        var certificates: [TLSCertificate] = []
        while let raw = unsafe PEM_read_bio_X509(bio, nil, noPassphrase, nil) {
            certificates.append(unsafe TLSCertificate(takingOwnershipOf: raw))
        }
        // The queue now holds at least "no start line", said at the end of every file.
        guard ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE, !certificates.isEmpty else {
            throw TLSFailure(problem)
        }
        ERR_clear_error()
        return certificates
    }

    /// Reads one DER certificate; an authority's, by the name of the error.
    init(der: [UInt8]) throws(TLSFailure) {
        ERR_clear_error()
        let raw = unsafe der.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return unsafe d2i_X509(nil, &start, buffer.count)
        }
        guard let raw = unsafe raw else { throw TLSFailure(.authority) }
        unsafe self.raw = raw
    }
}

/// A private key as OpenSSL's own object.
@safe
final class TLSPrivateKey {
    let raw: OpaquePointer

    /// Reads a PEM key that is not encrypted.
    init(pem: [UInt8]) throws(TLSFailure) {
        ERR_clear_error()
        let bio = unsafe memoryBIO(pem)
        defer { unsafe BIO_free(bio) }
        guard let raw = unsafe PEM_read_bio_PrivateKey(bio, nil, noPassphrase, nil) else {
            throw TLSFailure(.privateKey)
        }
        unsafe self.raw = raw
    }

    deinit {
        unsafe EVP_PKEY_free(raw)
    }
}

/// A reading BIO over a copy of the bytes.
private func memoryBIO(_ bytes: [UInt8]) -> OpaquePointer? {
    guard let bio = unsafe BIO_new(BIO_s_mem()) else { return nil }
    _ = unsafe BIO_write(bio, bytes, Int32(clamping: bytes.count))
    return unsafe bio
}

/// Answers OpenSSL's question for a passphrase; without it, OpenSSL would ask at the terminal.
private let noPassphrase:
    @convention(c) (UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?) -> Int32 =
        { _, _, _, _ in -1 }

// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import JSON

/// A JSON Web Signature with one signer, as JAdES profiles it.
///
/// Read strictly, compact or flattened; a signature of several signers is refused here, for a good one among bad ones
/// would pass where only one is looked at: ``JWSDocument`` reads them all. No address in it is ever fetched.
///
/// - SeeAlso: RFC 7515; RFC 7797; ETSI TS 119 182-1.
public struct JWS: Sendable {
    /// How it is written.
    public enum Serialization: Sendable, Hashable {
        /// Three parts with dots between (RFC 7515 7.1).
        case compact
        /// One JSON object (RFC 7515 7.2.2), or one signature of several in it; has room for time stamps.
        case flattened
    }

    /// How it is written.
    public let serialization: Serialization

    /// What is said under the signature.
    public let header: JWSHeader

    /// The header as it was signed: base64url.
    public let protected: [UInt8]

    /// The payload; `nil` when it travels by another way.
    public let payload: [UInt8]?

    /// The signature's value as JSON Web Signatures write it.
    public let signature: [UInt8]

    /// The elements of `etsiU`: statements that no one signed, time stamps among them.
    ///
    /// - SeeAlso: ETSI TS 119 182-1 5.3.
    public let unsignedComponents: [JSONValue]

    /// The largest signature that is read; bytes.
    public static let maximumBytes = 23 * 1_048_576

    /// Reads a signature.
    ///
    /// - Parameter bytes: ASCII for the compact form, UTF-8 for the flattened; nothing around it.
    /// - Throws: ``JWSError``.
    public init(_ bytes: [UInt8]) throws(JWSError) {
        guard bytes.count <= Self.maximumBytes else { throw .tooLarge(bytes: bytes.count, allowed: Self.maximumBytes) }
        if bytes.first == UInt8(ascii: "{") {
            try self.init(try Self.flattened(try Self.object(bytes)))
        } else {
            try self.init(try Self.compact(bytes))
        }
    }

    init(_ parts: Parts) throws(JWSError) {
        serialization = parts.serialization
        protected = parts.protected
        let header = try JWSHeader(
            try Self.decoded(parts.protected[...], "protected"), unprotected: parts.unsigned.isEmpty ? [] : ["etsiU"])
        self.header = header
        signature = try Self.decoded(parts.signature[...], "signature")
        payload = try Self.payload(parts.payload, header, parts.serialization)
        unsignedComponents = parts.unsigned
        guard !signature.isEmpty else { throw .missing(name: "signature") }
    }

    /// The bytes that the signature is over.
    ///
    /// - Parameter detached: the payload when it travels by another way; with `sigD` by URI the documents' octets, one
    ///   after another; with `sigD` by URI and hash it does not count.
    /// - Returns: `nil` when it travels by another way and was not given.
    /// - SeeAlso: RFC 7515 5.1; RFC 7797 3.
    public func signingInput(payload detached: [UInt8]? = nil) -> [UInt8]? {
        Self.signingInput(protected: protected, header: header, payload: payload ?? detached)
    }

    static func signingInput(protected: [UInt8], header: JWSHeader, payload: [UInt8]?) -> [UInt8]? {
        if header.detachedObjects?.mechanism == .byURIHash { return protected + [UInt8(ascii: ".")] }
        guard let payload else { return nil }
        return protected + [UInt8(ascii: ".")]
            + (header.encodesPayload ? Base64.encodedASCII(payload, .url) : payload)
    }

    /// Whether the signature is by a key.
    ///
    /// - Parameters:
    ///   - key: the key of the signer's certificate, of the very kind that the algorithm's name stands for.
    ///   - payload: as for ``signingInput(payload:)``.
    /// - Returns: `false` also when the payload is missing.
    public func isSigned(by key: PublicKey, payload: [UInt8]? = nil) -> Bool {
        guard header.algorithm.fits(key.kind), let input = signingInput(payload: payload),
            let value = header.algorithm.encoded(fromRaw: signature)
        else { return false }
        return key.isValid(value[...], over: input[...], by: header.algorithm.signatureAlgorithm)
    }

    /// Whether documents are those that the signature names by hash.
    ///
    /// - Parameter documents: octets by URI.
    /// - Returns: `false` when one is missing or differs, and without `sigD` by URI and hash.
    /// - SeeAlso: ETSI TS 119 182-1 5.2.8.3.
    public func matches(_ documents: [String: [UInt8]]) -> Bool {
        guard let objects = header.detachedObjects, objects.mechanism == .byURIHash,
            let algorithm = objects.hashAlgorithm
        else { return false }
        return zip(objects.uris, objects.hashes).allSatisfy { uri, hash in
            guard let document = documents[uri] else { return false }
            return algorithm.digest(header.encodesPayload ? Base64.encodedASCII(document, .url) : document) == hash
        }
    }

    /// Signature time stamps, each an encoded ContentInfo over ``timestampInput``.
    ///
    /// - SeeAlso: ETSI TS 119 182-1 5.3.4.
    public var signatureTimestamps: [[UInt8]] {
        unsignedComponents.flatMap { Self.tokens($0["sigTst"]) }
    }

    /// What a signature time stamp is over: the signature's value in base64url.
    public var timestampInput: [UInt8] { Base64.encodedASCII(signature, .url) }
}

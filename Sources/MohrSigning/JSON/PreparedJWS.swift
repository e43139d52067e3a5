// SPDX-License-Identifier: Apache-2.0
import Cryptography
import JSON
import PKIX

/// A JSON Web Signature that waits for its value.
public struct PreparedJWS: Sendable {
    /// What the key must sign: header, dot and payload.
    public let bytesToBeSigned: [UInt8]

    /// Their digest by the algorithm's hash, for tokens that take digests.
    public let digest: [UInt8]

    private let protected: [UInt8]
    private let payload: JSONSigner.Payload
    private let algorithm: JWSAlgorithm
    private let serialization: JWS.Serialization
    private let key: PublicKey

    init(
        protected: [UInt8], payload: JSONSigner.Payload, algorithm: JWSAlgorithm, serialization: JWS.Serialization,
        key: PublicKey
    ) {
        let octets = payload.octets
        bytesToBeSigned =
            protected + [UInt8(ascii: ".")] + (payload.isEncoded ? Base64.encodedASCII(octets, .url) : octets)
        digest = algorithm.signatureAlgorithm.messageDigestAlgorithm.digest(bytesToBeSigned)
        self.protected = protected
        self.payload = payload
        self.algorithm = algorithm
        self.serialization = serialization
        self.key = key
    }

    /// Puts the value in.
    ///
    /// - Parameter signature: what the token gave back; ECDSA as DER `Ecdsa-Sig-Value`.
    /// - Returns: the signature; ASCII.
    /// - Throws: ``SigningError/signatureDoesNotFit``.
    public func assemble(_ signature: [UInt8]) throws(SigningError) -> [UInt8] {
        guard key.isValid(signature[...], over: bytesToBeSigned[...], by: algorithm.signatureAlgorithm),
            let raw = algorithm.raw(fromEncoded: signature)
        else { throw .signatureDoesNotFit }
        guard serialization == .compact else {
            return Self.flattened(
                protected: protected, payload: payload.enclosed, encodesPayload: payload.isEncoded, signature: raw,
                components: [])
        }
        let inside = payload.enclosed.map { Base64.encodedASCII($0, .url) } ?? []
        let dot = [UInt8(ascii: ".")]
        return protected + dot + inside + dot + Base64.encodedASCII(raw, .url)
    }

    /// The flattened form with its unsigned components, each in base64url as TS 119 182-1 5.3.1 prefers.
    static func flattened(
        protected: [UInt8], payload: [UInt8]?, encodesPayload: Bool, signature: [UInt8], components: [JSONValue]
    ) -> [UInt8] {
        var members: [JSONValue.Member] = []
        if let payload {
            let text = encodesPayload ? Base64.encode(payload, .url) : String(decoding: payload, as: UTF8.self)
            members.append(.init("payload", .string(text)))
        }
        members.append(.init("protected", .string(String(decoding: protected, as: UTF8.self))))
        if !components.isEmpty {
            let encoded = components.map { JSONValue.string(Base64.encode(JSONWriter.bytes($0), .url)) }
            members.append(.init("header", ["etsiU": .array(encoded)]))
        }
        members.append(.init("signature", .string(Base64.encode(signature, .url))))
        return JSONWriter.bytes(.object(members))
    }
}

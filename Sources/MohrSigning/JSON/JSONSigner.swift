// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
import JSON
public import PKIX

/// Signs documents as JAdES B-B, and stamps them to B-T.
///
/// Signed are the payload, the algorithm, the time and the certificate by its SHA-256.
///
/// - SeeAlso: ETSI TS 119 182-1; RFC 7515; RFC 7797.
public struct JSONSigner: Sendable {
    /// Makes a signer.
    public init() {}

    /// What is signed, and where it goes.
    public enum Payload: Sendable, Hashable {
        /// Inside the signature.
        case enclosed([UInt8])
        /// By another way; a verifier must be given it.
        case detached([UInt8])
        /// By another way, as it is and not in base64url (RFC 7797).
        case detachedUnencoded([UInt8])
        /// Documents by another way, named by URI, their digests in the header; these never leave their place.
        case objectsByHash(DetachedObjects)
        /// Documents by another way, named by URI, their octets one after another signed as the payload.
        case objectsByURI(DetachedObjects, octets: [UInt8])
    }

    /// Which header parameter says when it was signed.
    public enum TimeParameter: Sendable, Hashable {
        /// `iat`, of TS 119 182-1 from version 1.2.1.
        case iat
        /// `sigT`, of version 1.1.1, which verifiers must then understand.
        case sigT
    }

    /// Draws up a signature up to the point where the key is needed.
    ///
    /// - Parameters:
    ///   - payload: what is signed.
    ///   - signer: whose signature.
    ///   - terms: the time and the media type are said; the other terms have no place here and are not.
    ///   - serialization: compact unless said.
    ///   - timeParameter: `iat` unless said.
    /// - Returns: what the key must sign, and what to do with the result.
    /// - Throws: ``SigningError``; `algorithmNotForJSON` for keys that JSON Web Signatures have no name for.
    public func prepare(
        _ payload: Payload, signer: Signer, terms: SignatureTerms, serialization: JWS.Serialization = .compact,
        timeParameter: TimeParameter = .iat
    ) throws(SigningError) -> PreparedJWS {
        try signer.check(at: terms.signingTime)
        let key = try signer.publicKey
        guard let algorithm = JWSAlgorithm(signer.algorithm, key.kind) else {
            throw .algorithmNotForJSON(signer.algorithm, key.kind)
        }
        let header = Self.header(payload, algorithm, signer, terms, timeParameter)
        return PreparedJWS(
            protected: Base64.encodedASCII(JSONWriter.bytes(header), .url), payload: payload, algorithm: algorithm,
            serialization: serialization, key: key)
    }

    /// Signs with a key that is at hand.
    ///
    /// - Parameters:
    ///   - payload: what is signed.
    ///   - token: what holds the key.
    ///   - terms: as for ``prepare(_:signer:terms:serialization:timeParameter:)``.
    ///   - serialization: compact unless said.
    ///   - timeParameter: `iat` unless said.
    /// - Returns: the signature; ASCII.
    /// - Throws: ``SigningError``.
    public func sign(
        _ payload: Payload, with token: some SigningToken, terms: SignatureTerms,
        serialization: JWS.Serialization = .compact, timeParameter: TimeParameter = .iat
    ) throws(SigningError) -> [UInt8] {
        let prepared = try prepare(
            payload, signer: Signer(token), terms: terms, serialization: serialization, timeParameter: timeParameter)
        return try prepared.assemble(try token.sign(prepared.bytesToBeSigned))
    }

    /// Puts a time stamp on a signature: JAdES B-T, always in the flattened form, which has room for it.
    ///
    /// - Parameters:
    ///   - signature: compact or flattened.
    ///   - source: who stamps.
    ///   - digest: what the imprint is made with.
    /// - Returns: the signature in the flattened form; what was signed is not changed.
    /// - Throws: ``SigningError``.
    /// - SeeAlso: ETSI TS 119 182-1 5.3.4.
    public func timestamped(
        _ signature: [UInt8], by source: some TimestampSource, digest: DigestAlgorithm = .sha256
    ) throws(SigningError) -> [UInt8] {
        let parsed: JWS
        do throws(JWSError) {
            parsed = try JWS(signature)
        } catch {
            throw .jws(error)
        }
        let token = try source.timestamp(
            MessageImprint(
                hashAlgorithm: AlgorithmIdentifier(digest: digest),
                hashedMessage: digest.digest(parsed.timestampInput)))
        let component: JSONValue = [
            "sigTst": ["tstTokens": [["val": .string(Base64.encode(token.encoded))]]]
        ]
        return PreparedJWS.flattened(
            protected: parsed.protected, payload: parsed.payload, encodesPayload: parsed.header.encodesPayload,
            signature: parsed.signature, components: parsed.unsignedComponents + [component])
    }

    private static func header(
        _ payload: Payload, _ algorithm: JWSAlgorithm, _ signer: Signer, _ terms: SignatureTerms,
        _ timeParameter: TimeParameter
    ) -> JSONValue {
        var critical: [JSONValue] = []
        var members: [JSONValue.Member] = [.init("alg", .string(algorithm.rawValue))]
        if let mimeType = terms.mimeType { members.append(.init("cty", .string(mimeType))) }
        let digest = DigestAlgorithm.sha256.digest(signer.certificate.encoded)
        members.append(.init("x5t#S256", .string(Base64.encode(digest, .url))))
        members.append(.init("x5c", .array(signer.certificates.map { .string(Base64.encode($0)) })))
        switch timeParameter {
        case .iat: members.append(.init("iat", .integer(terms.signingTime.secondsSince1970)))
        case .sigT:
            members.append(.init("sigT", .string(terms.signingTime.rfc3339)))
            critical.append("sigT")
        }
        // Digests of documents are over the documents themselves only when b64 is false (TS 119 182-1 5.2.8.3.3).
        if !payload.isEncoded {
            members.append(.init("b64", false))
            critical.append("b64")
        }
        if let objects = payload.objects {
            members.append(.init("sigD", objects.value))
            critical.append("sigD")
        }
        if !critical.isEmpty { members.append(.init("crit", .array(critical))) }
        return .object(members)
    }
}

extension JSONSigner.Payload {
    /// Whether the payload is signed in base64url.
    var isEncoded: Bool {
        switch self {
        case .enclosed, .detached, .objectsByURI: true
        case .detachedUnencoded, .objectsByHash: false
        }
    }

    var objects: DetachedObjects? {
        switch self {
        case .objectsByHash(let objects), .objectsByURI(let objects, _): objects
        case .enclosed, .detached, .detachedUnencoded: nil
        }
    }

    /// What the signature is over beside the header.
    var octets: [UInt8] {
        switch self {
        case .enclosed(let bytes), .detached(let bytes), .detachedUnencoded(let bytes), .objectsByURI(_, let bytes):
            bytes
        case .objectsByHash: []
        }
    }

    /// What travels inside.
    var enclosed: [UInt8]? {
        if case .enclosed(let bytes) = self { return bytes }
        return nil
    }
}

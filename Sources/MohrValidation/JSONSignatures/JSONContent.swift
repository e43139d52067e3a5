// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

/// What JSON Web Signatures are over, as far as it is at hand.
struct JSONContent {
    let given: SignedContent
    /// Documents by the URI that a signature's `sigD` calls them by.
    let documents: [String: [UInt8]]

    /// The octets that are signed as the payload; `nil` when they are not at hand, and with `sigD` by hash.
    func payload(of signature: JWS) -> [UInt8]? {
        if let payload = signature.payload { return payload }
        if let objects = signature.header.detachedObjects {
            guard objects.mechanism == .byURI else { return nil }
            if let together = together(objects.uris) { return together }
        }
        if case .bytes(let bytes) = given { return bytes }
        return nil
    }

    /// Documents one after another; `nil` when one is missing.
    private func together(_ uris: [String]) -> [UInt8]? {
        var octets: [UInt8] = []
        for uri in uris {
            guard let document = documents[uri] else { return nil }
            octets += document
        }
        return octets
    }

    /// What came of the documents that a signature names by digest.
    enum Comparison { case equal, missing(String), other(seen: [UInt8], signed: [UInt8]) }

    /// Compares the documents with the digests that were signed.
    ///
    /// - SeeAlso: ETSI TS 119 182-1 5.2.8.3.
    func comparison(with objects: DetachedObjects, encoded: Bool) -> Comparison {
        guard let algorithm = objects.hashAlgorithm else { return .missing(objects.uris.first ?? "–") }
        for (uri, signed) in zip(objects.uris, objects.hashes) {
            let isAlone = objects.uris.count == 1
            let digest: [UInt8]
            if let document = documents[uri] {
                digest = Self.digest(document, algorithm, encoded)
            } else if isAlone, case .bytes(let bytes) = given {
                digest = Self.digest(bytes, algorithm, encoded)
            } else if isAlone, !encoded, case .digest(algorithm, let known) = given {
                digest = known
            } else {
                return .missing(uri)
            }
            if digest != signed { return .other(seen: digest, signed: signed) }
        }
        return .equal
    }

    private static func digest(_ document: [UInt8], _ algorithm: DigestAlgorithm, _ encoded: Bool) -> [UInt8] {
        algorithm.digest(encoded ? Base64.encodedASCII(document, .url) : document)
    }

    /// Whether the content given is another than the payload in the signature.
    func differs(from payload: [UInt8]) -> Bool {
        switch given {
        case .embedded: false
        case .bytes(let bytes): bytes != payload
        case .digest(let algorithm, let digest): algorithm.digest(payload) != digest
        }
    }

    /// SHA-256 of what was signed; `nil` when it is several documents or not at hand.
    func sha256(of signature: JWS) -> [UInt8]? {
        if let payload = payload(of: signature) { return DigestAlgorithm.sha256.digest(payload) }
        switch given {
        case .bytes(let bytes): return DigestAlgorithm.sha256.digest(bytes)
        case .digest(.sha256, let digest): return digest
        default:
            let first = signature.header.detachedObjects?.uris.first.flatMap { documents[$0] }
            return documents.count == 1 ? first.map { DigestAlgorithm.sha256.digest($0) } : nil
        }
    }

    /// What a content time stamp is over: the payload as it is signed.
    ///
    /// - SeeAlso: ETSI TS 119 182-1 5.2.6.
    func timestampInput(of signature: JWS) -> [UInt8]? {
        let octets: [UInt8]?
        if let objects = signature.header.detachedObjects, objects.mechanism == .byURIHash {
            if let together = together(objects.uris) {
                octets = together
            } else if case .bytes(let bytes) = given, objects.uris.count == 1 {
                octets = bytes
            } else {
                octets = nil
            }
        } else {
            octets = payload(of: signature)
        }
        return octets.map { signature.header.encodesPayload ? Base64.encodedASCII($0, .url) : $0 }
    }
}

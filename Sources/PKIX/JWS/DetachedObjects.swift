// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import JSON

/// What a signature says of documents that travel by another way: the `sigD` header parameter.
///
/// Two of the three mechanisms are read: `ObjectIdByURI` and `ObjectIdByURIHash`. `HttpHeaders` is refused.
///
/// - SeeAlso: ETSI TS 119 182-1 5.2.8.
public struct DetachedObjects: Sendable, Hashable {
    /// How the documents enter the signature.
    public enum Mechanism: String, Sendable, Hashable, CaseIterable {
        /// Their octets, one after another, are the payload.
        case byURI = "http://uri.etsi.org/19182/ObjectIdByURI"
        /// Their digests are in the header, and the payload is empty.
        case byURIHash = "http://uri.etsi.org/19182/ObjectIdByURIHash"
    }

    /// How the documents enter the signature.
    public let mechanism: Mechanism

    /// What the documents are called; never fetched.
    public let uris: [String]

    /// Their digests, in the order of ``uris``; none by URI alone.
    public let hashes: [[UInt8]]

    /// What they were hashed with; `nil` by URI alone.
    public let hashAlgorithm: DigestAlgorithm?

    /// Their media types, in the order of ``uris``; empty when it does not say.
    public let contentTypes: [String]

    /// The most documents of one signature.
    public static let maximumCount = 64

    static let hashNames: [String: DigestAlgorithm] = ["S256": .sha256, "S384": .sha384, "S512": .sha512]

    /// Names documents by their digests.
    ///
    /// - Parameters:
    ///   - objects: name and digest of each.
    ///   - hashAlgorithm: SHA-256, SHA-384 or SHA-512.
    ///   - contentTypes: media types, as many as objects, or none.
    public init(
        byHash objects: [(uri: String, hash: [UInt8])], hashAlgorithm: DigestAlgorithm, contentTypes: [String] = []
    ) {
        mechanism = .byURIHash
        uris = objects.map(\.uri)
        hashes = objects.map(\.hash)
        self.hashAlgorithm = hashAlgorithm
        self.contentTypes = contentTypes
    }

    /// Names documents whose octets are signed as the payload.
    ///
    /// - Parameters:
    ///   - uris: what they are called.
    ///   - contentTypes: media types, as many as names, or none.
    public init(byURI uris: [String], contentTypes: [String] = []) {
        mechanism = .byURI
        self.uris = uris
        hashes = []
        hashAlgorithm = nil
        self.contentTypes = contentTypes
    }

    init(_ value: JSONValue) throws(JWSError) {
        guard let members = value.members else { throw .value(name: "sigD", seen: "no object", allowed: "object") }
        for member in members where !["mId", "pars", "hashM", "hashV", "ctys"].contains(member.name) {
            throw .value(name: "sigD", seen: member.name, allowed: "mId, pars, hashM, hashV, ctys")
        }
        guard let name = value["mId"]?.text else { throw .missing(name: "sigD.mId") }
        guard let mechanism = Mechanism(rawValue: name) else {
            throw .value(
                name: "sigD.mId", seen: name, allowed: Mechanism.allCases.map(\.rawValue).joined(separator: ", "))
        }
        self.mechanism = mechanism
        uris = try Self.texts(value["pars"], "sigD.pars")
        guard !uris.isEmpty else { throw .missing(name: "sigD.pars") }
        contentTypes = value["ctys"] == nil ? [] : try Self.texts(value["ctys"], "sigD.ctys")
        switch mechanism {
        case .byURI:
            guard value["hashM"] == nil, value["hashV"] == nil else {
                throw .value(name: "sigD.hashM", seen: "present", allowed: "absent")
            }
            hashAlgorithm = nil
            hashes = []
        case .byURIHash:
            let seen = value["hashM"]?.text ?? "–"
            guard let algorithm = Self.hashNames[seen] else {
                throw .value(name: "sigD.hashM", seen: seen, allowed: "S256, S384, S512")
            }
            hashAlgorithm = algorithm
            var hashes: [[UInt8]] = []
            for text in try Self.texts(value["hashV"], "sigD.hashV") {
                guard let hash = try? Base64.decode(text, .url), hash.count == algorithm.byteCount else {
                    throw .base64(part: "sigD.hashV")
                }
                hashes.append(hash)
            }
            guard hashes.count == uris.count else {
                throw .value(name: "sigD.hashV", seen: "\(hashes.count)", allowed: "\(uris.count)")
            }
            self.hashes = hashes
        }
    }

    private static func texts(_ value: JSONValue?, _ name: String) throws(JWSError) -> [String] {
        guard let elements = value?.elements else { throw .missing(name: name) }
        guard elements.count <= maximumCount else {
            throw .value(name: name, seen: "\(elements.count)", allowed: "\(maximumCount)")
        }
        var texts: [String] = []
        for element in elements {
            guard let text = element.text else { throw .value(name: name, seen: "no text", allowed: "text") }
            texts.append(text)
        }
        return texts
    }

    /// The header parameter.
    public var value: JSONValue {
        var members: [JSONValue.Member] = [
            .init("mId", .string(mechanism.rawValue)), .init("pars", .array(uris.map { .string($0) })),
        ]
        if let hashAlgorithm, let name = Self.hashNames.first(where: { $0.value == hashAlgorithm })?.key {
            members.append(.init("hashM", .string(name)))
            members.append(.init("hashV", .array(hashes.map { .string(Base64.encode($0, .url)) })))
        }
        if !contentTypes.isEmpty { members.append(.init("ctys", .array(contentTypes.map { .string($0) }))) }
        return .object(members)
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// A JSON Web Signature laid out by hand, so that each part of it can be laid out wrongly.
///
/// Left alone it is what a good signer writes.
struct JSONForgery {
    /// Whose key signs.
    var key = Scene.doctor.key
    var algorithm = SignatureAlgorithm.ecdsa(.sha256)
    /// The header's members, in their order.
    var header: [JSONValue.Member] = JSONForgery.header(of: Scene.doctor)
    /// The header's text, when it is not the members written out.
    var headerText: String?
    /// What travels inside.
    var payload: [UInt8]? = Scene.content
    /// What is signed as the payload, when that is not what travels inside.
    var signed: [UInt8]?
    /// Whether the payload is signed and sent in base64url.
    var isEncoded = true
    /// The signature's value, when it is not made here.
    var value: [UInt8]?
    /// The elements of `etsiU`.
    var unsigned: [JSONValue] = []

    static func header(of person: TestIdentity, _ algorithm: String = "ES256") -> [JSONValue.Member] {
        [
            .init("alg", .string(algorithm)),
            .init("x5t#S256", .string(Base64.encode(person.certificate.sha256, .url))),
            .init("x5c", [.string(Base64.encode(person.certificate.encoded))]),
            .init("iat", .integer(Scene.now.secondsSince1970)),
        ]
    }

    mutating func set(_ name: String, _ value: JSONValue?) {
        header.removeAll { $0.name == name }
        if let value { header.append(.init(name, value)) }
    }

    var protected: String {
        Base64.encode(headerText.map { Array($0.utf8) } ?? JSONWriter.bytes(.object(header)), .url)
    }

    private var sent: String {
        guard let payload else { return "" }
        return isEncoded ? Base64.encode(payload, .url) : String(decoding: payload, as: UTF8.self)
    }

    /// The value over header and payload.
    func made() throws -> [UInt8] {
        if let value { return value }
        let octets = signed ?? payload ?? []
        let input = Array("\(protected).".utf8) + (isEncoded ? Base64.encodedASCII(octets, .url) : octets)
        let encoded = try key.sign(input, by: algorithm)
        guard let name = JWSAlgorithm(algorithm, key.publicKey.kind) else { return encoded }
        return try XCTUnwrap(name.raw(fromEncoded: encoded))
    }

    func compact() throws -> [UInt8] { Array("\(protected).\(sent).\(Base64.encode(try made(), .url))".utf8) }

    /// One signature of an object.
    func element() throws -> [JSONValue.Member] {
        var members: [JSONValue.Member] = [
            .init("protected", .string(protected)), .init("signature", .string(Base64.encode(try made(), .url))),
        ]
        if !unsigned.isEmpty { members.append(.init("header", ["etsiU": .array(unsigned)])) }
        return members
    }

    func flattened() throws -> [UInt8] {
        let payload: [JSONValue.Member] = payload == nil ? [] : [.init("payload", .string(sent))]
        return JSONWriter.bytes(.object(payload + (try element())))
    }

    static func general(_ signatures: [JSONForgery], payload: [UInt8] = Scene.content) throws -> [UInt8] {
        JSONWriter.bytes([
            "payload": .string(Base64.encode(payload, .url)),
            "signatures": .array(try signatures.map { .object(try $0.element()) }),
        ])
    }

    /// A signature that differs from a good one by what the change does.
    static func made(_ change: (inout JSONForgery) throws -> Void = { _ in }) throws -> JSONForgery {
        var forgery = JSONForgery()
        try change(&forgery)
        return forgery
    }

    /// For another person, by whatever goes with their key.
    static func by(
        _ person: TestIdentity, _ name: JWSAlgorithm = .es256, _ change: (inout JSONForgery) throws -> Void = { _ in }
    ) throws -> JSONForgery {
        try made { forgery in
            forgery.key = person.key
            forgery.algorithm = name.signatureAlgorithm
            forgery.header = header(of: person, name.rawValue)
            try change(&forgery)
        }
    }

    /// Puts a timestamp on it.
    mutating func stamp(by unit: TestIdentity, _ change: (inout TestTimestamp) throws -> Void = { _ in }) throws {
        value = try made()
        let over = Base64.encodedASCII(value ?? [], .url)
        unsigned.append(Self.stamp(try unit.timestamp(over: over, change)))
    }

    static func stamp(_ token: [UInt8]) -> JSONValue {
        ["sigTst": ["tstTokens": [["val": .string(Base64.encode(token))]]]]
    }
}

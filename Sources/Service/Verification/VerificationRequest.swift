// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import HTTPServer
import MohrValidation

/// What `POST /v1/verifications` was asked, out of the body and the query.
struct VerificationRequest {
    let signature: [UInt8]
    let content: SignedContent
    let purpose: String
    let at: Instant?

    /// CMS, and JSON Web Signatures: the bytes themselves say which they are.
    static let binaryTypes = [
        "application/cms", "application/pkcs7-mime", "application/pkcs7-signature", "application/jose",
        "application/jose+json",
    ]

    /// Reads a request.
    ///
    /// - Parameter request: CMS or JSON Web Signatures as they are, or JSON `{signature, content?, digest?, purpose?, at?}`.
    /// - Throws: ``Rejection``, which holds the problem to answer with.
    init(_ request: Request) throws(Rejection) {
        let type = request.headers["Content-Type"]
        let bare = type.map { $0.prefix { $0 != ";" }.lowercased().filter { $0 != " " } } ?? ""
        let query = (purpose: request.queryValue("purpose"), at: request.queryValue("at"))
        if Self.binaryTypes.contains(bare) {
            signature = request.body
            content = .embedded
            purpose = query.purpose ?? "signature"
            at = try Self.instant(query.at)
        } else if bare == "application/json" {
            let body = try Self.json(request.body)
            try Self.refuseUnknown(body)
            guard let bytes = try Self.bytes("signature", in: body) else {
                throw Rejection(.member("signature", seen: nil, allowed: "base64"))
            }
            signature = bytes
            content = try Self.content(in: body)
            purpose = try Self.text("purpose", in: body) ?? query.purpose ?? "signature"
            at = try Self.instant(try Self.text("at", in: body) ?? query.at)
        } else {
            throw Rejection(.mediaType(seen: type, allowed: Self.binaryTypes + ["application/json"]))
        }
    }

    /// The problem to answer with.
    struct Rejection: Error {
        let problem: Problem

        init(_ problem: Problem) {
            self.problem = problem
        }
    }

    private static func json(_ bytes: [UInt8]) throws(Rejection) -> JSONValue {
        do throws(JSONError) {
            // A document in base64 is larger than the requests that JSON's own limit is made for.
            return try JSONReader.read(bytes, limit: VerificationsRoute.maximumJSONBytes)
        } catch {
            throw Rejection(.json(error))
        }
    }

    private static func refuseUnknown(_ body: JSONValue) throws(Rejection) {
        guard let members = body.members else {
            throw Rejection(.member("body", seen: "–", allowed: "object"))
        }
        let known: Set = ["signature", "content", "digest", "purpose", "at"]
        if let stranger = members.first(where: { !known.contains($0.name) }) {
            throw Rejection(.unknownMember(stranger.name))
        }
    }

    private static func text(_ name: String, in body: JSONValue) throws(Rejection) -> String? {
        guard let value = body[name], value != .null else { return nil }
        guard let text = value.text else { throw Rejection(.member(name, seen: "–", allowed: "text")) }
        return text
    }

    private static func bytes(_ name: String, in body: JSONValue) throws(Rejection) -> [UInt8]? {
        guard let text = try text(name, in: body) else { return nil }
        guard let bytes = try? Base64.decode(text) else {
            throw Rejection(.member(name, seen: "–", allowed: "base64, RFC 4648 4"))
        }
        return bytes
    }

    private static func content(in body: JSONValue) throws(Rejection) -> SignedContent {
        let content = try bytes("content", in: body)
        let digest = try bytes("digest", in: body)
        switch (content, digest) {
        case (nil, nil): return .embedded
        case (.some, .some):
            throw Rejection(.member("digest", seen: "content, digest", allowed: "content | digest"))
        case (.some(let content), nil): return .bytes(content)
        case (nil, .some(let digest)):
            let algorithms: [DigestAlgorithm] = [.sha256, .sha384, .sha512]
            guard let algorithm = algorithms.first(where: { $0.byteCount == digest.count }) else {
                throw Rejection(.member("digest", seen: "\(digest.count)", allowed: "32, 48, 64"))
            }
            return .digest(algorithm, digest)
        }
    }

    private static func instant(_ text: String?) throws(Rejection) -> Instant? {
        guard let text else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw Rejection(.member("at", seen: text, allowed: "2026-11-21T22:00:00Z"))
        }
        return instant
    }
}

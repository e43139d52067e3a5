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
    /// What the prescription is called by those who asked; kept as a keyed hash.
    let prescriptionID: String?

    /// Bytes of an id, the asker's own or a prescription's.
    static let maximumIDBytes = 200

    /// CMS, and JSON Web Signatures: the bytes themselves say which they are.
    static let binaryTypes = [
        "application/cms", "application/pkcs7-mime", "application/pkcs7-signature", "application/jose",
        "application/jose+json",
    ]

    /// Reads a request.
    ///
    /// - Parameter request: CMS or JSON Web Signatures as they are, or JSON `{signature, content?, digest?,
    ///   digestAlgorithm?, purpose?, at?, prescriptionID?}`.
    /// - Throws: ``Rejection``, which holds the problem to answer with.
    init(_ request: Request) throws(Rejection) {
        let type = request.headers["Content-Type"]
        let bare = type.map { Self.bare($0) } ?? ""
        let parameters = request.query
        func parameter(_ name: String) -> String? { parameters.first { $0.0 == name }?.1 }
        let prescription = parameter("prescriptionID")
        let query = (purpose: parameter("purpose"), at: parameter("at"))
        if Self.binaryTypes.contains(bare) {
            signature = request.body
            content = .embedded
            purpose = query.purpose ?? "signature"
            at = try Self.instant(query.at)
            prescriptionID = try Self.prescriptionID(prescription)
        } else if bare == "application/json" {
            let body = try Self.json(request.body)
            try Self.refuseUnknown(body, Self.members)
            signature = try Self.signature(in: body)
            content = try Self.content(in: body)
            purpose = try Self.text("purpose", in: body) ?? query.purpose ?? "signature"
            at = try Self.instant(try Self.text("at", in: body) ?? query.at)
            prescriptionID = try Self.prescriptionID(try Self.text("prescriptionID", in: body) ?? prescription)
        } else {
            throw Rejection(.mediaType(seen: type, allowed: Self.binaryTypes + ["application/json"]))
        }
    }

    /// A media type without its parameters, in small letters.
    private static func bare(_ type: String) -> String {
        // As nearly everyone writes it.
        if binaryTypes.contains(type) { return type }
        return type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    }

    /// States a request, for what is at hand.
    init(_ signature: [UInt8], _ content: SignedContent, purpose: String, at time: Instant?) {
        self.signature = signature
        self.content = content
        self.purpose = purpose
        at = time
        prescriptionID = nil
    }

    /// Reads one line of a batch, or one part of a larger request.
    ///
    /// - Parameters:
    ///   - body: an object with the members that a request in JSON has, and `id`.
    ///   - standing: what it is for if it does not say; `signature` if nil.
    ///   - time: the time to judge at if it does not say; now if nil.
    /// - Throws: ``Rejection``, which holds the problem to answer with.
    init(line body: JSONValue, purpose standing: String?, at time: Instant?) throws(Rejection) {
        try Self.refuseUnknown(body, Self.members.union(["id"]))
        switch body["id"] {
        case nil, .null, .integer: break
        case .string(let id) where id.utf8.count <= Self.maximumIDBytes: break
        default: throw Rejection(.member("id", seen: "–", allowed: "text, ≤ \(Self.maximumIDBytes) | integer"))
        }
        signature = try Self.signature(in: body)
        content = try Self.content(in: body)
        purpose = try Self.text("purpose", in: body) ?? standing ?? "signature"
        at = try Self.instant(try Self.text("at", in: body)) ?? time
        prescriptionID = try Self.prescriptionID(try Self.text("prescriptionID", in: body))
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

    private static let members: Set = [
        "signature", "content", "digest", "digestAlgorithm", "purpose", "at", "prescriptionID",
    ]

    static func refuseUnknown(_ body: JSONValue, _ known: Set<String>) throws(Rejection) {
        guard let members = body.members else {
            throw Rejection(.member("body", seen: "–", allowed: "object"))
        }
        if let stranger = members.first(where: { !known.contains($0.name) }) {
            throw Rejection(.unknownMember(stranger.name))
        }
    }

    private static func signature(in body: JSONValue) throws(Rejection) -> [UInt8] {
        guard let bytes = try bytes("signature", in: body) else {
            throw Rejection(.member("signature", seen: nil, allowed: "base64"))
        }
        return bytes
    }

    private static func prescriptionID(_ text: String?) throws(Rejection) -> String? {
        guard let text else { return nil }
        guard isPrescriptionID(text) else {
            throw Rejection(.member("prescriptionID", seen: "–", allowed: "1–\(maximumIDBytes) bytes"))
        }
        return text
    }

    /// Whether a text can be a prescription's id: short, and nothing in it that cannot be seen.
    static func isPrescriptionID(_ text: String) -> Bool {
        (1...maximumIDBytes).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
    }

    static func text(_ name: String, in body: JSONValue) throws(Rejection) -> String? {
        guard let value = body[name], value != .null else { return nil }
        guard let text = value.text else { throw Rejection(.member(name, seen: "–", allowed: "text")) }
        return text
    }

    static func bytes(_ name: String, in body: JSONValue) throws(Rejection) -> [UInt8]? {
        guard let text = try text(name, in: body) else { return nil }
        guard let bytes = try? Base64.decode(text) else {
            throw Rejection(.member(name, seen: "–", allowed: "base64, RFC 4648 4"))
        }
        return bytes
    }

    static func content(in body: JSONValue) throws(Rejection) -> SignedContent {
        let content = try bytes("content", in: body)
        let digest = try bytes("digest", in: body)
        let name = try text("digestAlgorithm", in: body)
        if name != nil, digest == nil {
            throw Rejection(.member("digest", seen: nil, allowed: "base64, RFC 4648 4"))
        }
        switch (content, digest) {
        case (nil, nil): return .embedded
        case (.some, .some):
            throw Rejection(.member("digest", seen: "content, digest", allowed: "content | digest"))
        case (.some(let content), nil): return .bytes(content)
        case (nil, .some(let digest)): return try digested(digest, by: name)
        }
    }

    /// Of a digest whose algorithm is not named the length says which: a SHA-2 one.
    private static func digested(_ digest: [UInt8], by name: String?) throws(Rejection) -> SignedContent {
        guard let name else {
            let algorithms: [DigestAlgorithm] = [.sha256, .sha384, .sha512]
            guard let algorithm = algorithms.first(where: { $0.byteCount == digest.count }) else {
                throw Rejection(.member("digest", seen: "\(digest.count)", allowed: "32, 48, 64"))
            }
            return .digest(algorithm, digest)
        }
        guard let algorithm = DigestNames.algorithm(name) else {
            throw Rejection(.member("digestAlgorithm", seen: String(name.prefix(40)), allowed: DigestNames.all))
        }
        guard algorithm.byteCount == digest.count else {
            throw Rejection(.member("digest", seen: "\(digest.count)", allowed: "\(algorithm.byteCount)"))
        }
        return .digest(algorithm, digest)
    }

    static func instant(_ text: String?) throws(Rejection) -> Instant? {
        guard let text else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw Rejection(.member("at", seen: text, allowed: "2026-11-21T22:00:00Z"))
        }
        return instant
    }
}

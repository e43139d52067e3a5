// SPDX-License-Identifier: Apache-2.0
import JSON

/// JSON Web Signatures over one payload: one in the compact or the flattened form, any number in the general one.
///
/// Reading gives each signature or why it cannot be read, so that one bad among good ones is neither lost nor hides
/// the others.
///
/// - SeeAlso: RFC 7515 7; RFC 7797 3.
public struct JWSDocument: Sendable {
    /// Each signature in its order, or why it is none.
    public let signatures: [Result<JWS, JWSError>]

    /// Whether a line end follows a compact signature: text editors put one there.
    public let hasLineEnd: Bool

    /// The most signatures of one payload.
    public static let maximumSignatures = 64

    /// Whether bytes are meant to be such a document, and not a CMS message.
    ///
    /// CMS begins with a SEQUENCE, 0x30. A compact signature begins with its header in base64url: an object, with or
    /// without white space before it.
    ///
    /// - Parameter bytes: any.
    /// - Returns: whether the first octet is one that such a document can begin with.
    public static func isMeant(by bytes: [UInt8]) -> Bool {
        // `{`; base64url of `{`, of a space, and of tab, line feed and carriage return.
        switch bytes.first {
        case UInt8(ascii: "{"), UInt8(ascii: "e"), UInt8(ascii: "I"), UInt8(ascii: "C"), UInt8(ascii: "D"): true
        default: false
        }
    }

    /// Reads a document.
    ///
    /// - Parameter bytes: ASCII for the compact form, which one line end may follow; UTF-8 for the others.
    /// - Throws: ``JWSError`` when not even the signatures can be told from each other. No signature at all is no error.
    public init(_ bytes: [UInt8]) throws(JWSError) {
        guard bytes.count <= JWS.maximumBytes else {
            throw .tooLarge(bytes: bytes.count, allowed: JWS.maximumBytes)
        }
        guard bytes.first == UInt8(ascii: "{") else {
            let line = Self.withoutLineEnd(bytes)
            hasLineEnd = line.count < bytes.count
            signatures = [.success(try JWS(try JWS.compact(line)))]
            return
        }
        hasLineEnd = false
        let value = try JWS.object(bytes)
        guard let list = value["signatures"] else {
            signatures = [.success(try JWS(try JWS.flattened(value)))]
            return
        }
        guard value["signature"] == nil, value["protected"] == nil, value["header"] == nil,
            let elements = list.elements
        else { throw .shape }
        guard elements.count <= Self.maximumSignatures else {
            throw .value(name: "signatures", seen: "\(elements.count)", allowed: "0–\(Self.maximumSignatures)")
        }
        for member in value.members ?? [] where member.name != "payload" && member.name != "signatures" {
            throw .value(name: member.name, seen: "present", allowed: "payload, signatures")
        }
        let payload = try JWS.payloadText(of: value)
        let read = elements.map { Self.signature($0, payload) }
        // One payload cannot be in base64url for one signer and as it is for another.
        let encodings = Set(read.compactMap { try? $0.get().header.encodesPayload })
        signatures = encodings.count > 1 ? read.map { _ in .failure(.notCritical(name: "b64")) } : read
    }

    private static func withoutLineEnd(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.last == UInt8(ascii: "\n") else { return bytes }
        let line = bytes.dropLast()
        return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }

    private static func signature(_ value: JSONValue, _ payload: [UInt8]?) -> Result<JWS, JWSError> {
        do throws(JWSError) {
            try JWS.expect(["protected", "header", "signature"], in: value)
            return .success(try JWS(try JWS.element(value, payload: payload)))
        } catch {
            return .failure(error)
        }
    }

    /// The places of signatures that are another's again: the same claims by the same header.
    ///
    /// The value alone does not tell: an ECDSA value can be changed into another good one without the key.
    public var repeatedSignatures: Set<Int> {
        var seen: [[UInt8]: Int] = [:]
        var repeated: Set<Int> = []
        for (index, signature) in signatures.enumerated() {
            guard let signature = try? signature.get() else { continue }
            if let first = seen[signature.protected] { repeated.formUnion([first, index]) }
            seen[signature.protected] = seen[signature.protected] ?? index
        }
        return repeated
    }
}

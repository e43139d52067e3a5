// SPDX-License-Identifier: Apache-2.0
import Cryptography
import JSON

extension JWS {
    /// A signature taken apart, nothing decoded yet.
    struct Parts {
        let serialization: Serialization
        let protected: [UInt8]
        let payload: [UInt8]?
        let signature: [UInt8]
        let unsigned: [JSONValue]
    }

    static func compact(_ bytes: [UInt8]) throws(JWSError) -> Parts {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty else { throw .shape }
        return Parts(
            serialization: .compact, protected: Array(parts[0]), payload: parts[1].isEmpty ? nil : Array(parts[1]),
            signature: Array(parts[2]), unsigned: [])
    }

    static func object(_ bytes: [UInt8]) throws(JWSError) -> JSONValue {
        do throws(JSONError) {
            return try JSONReader.read(bytes, limit: maximumBytes)
        } catch {
            throw .json(error)
        }
    }

    static func flattened(_ value: JSONValue) throws(JWSError) -> Parts {
        // A document that is JSON, and no signature.
        guard value["protected"] != nil || value["signature"] != nil else { throw .shape }
        try expect(["payload", "protected", "signature", "header"], in: value)
        return try element(value, payload: try payloadText(of: value))
    }

    /// That an object has no other members than those named.
    static func expect(_ allowed: [String], in value: JSONValue) throws(JWSError) {
        guard let members = value.members else { throw .shape }
        for member in members where !allowed.contains(member.name) {
            if member.name == "signatures" { throw .shape }
            throw .value(name: member.name, seen: "present", allowed: allowed.joined(separator: ", "))
        }
    }

    static func payloadText(of value: JSONValue) throws(JWSError) -> [UInt8]? {
        if let payload = value["payload"], payload.text == nil {
            throw .value(name: "payload", seen: "no text", allowed: "text")
        }
        return (value["payload"]?.text).map { Array($0.utf8) }
    }

    /// One signature of an object: its header, its value and what no one signed.
    static func element(_ value: JSONValue, payload: [UInt8]?) throws(JWSError) -> Parts {
        guard let protected = value["protected"]?.text else { throw .missing(name: "protected") }
        guard let signature = value["signature"]?.text else { throw .missing(name: "signature") }
        return Parts(
            serialization: .flattened, protected: Array(protected.utf8), payload: payload,
            signature: Array(signature.utf8), unsigned: try unsigned(value["header"]))
    }

    /// `etsiU`, the one header parameter that may be without protection.
    private static func unsigned(_ header: JSONValue?) throws(JWSError) -> [JSONValue] {
        guard let header else { return [] }
        guard let members = header.members else { throw .value(name: "header", seen: "no object", allowed: "object") }
        for member in members where member.name != "etsiU" { throw .unprotected(name: member.name) }
        guard let list = header["etsiU"] else { return [] }
        guard let elements = list.elements, elements.count <= 64 else {
            throw .value(name: "etsiU", seen: "\(list.elements?.count ?? 0)", allowed: "0–64")
        }
        var components: [JSONValue] = []
        for element in elements { components.append(try component(element)) }
        return components
    }

    /// An element of `etsiU`: an object, or one in base64url.
    private static func component(_ element: JSONValue) throws(JWSError) -> JSONValue {
        guard let text = element.text else {
            guard element.members?.count == 1 else {
                throw .value(name: "etsiU", seen: "another form", allowed: "an object with one member")
            }
            return element
        }
        let bytes = try decoded(Array(text.utf8)[...], "etsiU")
        do throws(JSONError) {
            let value = try JSONReader.read(bytes, limit: maximumBytes)
            guard value.members?.count == 1 else {
                throw JSONError.unexpected(offset: 0)
            }
            return value
        } catch {
            throw .json(error)
        }
    }

    static func decoded(_ text: ArraySlice<UInt8>, _ part: String) throws(JWSError) -> [UInt8] {
        do throws(CryptographyError) {
            return try Base64.decode(ascii: text, .url)
        } catch {
            throw .base64(part: part)
        }
    }

    static func payload(
        _ text: [UInt8]?, _ header: JWSHeader, _ serialization: Serialization
    ) throws(JWSError) -> [UInt8]? {
        // With sigD the document travels by another way; one that is here too would be one that nobody signed.
        if header.detachedObjects != nil {
            guard text == nil || text?.isEmpty == true else { throw .payload }
            return nil
        }
        guard let text else { return nil }
        if header.encodesPayload { return try decoded(text[...], "payload") }
        return text
    }
}

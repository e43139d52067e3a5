// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

extension Arguments {
    /// A moment: RFC 3339 in UTC, or seconds since 1970.
    func instant(_ option: String) throws(UsageError) -> Instant? {
        guard let text = self[option] else { return nil }
        if let instant = Instant(rfc3339: text) { return instant }
        guard let seconds = Int64(text) else {
            throw .value(option: option, seen: text, allowed: "2026-11-21T22:00:00Z")
        }
        return Instant(secondsSince1970: seconds)
    }

    /// Object identifiers in dotted decimal.
    func objectIdentifiers(_ option: String) throws(UsageError) -> [ObjectIdentifier] {
        var identifiers: [ObjectIdentifier] = []
        for text in all(option) {
            guard let identifier = ObjectIdentifier(text) else {
                throw .value(option: option, seen: text, allowed: "2.5.29.32.0")
            }
            identifiers.append(identifier)
        }
        return identifiers
    }

    /// One word of a list.
    func choice(_ option: String, of allowed: [String]) throws(UsageError) -> String? {
        guard let value = self[option] else { return nil }
        guard allowed.contains(value) else {
            throw .value(option: option, seen: value, allowed: allowed.joined(separator: ", "))
        }
        return value
    }

    /// A digest in hex; its length says which.
    func digest(_ option: String) throws(UsageError) -> (DigestAlgorithm, [UInt8])? {
        guard let text = self[option] else { return nil }
        let lengths: [DigestAlgorithm] = [.sha256, .sha384, .sha512]
        guard let bytes = try? Hex.decode(text.lowercased()),
            let algorithm = lengths.first(where: { $0.byteCount == bytes.count })
        else { throw .value(option: option, seen: text, allowed: "SHA-256, SHA-384, SHA-512 (hex)") }
        return (algorithm, bytes)
    }
}

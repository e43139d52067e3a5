// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import FoundationXML

@testable import MohrValidation

extension DiagnosticReader {
    func all(_ group: String, _ name: String) -> [XMLElement] {
        child(root, group).map { children($0, name) } ?? []
    }

    func children(_ element: XMLElement, _ name: String) -> [XMLElement] {
        (element.children ?? []).compactMap { $0 as? XMLElement }.filter { $0.localName == name }
    }

    func child(_ element: XMLElement, _ name: String) -> XMLElement? { children(element, name).first }

    func text(_ element: XMLElement, _ name: String) -> String? {
        child(element, name)?.stringValue?.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func attribute(_ element: XMLElement, _ name: String) -> String? {
        element.attributes?.first { $0.localName == name || $0.name == name }?.stringValue
    }

    func id(_ element: XMLElement) -> String { attribute(element, "Id") ?? "" }

    func time(_ element: XMLElement, _ name: String) -> Instant? {
        guard let value = text(element, name) else { return nil }
        if let time = Instant(rfc3339: value) { return time }
        return Instant(rfc3339: value.hasSuffix("Z") ? value : value + "Z")
    }

    /// Whether the token's signature is intact; `nil` when nothing says so.
    func intact(_ element: XMLElement) -> Bool? {
        guard let signature = child(element, "BasicSignature") else { return nil }
        let words = [text(signature, "SignatureIntact"), text(signature, "SignatureValid")]
        return words.contains("false") ? false : true
    }

    func algorithm(_ element: XMLElement) -> AlgorithmFacts {
        guard let signature = child(element, "BasicSignature") else { return .unknown("–") }
        let family = text(signature, "EncryptionAlgoUsedToSignThisToken") ?? ""
        let bits = Int(text(signature, "KeyLengthUsedToSignThisToken") ?? "") ?? 0
        let name = text(signature, "DigestAlgoUsedToSignThisToken") ?? ""
        guard case .digest(let digest) = digest(name) else { return .unknown("\(family) \(name)") }
        switch family {
        case "RSA": return .signature(.rsaPKCS1(digest), .rsa(bits: bits))
        case "RSASSA-PSS", "RSASSA_PSS":
            return .signature(.rsaPSS(digest, mgf1: digest, saltLength: digest.byteCount), .rsa(bits: bits))
        case "ECDSA", "PLAIN-ECDSA", "PLAIN_ECDSA":
            switch bits {
            case 256: return .signature(.ecdsa(digest), .p256)
            case 384: return .signature(.ecdsa(digest), .p384)
            case 521: return .signature(.ecdsa(digest), .p521)
            case 512: return .signature(.ecdsa(digest), .brainpoolP512r1)
            case 192: return .signature(.ecdsa(digest), .p192)
            default: return .unknown("ECDSA-\(bits)")
            }
        case "DSA": return .signature(.dsa(digest), .dsa(bits: bits))
        default: return .unknown(family)
        }
    }

    func digest(_ name: String) -> AlgorithmFacts {
        switch name {
        case "SHA1": .digest(.sha1)
        case "SHA224": .digest(.sha224)
        case "SHA256": .digest(.sha256)
        case "SHA384": .digest(.sha384)
        case "SHA512": .digest(.sha512)
        case "SHA3-256": .digest(.sha3_256)
        case "SHA3-512": .digest(.sha3_512)
        default: .unknown(name)
        }
    }
}

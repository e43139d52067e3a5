// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON

/// An object of kept facts: exactly the members that it has to have.
struct FactsObject {
    private let value: JSONValue
    private let name: String

    init(
        _ value: JSONValue, _ name: String, _ members: Set<String>, mayHave others: Set<String> = []
    ) throws(FactsReader.Failure) {
        guard let found = value.members, Set(found.map(\.name)).subtracting(others) == members else {
            throw .member(name)
        }
        self.value = value
        self.name = name
    }

    subscript(member: String) -> JSONValue { value[member] ?? .null }

    func text(_ member: String) throws(FactsReader.Failure) -> String {
        try self[member].string("\(name).\(member)")
    }

    func list(_ member: String) throws(FactsReader.Failure) -> [JSONValue] {
        guard let elements = self[member].elements else { throw .member("\(name).\(member)") }
        return elements
    }

    func time(_ member: String) throws(FactsReader.Failure) -> Instant {
        guard let time = self[member].text.flatMap({ Instant(rfc3339: $0) }) else { throw .member("\(name).\(member)") }
        return time
    }

    func optionalTime(_ member: String) throws(FactsReader.Failure) -> Instant? {
        self[member] == .null ? nil : try time(member)
    }

    func word<Word: RawRepresentable<String>>(_ member: String) throws(FactsReader.Failure) -> Word {
        guard let word = self[member].text.flatMap({ Word(rawValue: $0) }) else { throw .member("\(name).\(member)") }
        return word
    }

    func identifier(_ member: String) throws(FactsReader.Failure) -> ObjectIdentifier {
        guard let identifier = self[member].text.flatMap({ ObjectIdentifier($0) }) else {
            throw .member("\(name).\(member)")
        }
        return identifier
    }

    func identifiers(_ member: String) throws(FactsReader.Failure) -> [ObjectIdentifier] {
        var identifiers: [ObjectIdentifier] = []
        for item in try list(member) {
            guard let identifier = item.text.flatMap({ ObjectIdentifier($0) }) else {
                throw .member("\(name).\(member)")
            }
            identifiers.append(identifier)
        }
        return identifiers
    }

    /// An algorithm by its names.
    static func algorithm(_ value: JSONValue) throws(FactsReader.Failure) -> AlgorithmFacts {
        if let name = value["unknown"]?.text { return .unknown(name) }
        guard let scheme = value["scheme"]?.text else {
            return .digest(try digest(value["digest"]))
        }
        guard let key = value["key"]?.text.flatMap({ KeyKind(named: $0) }) else { throw .member("algorithm.key") }
        switch scheme {
        case "rsa-pkcs1": return .signature(.rsaPKCS1(try digest(value["digest"])), key)
        case "ecdsa": return .signature(.ecdsa(try digest(value["digest"])), key)
        case "dsa": return .signature(.dsa(try digest(value["digest"])), key)
        case "ed25519": return .signature(.ed25519, key)
        case "rsa-pss":
            guard let salt = value["salt"]?.wholeNumber, (0...65_535).contains(salt) else {
                throw .member("algorithm.salt")
            }
            return .signature(
                .rsaPSS(try digest(value["digest"]), mgf1: try digest(value["mask"]), saltLength: Int(salt)), key)
        default: throw .member("algorithm.scheme")
        }
    }

    private static func digest(_ value: JSONValue?) throws(FactsReader.Failure) -> DigestAlgorithm {
        guard let digest = DigestAlgorithm.allCases.first(where: { "\($0)" == value?.text }) else {
            throw .member("algorithm.digest")
        }
        return digest
    }
}

extension JSONValue {
    func string(_ path: String) throws(FactsReader.Failure) -> String {
        guard let text else { throw .member(path) }
        return text
    }
}

extension KeyKind {
    /// By its usual name, as ``description`` has it.
    fileprivate init?(named name: String) {
        let curves: [KeyKind] = [
            .p192, .p224, .p256, .p384, .p521, .brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1, .ed25519,
        ]
        if let curve = curves.first(where: { "\($0)" == name }) {
            self = curve
        } else if name.hasPrefix("RSA-"), let bits = Int(name.dropFirst(4)), bits > 0 {
            self = .rsa(bits: bits)
        } else if name.hasPrefix("DSA-"), let bits = Int(name.dropFirst(4)), bits > 0 {
            self = .dsa(bits: bits)
        } else {
            return nil
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

extension ProfileError {
    /// What it says; of a profile's own file, where in it.
    var statement: Statement {
        switch self {
        case .document(let error): error.statement
        case .unknownValue(let path, let seen, let allowed), .urlTemplate(let path, let seen, let allowed):
            told("value", ["path": path, "seen": seen, "allowed": Statement.list(allowed)])
        case .outOfRange(let path, let seen, let allowed):
            told("value", ["path": path, "seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .empty(let path): told("empty", ["path": path])
        case .repeated(let path, let value): told("repeated", ["path": path, "seen": value])
        case .contradiction(let kind, let path, let seen, let allowed):
            told("contradiction", ["kind": kind.rawValue, "path": path, "seen": seen, "allowed": allowed])
        case .fixedAttribute(let path, let error):
            told("fixedAttribute", ["path": path], cause: error.statement)
        case .key(let seen, let allowed): told("key", ["seen": "\(seen)", "allowed": Statement.list(allowed)])
        case .attributeMissing(let attribute): told("attributeMissing", ["attribute": attribute.label])
        case .attributeNotNamed(let attribute): told("attributeNotNamed", ["attribute": attribute.label])
        case .attributePrefix(let attribute, let allowed):
            told("attributePrefix", ["attribute": attribute.label, "allowed": allowed])
        case .attributeRepeated(let attribute): told("attributeRepeated", ["attribute": attribute.label])
        case .name(let error): told("name", cause: error.statement)
        case .licenceNumberMissing: told("licenceNumberMissing")
        case .licenceNumberNotNamed: told("licenceNumberNotNamed")
        case .licenceNumber(let length, let allowed):
            told("licenceNumber", ["seen": "\(length)", "allowed": Statement.range(allowed)])
        case .alternativeNameMissing: told("alternativeNameMissing")
        case .alternativeNameNotNamed: told("alternativeNameNotNamed")
        case .authorityOutsideCeremony(let profile): told("authorityOutsideCeremony", ["profile": profile])
        case .jitter(let seen, let allowed):
            told("jitter", ["seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .shardMissing(let path): told("shardMissing", ["path": path])
        case .issuerKeyIdentifierMissing: told("issuerKeyIdentifierMissing")
        }
    }

    private func told(_ name: String, _ facts: [String: String] = [:], cause: Statement? = nil) -> Statement {
        Statement("profile.\(name)", facts, parts: cause.map { ["cause": [$0]] } ?? [:])
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import Issuance
import PKIX

extension CeremonyError {
    /// Why the ceremony was not performed, and what to do about it; for those present, so faults are told in full.
    ///
    /// - Parameter language: theirs.
    /// - Returns: one or two sentences that name the file or the value.
    public func sentence(in language: Language) -> String { statement.sentence(in: language) }

    var statement: Statement {
        switch self {
        case .document(let error): told("document", cause: error.statement)
        case .value(let path, let seen, let allowed):
            told("value", ["path": path, "seen": seen, "allowed": Statement.list(allowed)])
        case .roleMissing(let role): told("roleMissing", ["seen": role.rawValue])
        case .witnessRepeated(let path): told("witnessRepeated", ["path": path])
        case .unknownProfile(let name, let allowed):
            told("unknownProfile", ["seen": name, "allowed": Statement.list(allowed)])
        case .profileKind(let name, let seen, let allowed):
            told(
                "profileKind",
                ["profile": name, "seen": seen.rawValue, "allowed": Statement.list(allowed.map(\.rawValue))])
        case .keyKind(let seen, let allowed):
            told("keyKind", ["seen": "\(seen)", "allowed": Statement.list(allowed)])
        case .subjectFixed(let attribute, let allowed):
            told("subjectFixed", ["attribute": attribute.label, "allowed": allowed])
        case .subjectOrder(let allowed): told("subjectOrder", ["allowed": Statement.list(allowed.map(\.label))])
        case .fileExists(let path): told("fileExists", ["file": path])
        case .authorityExists(let name): told("authorityExists", ["name": name])
        case .issuerUnknown(let name): told("issuerUnknown", ["name": name])
        case .fileMissing(let path): told("fileMissing", ["file": path])
        case .custody(let error): error.statement
        case .begunOtherwise(let authority, let digest, let path):
            told("begunOtherwise", ["name": authority, "sha256": digest, "file": path])
        case .sourceDigest(let path, let seen, let allowed):
            told("sourceDigest", ["file": path, "seen": seen, "allowed": allowed])
        case .sourceUnproven(let path): told("sourceUnproven", ["file": path])
        case .sourceNoAuthority(let path): told("sourceNoAuthority", ["file": path])
        case .pathTooLong(let issuer, let allowed):
            told("pathTooLong", ["name": issuer, "allowed": "\(allowed)"])
        case .succeeded(let name): told("succeeded", ["name": name])
        case .unknownCertificate(let authority, let seen):
            told("unknownCertificate", ["name": authority, "seen": seen])
        case .listsItself(let authority): told("listsItself", ["name": authority])
        case .notConcluded: told("notConcluded")
        case .keyTwice(let file, let reference): told("keyTwice", ["file": file, "seen": reference])
        case .tokenNeeded(let reference): told("tokenNeeded", ["file": reference])
        case .issuance(let error): error.statement
        case .key(let error): told("key", cause: error.statement)
        case .certificate(let path, let error): told("certificate", ["file": path], cause: error.statement)
        case .file(let path, let code): told("file", ["file": path, "seen": "\(code)"])
        case .readBack(let path): told("readBack", ["file": path])
        case .records(let error): error.statement
        }
    }

    private func told(_ name: String, _ facts: [String: String] = [:], cause: Statement? = nil) -> Statement {
        Statement("problem.ceremony.\(name)", facts, parts: cause.map { ["cause": [$0]] } ?? [:])
    }
}

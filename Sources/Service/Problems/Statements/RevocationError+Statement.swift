// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records
import Revocation

extension RevocationError {
    /// What it says.
    ///
    /// One row a case: a table, and so longer than a screen.
    var statement: Statement {
        switch self {
        case .expired(let reference, let since):
            told("expired", ["certificate": reference.label, "since": since.rfc3339])
        case .planChanged(let shown, let now): told("planChanged", ["seen": shown, "allowed": now])
        case .notIssued(let reference, let seen):
            told("notIssued", ["certificate": reference.label, "seen": seen.rawValue])
        case .invalidityInFuture(let seen, let latest):
            told("invalidityInFuture", ["seen": seen.rfc3339, "allowed": latest.rfc3339])
        case .reason(let seen, let allowed):
            told("reason", ["seen": "\(seen)", "allowed": Statement.list(allowed.map { "\($0)" })])
        case .revokedAlready(let reference, let since):
            told("revokedAlready", ["certificate": reference.label, "since": since.rfc3339])
        case .revokedOtherwise(let reference, let since, let reason, _):
            told(
                "revokedOtherwise",
                ["certificate": reference.label, "since": since.rfc3339, "reason": reason.map { "\($0)" } ?? "–"])
        case .statusStep(let reference, let seen, let allowed):
            told(
                "statusStep", ["certificate": reference.label],
                parts: ["seen": [seen.statement], "allowed": allowed.map(\.statement)])
        case .unknownCertificate(let reference): told("unknownCertificate", ["certificate": reference.label])
        case .authorityMayNotSignLists(let authority): told("authorityMayNotSignLists", ["authority": authority])
        case .authorityNotValid(let authority, let time, let validity):
            told(
                "authorityNotValid",
                [
                    "authority": authority, "seen": time.rfc3339,
                    "allowed": "\(validity.notBefore.rfc3339)–\(validity.notAfter.rfc3339)",
                ])
        case .authorityKeyUnnamed(let authority): told("authorityKeyUnnamed", ["authority": authority])
        case .keyMismatch(let authority): told("keyMismatch", ["authority": authority])
        case .plan(let field, let seen, let allowed):
            told("plan", ["name": field, "seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .responder(let authority, let flaw):
            told(
                "responder", ["authority": authority],
                parts: ["cause": [Statement("responder.\(flaw.rawValue)")]])
        case .shardCountChanged(let authority, let seen, let published):
            told("shardCountChanged", ["authority": authority, "seen": "\(seen)", "allowed": "\(published)"])
        case .deltaDiffers(let authority, let first, let count):
            told("deltaDiffers", Self.entries(authority, "delta", first, count))
        case .entryChanged(let authority, let scope, let first, let count):
            told("entryChanged", Self.entries(authority, scope, first, count))
        case .entryDropped(let authority, let scope, let first, let count):
            told("entryDropped", Self.entries(authority, scope, first, count))
        case .listNumberBehind(let authority, let scope, let seen, let newest):
            told(
                "listNumberBehind",
                ["authority": authority, "scope": scope, "seen": "\(seen)", "newest": "\(newest)"])
        case .listTimeBehind(let authority, let scope, let seen, let newest):
            told(
                "listTimeBehind",
                ["authority": authority, "scope": scope, "seen": seen.rfc3339, "newest": newest.rfc3339])
        case .keyProof(.unreadable(let error)): told("keyProof", parts: ["cause": [error.statement]])
        case .keyProof(.saysSomethingElse):
            told("keyProofStatement", ["allowed": KeyProof.commonName])
        case .keyProof(.signature): told("keyProofSignature")
        case .listRefused(let authority, let scope, let findings):
            told(
                "listRefused", ["authority": authority, "scope": scope],
                parts: ["findings": findings.map(\.statement)])
        case .listUnreadable(let authority, let scope, let error):
            told(
                "listUnreadable", ["authority": authority, "scope": scope], parts: ["cause": [error.statement]])
        case .listUnverified(let authority, let scope):
            told("listUnverified", ["authority": authority, "scope": scope])
        case .scopeChanged(let authority, let scope):
            told("scopeChanged", ["authority": authority, "scope": scope])
        case .listForeign(let authority, let scope, let number):
            told("listForeign", ["authority": authority, "scope": scope, "seen": "\(number)"])
        case .listAhead(let authority, let scope, let seen, let onRecord):
            told(
                "listAhead",
                ["authority": authority, "scope": scope, "seen": "\(seen)", "newest": "\(onRecord)"])
        case .answerFile(let path, let flaw):
            told("answerFile", ["file": path], parts: ["cause": [Statement("answerFile.\(flaw.rawValue)")]])
        case .unanswered(let reference): told("unanswered", ["certificate": reference.label])
        case .file(let path, let step, let code):
            told("file", ["file": path, "cause": "\(step), errno \(code)"])
        case .key(let error): told("key", parts: ["cause": [error.statement]])
        case .certificate(let error): told("certificate", parts: ["cause": [error.statement]])
        case .records(let error): error.statement
        }
    }

    private func told(
        _ name: String, _ facts: [String: String] = [:], parts: [String: [Statement]] = [:]
    ) -> Statement {
        Statement("problem.revocation.\(name)", facts, parts: parts)
    }

    private static func entries(
        _ authority: String, _ scope: String, _ first: SerialNumber, _ count: Int
    ) -> [String: String] {
        ["authority": authority, "scope": scope, "first": first.hex, "count": "\(count)"]
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Issuance
import Linting
import PKIX

extension Finding {
    /// What it says: a rule's name, its clause, what the certificate has and may have.
    var statement: Statement {
        Statement("finding.rule", ["rule": rule, "clause": citation, "seen": seen, "allowed": allowed])
    }
}

extension IssuanceError {
    /// What it says.
    var statement: Statement {
        switch self {
        case .request(let error): told("request", cause: error.statement)
        case .keyExchanged(let application): told("keyExchanged", ["id": application])
        case .keyOfSomeoneElse: told("keyOfSomeoneElse")
        case .keyReported: told("keyReported")
        case .subjectKey(let error): told("subjectKey", cause: error.statement)
        case .draft(let error): told("draft", cause: error.statement)
        case .outlivesIssuer(let notAfter, let issuer):
            told("outlivesIssuer", ["seen": notAfter.rfc3339, "allowed": issuer.rfc3339])
        case .overBeforeItBegins(let limit, let notBefore):
            told("overBeforeItBegins", ["seen": limit.rfc3339, "allowed": notBefore.rfc3339])
        case .refused(let findings):
            Statement("problem.issuance.refused", parts: ["findings": findings.map(\.statement)])
        case .unreadable(let error): told("unreadable", cause: error.statement)
        case .algorithm(let algorithm, let kind):
            told("algorithm", ["seen": algorithm.algorithm.dotted, "allowed": "\(kind)"])
        case .foreignKey(let authority): told("foreignKey", ["authority": authority])
        case .issuerUnclear(let profile, let seen):
            told("issuerUnclear", ["profile": profile, "seen": Statement.list(seen)])
        case .key(let error): told("key", cause: error.statement)
        case .signedOtherwise(let reference): told("signedOtherwise", ["certificate": reference.label])
        case .serialsRepeat(let draws): told("serialsRepeat", ["seen": "\(draws)"])
        case .records(let error): error.statement
        }
    }

    private func told(_ name: String, _ facts: [String: String] = [:], cause: Statement? = nil) -> Statement {
        Statement("problem.issuance.\(name)", facts, parts: cause.map { ["cause": [$0]] } ?? [:])
    }
}

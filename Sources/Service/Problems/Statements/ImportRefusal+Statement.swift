// SPDX-License-Identifier: Apache-2.0
public import Enrollment
import PKIX
import Records

extension ImportRefusal {
    /// What it says to whoever reads the report.
    public var statement: Statement {
        switch self {
        case .columns(let seen, let allowed): told("columns", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .profile(let seen, let allowed):
            told("profile", ["seen": seen, "allowed": Statement.list(allowed)])
        case .fieldMissing(let field): told("fieldMissing", parts: ["field": [field.statement]])
        case .identity(let field, let error):
            Statement(
                "problem.enrollment.identity",
                parts: ["field": [field.statement(for: error)], "cause": [error.statement]])
        case .certificateMissing: told("certificateMissing")
        case .certificateAmbiguous(let count): told("certificateAmbiguous", ["seen": "\(count)"])
        case .certificateTwice(let row): told("certificateTwice", ["row": "\(row)"])
        case .certificateUnreadable(let error): told("certificateUnreadable", parts: ["cause": [error.statement]])
        case .issuer(let code): told("issuer", ["code": code.rawValue])
        case .authority: told("authority")
        case .statusUnknown: told("statusUnknown")
        case .key(let weakness): told("key", parts: ["cause": [weakness.statement]])
        case .subject(let field): told("subject", parts: ["field": [field.statement]])
        case .conflict(let conflict): told(conflict.rawValue)
        }
    }

    private func told(
        _ name: String, _ facts: [String: String] = [:], parts: [String: [Statement]] = [:]
    ) -> Statement {
        Statement("import.refused.\(name)", facts, parts: parts)
    }
}

extension ImportIssuers.Fault {
    /// What it says to whoever runs the import.
    public var statement: Statement {
        switch self {
        case .issuer(let name): Statement("import.fault.issuer", ["name": name])
        case .listSigner(let issuer): Statement("import.fault.listSigner", ["name": issuer])
        case .listKind(let issuer): Statement("import.fault.listKind", ["name": issuer])
        }
    }
}

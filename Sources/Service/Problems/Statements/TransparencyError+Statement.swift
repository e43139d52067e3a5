// SPDX-License-Identifier: Apache-2.0
import Transparency

extension TransparencyError {
    /// What it says.
    var statement: Statement {
        switch self {
        case .malformed(let field, let seen, let allowed):
            told("malformed", ["field": field, "seen": seen, "allowed": allowed])
        case .unsigned(let names): told("unsigned", ["names": Statement.list(names)])
        case .signatureInvalid(let name): told("signatureInvalid", ["name": name])
        case .origin(let seen, let allowed): told("origin", ["seen": seen, "allowed": allowed])
        case .notIncluded(let index, let size): told("notIncluded", ["line": "\(index)", "size": "\(size)"])
        case .inconsistent(let from, let to): told("inconsistent", ["from": "\(from)", "to": "\(to)"])
        case .tile(let path): told("tile", ["path": path])
        }
    }

    private func told(_ name: String, _ facts: [String: String]) -> Statement {
        Statement("problem.transparency.\(name)", facts)
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import JSON
import MohrValidation
import PKIX

extension ProfessionFeedError {
    /// What it says.
    ///
    /// One row a case: a table, and so longer than a screen.
    var statement: Statement {
        switch self {
        case .signature(let decision, let causes):
            told("signature", ["seen": decision.rawValue, "detail": Statement.list(causes.map(\.rawValue))])
        case .signatures(let seen): told("signatures", ["seen": "\(seen)"])
        case .signer(let seen, let allowed): told("signer", ["seen": seen, "allowed": Statement.list(allowed)])
        case .otherBody(let seen, let allowed): told("otherBody", ["seen": seen, "allowed": allowed])
        case .tooLarge(let seen, let allowed): told("tooLarge", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .json(let error): told("json", ["detail": CaseWords.of(error)])
        case .member(let path, let seen, let allowed):
            told("member", ["path": path, "seen": seen, "allowed": allowed])
        case .licence(let index, let register): told("licence", ["index": "\(index)", "name": register])
        case .licenceOrder(let index): told("licenceOrder", ["index": "\(index)"])
        case .periods(let index): told("periods", ["index": "\(index)"])
        case .fromFuture(let issuedAt, let now):
            told("fromFuture", ["seen": issuedAt.rfc3339, "now": now.rfc3339])
        case .stale(let until, let now): told("stale", ["until": until.rfc3339, "now": now.rfc3339])
        case .behind(let seen, let newest): told("behind", ["seen": "\(seen)", "newest": "\(newest)"])
        case .forked(let sequence): told("forked", ["seen": "\(sequence)"])
        case .gap(let seen, let expected): told("gap", ["seen": "\(seen)", "allowed": "\(expected)"])
        case .chain(let sequence): told("chain", ["seen": "\(sequence)"])
        case .timeBehind(let seen, let newest):
            told("timeBehind", ["seen": seen.rfc3339, "newest": newest.rfc3339])
        case .firstIsChange(let sequence): told("firstIsChange", ["seen": "\(sequence)"])
        }
    }

    private func told(_ name: String, _ facts: [String: String]) -> Statement {
        Statement("problem.professions.\(name)", facts)
    }
}

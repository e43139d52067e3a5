// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Records

extension RenewalRefusal {
    /// What it says.
    var statement: Statement {
        switch self {
        case .beingRenewed: told("beingRenewed")
        case .certificate: told("certificate")
        case .key: told("key")
        case .keyNotNew: told("keyNotNew")
        case .notYet(let opens): told("notYet", ["opens": opens.rfc3339])
        case .over(let since): told("over", ["since": since.rfc3339])
        case .proofTooOld(let since, let allowed):
            told("proofTooOld", ["since": since.rfc3339, "allowed": "\(allowed / 86_400)"])
        case .stale(let seen, let now, let allowed):
            told("stale", ["seen": seen.rfc3339, "now": now.rfc3339, "allowed": "\(allowed)"])
        case .statement(let line): told("statement", ["line": "\(line)"])
        case .status(let seen): told("status", parts: ["seen": [seen.statement]])
        case .terms(let seen, let allowed): told("terms", ["seen": seen, "allowed": allowed])
        case .tooOften(let seen, let allowed): told("tooOften", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .unknown: told("unknown")
        }
    }

    /// How the web calls it.
    var webStatus: Int {
        switch self {
        case .unknown: 404
        case .beingRenewed, .keyNotNew, .status, .over: 409
        case .notYet, .proofTooOld, .tooOften: 403
        case .certificate, .key, .stale, .statement, .terms: 422
        }
    }

    /// The rule that was broken.
    var clause: String? {
        switch self {
        case .terms: "ETSI EN 319 411-1 REG-6.3.7-04"
        case .proofTooOld, .tooOften: "ETSI EN 319 411-1 REG-6.3.1-00D"
        case .status, .over: "ETSI EN 319 411-1 REG-6.3.7-03"
        case .keyNotNew, .notYet: "CP/CPS 4.7"
        case .beingRenewed, .certificate, .key, .stale, .statement, .unknown: nil
        }
    }

    private func told(
        _ name: String, _ facts: [String: String] = [:], parts: [String: [Statement]] = [:]
    ) -> Statement {
        Statement("problem.enrollment.renewal-\(name)", facts, parts: parts)
    }
}

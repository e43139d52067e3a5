// SPDX-License-Identifier: Apache-2.0
import HTTPServer

extension HTTPServerRefusal {
    /// What it says.
    var statement: Statement {
        switch self {
        case .malformed(_, let offset): told("malformed", ["offset": "\(offset)"])
        case .headTooSlow(let allowed): told("headTooSlow", ["allowed": "\(allowed)"])
        case .bodyTooSlow(let allowed): told("bodyTooSlow", ["allowed": "\(allowed)"])
        case .lengthMissing(let method): told("lengthMissing", ["seen": method])
        case .bodyTooLarge(let seen, let allowed):
            told("bodyTooLarge", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .targetTooLong(let allowed): told("targetTooLong", ["allowed": "\(allowed)"])
        case .expectationUnknown(let seen): told("expectationUnknown", ["seen": seen])
        case .headTooLarge(let allowed): told("headTooLarge", ["allowed": "\(allowed)"])
        case .tooManyFields(let allowed): told("tooManyFields", ["allowed": "\(allowed)"])
        case .methodUnknown(let seen): told("methodUnknown", ["seen": seen])
        case .transferCodingUnknown(let seen): told("transferCodingUnknown", ["seen": seen])
        case .versionUnsupported(let seen): told("versionUnsupported", ["seen": seen])
        case .responseUnwritable: told("responseUnwritable")
        case .overloaded(let seconds): told("overloaded", ["allowed": "\(seconds)"])
        case .tooManyConnections(let allowed): told("tooManyConnections", ["allowed": "\(allowed)"])
        }
    }

    private func told(_ name: String, _ facts: [String: String] = [:]) -> Statement {
        Statement("problem.http.\(name)", facts)
    }
}

// SPDX-License-Identifier: Apache-2.0
import Campaigns
import Cryptography
import HTTPServer
import Issuance
import PKIX
import Records
import Revocation

extension ServiceError {
    /// Why the house does not open, and what to do about it; for the operator, so faults are told in full.
    ///
    /// - Parameter language: the operator's.
    /// - Returns: one or two sentences that name the file and the key.
    public func sentence(in language: Language) -> String { statement.sentence(in: language) }

    var statement: Statement {
        switch self {
        case .configuration(let error): error.statement
        case .unreadable(let file, let cause): Statement("start.unreadable", ["file": file, "detail": cause])
        case .profile(let file, let cause): Statement("start.profile", ["file": file, "detail": cause])
        case .records(let error): Statement("start.records", parts: ["cause": [error.statement]])
        case .authorityNotOnRecord(let name, let known):
            Statement("start.authorityNotOnRecord", ["seen": name, "allowed": Statement.list(known)])
        case .key(let file, let error): Statement("start.key", ["file": file], parts: ["cause": [error.statement]])
        case .certificate(let file, let error):
            Statement("start.certificate", ["file": file], parts: ["cause": [error.statement]])
        case .issuance(let error): Statement("start.authority", parts: ["cause": [error.statement]])
        case .enrollment(let error): Statement("start.authority", parts: ["cause": [error.statement]])
        case .ceremony(let error): error.statement
        case .revocation(let error): Statement("start.authority", parts: ["cause": [error.statement]])
        case .timestamping(let error): Statement("start.timestamps", parts: ["cause": [error.statement]])
        case .campaign(let error): Statement("start.campaign", parts: ["cause": [error.statement]])
        case .profession(let file, let error):
            Statement("start.profession", ["file": file], parts: ["cause": [error.statement]])
        case .fault(let fault):
            Statement(
                "start.fault", ["reference": fault.reference, "room": fault.room, "detail": fault.detail])
        case .listener(let address, let port, let error):
            Statement(
                "start.listener", ["address": address, "port": "\(port)"], parts: ["cause": [error.statement]])
        }
    }
}

extension HTTPServerError {
    /// What it says.
    var statement: Statement {
        switch self {
        case .addressInvalid(let address): Statement("listener.addressInvalid", ["seen": address])
        case .portInvalid(let port): Statement("listener.portInvalid", ["seen": "\(port)"])
        case .addressInUse: Statement("listener.addressInUse")
        case .outOfRange(let field, let seen, let allowed):
            Statement(
                "listener.outOfRange", ["name": field, "seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .tls(let problem, let library):
            Statement("listener.tls", ["seen": "\(problem)", "detail": library])
        case .alreadyStarted: Statement("listener.alreadyStarted")
        case .system(let call, let errno): Statement("listener.system", ["call": call, "seen": "\(errno)"])
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Revocation

extension Problem {
    /// What a change of status was refused for, or what it failed at.
    init(_ error: RevocationError) {
        switch error {
        case .unknownCertificate: self.init(404, "revocation", error.statement)
        case .revokedAlready:
            self.init(409, "revocation", error.statement, clause: "ETSI EN 319 411-1 REV-6.3.9-04")
        case .expired: self.init(409, "revocation", error.statement, clause: "RFC 5280 4.1.2.5")
        case .revokedOtherwise, .statusStep, .notIssued, .planChanged: self.init(409, "revocation", error.statement)
        case .keyProof: self.init(422, "revocation", error.statement, clause: "CP/CPS 4.9.12")
        case .reason: self.init(422, "revocation", error.statement, clause: "RFC 5280 5.3.1")
        case .invalidityInFuture: self.init(422, "revocation", error.statement, clause: "RFC 5280 5.3.2")
        // What an authority or its plan lacks is told when the house opens; a client can do nothing about it.
        case .authorityMayNotSignLists, .authorityNotValid, .authorityKeyUnnamed, .keyMismatch, .plan, .responder,
            .shardCountChanged, .entryChanged, .entryDropped, .listNumberBehind, .listTimeBehind, .listRefused,
            .listUnreadable, .listUnverified, .key, .certificate, .deltaDiffers, .listForeign, .listAhead,
            .scopeChanged, .file,
            .answerFile, .unanswered:
            self = .fault("revocation", error, isPassing: false)
        case .records(let inner): self.init(inner)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Issuance
import Linting

extension Problem {
    /// Why a certificate was not issued.
    init(_ error: IssuanceError) {
        switch error {
        case .request: self.init(422, "issuance", error.statement, clause: "RFC 2986 4")
        case .outlivesIssuer: self.init(422, "issuance", error.statement, clause: "CP/CPS 6.3.2")
        case .refused(let findings):
            self.init(422, "issuance", error.statement, clause: findings.first?.citation)
        case .keyReported: self.init(422, "issuance", error.statement, clause: "CP/CPS 4.9.12")
        case .keyOfSomeoneElse: self.init(422, "issuance", error.statement, clause: "CP/CPS 6.1.1")
        case .keyExchanged, .subjectKey, .draft, .overBeforeItBegins, .unreadable, .algorithm:
            self.init(422, "issuance", error.statement)
        case .foreignKey, .issuerUnclear, .key, .signedOtherwise, .serialsRepeat:
            self = .fault("issuance", error, isPassing: false)
        case .records(let inner): self.init(inner)
        }
    }
}

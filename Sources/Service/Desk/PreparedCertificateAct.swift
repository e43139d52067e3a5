// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import PKIX
import Records
import Revocation

/// An act on a certificate that was written down with its cause, with all that the officer signs.
struct PreparedCertificateAct {
    let record: IssuanceRecord
    let act: CertificateAct
    /// The word of the table of reasons; only of a revocation.
    let reason: String?
    let cause: String

    /// What is signed: it names the status that the certificate has now.
    func action(by officer: Officer, _ call: DeskCall) throws(Problem) -> CertificateAction {
        let standing = try call.recording { () throws(RecordsError) in
            try call.service.records.statusHistory(of: record.reference).last
        }
        guard let standing else {
            throw Problem(404, "service", "unknownCertificate", ["serial": record.reference.serial.hex])
        }
        return CertificateAction(
            act.signed, of: record.reference, in: standing.interval, by: officer,
            reason: act == .revoke ? reason : nil, because: cause)
    }

    /// Does it, once the signature is good.
    func perform(_ rule: ReasonRule?, _ call: DeskCall) throws(Problem) {
        guard CertificateRoutes.mayChange(record, call.officer) else {
            throw .role(
                seen: call.officer.role,
                allowed: record.application == nil ? [.administrator] : [.approver, .supervisor])
        }
        let (action, signature) = (try action(by: call.officer, call), try call.signature())
        try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.authorise(action, by: call.officer, signature: signature)
        }
        try act.perform(on: record, reason: rule, because: cause, call)
    }
}

extension CertificateAct {
    /// What it is called in what officers sign.
    var signed: CertificateAction.Act {
        switch self {
        case .hold: .hold
        case .release: .release
        case .revoke: .revoke
        }
    }
}

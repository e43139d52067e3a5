// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import Records

extension RegistrationAuthority {
    /// Lets an officer act on a certificate, if they signed for it or need not.
    ///
    /// The statement and its signature go into the audit log before anything is done: no line, no act.
    ///
    /// - Parameters:
    ///   - action: what is to be done.
    ///   - officer: by whom.
    ///   - signature: the officer's, by the key of their certificate or a confirmed desk key; nil if they gave none.
    /// - Throws: ``EnrollmentError/officerSignatureMissing(officer:)`` where officers sign,
    ///   ``EnrollmentError/officerSignature(officer:)`` for another's or another statement's.
    public func authorise(
        _ action: CertificateAction, by officer: Officer, signature: [UInt8]?
    ) throws(EnrollmentError) {
        let record = try told(try records.officer(officer.id))
        guard record.status == .active else { throw .officerSuspended(id: record.id) }
        try check(signature, overBytes: action.bytesToBeSigned, by: record)
        guard let signature else { return }
        _ = try told(
            try records.note(
                AuditAct.officerSigned, of: action.subject, by: officer.id, at: clock(),
                details: [
                    "action": action.act.rawValue,
                    "statement": String(decoding: action.bytesToBeSigned, as: UTF8.self),
                    "signature": Base64.encode(signature),
                ]))
    }
}

extension AuditAct {
    /// An officer signed for what they do to a certificate; the act itself is the next line about it.
    public static let officerSigned = "officer.signed"
}

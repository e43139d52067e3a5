// SPDX-License-Identifier: Apache-2.0
import DER
public import PKIX
public import Records

extension RegistrationAuthority {
    /// An application that takes the place of certificates whose keys are lost.
    public struct Replacement: Sendable, Hashable {
        /// The application, in state submitted: another officer has to enter or approve what this one started.
        public let application: Application
        /// The certificates that it follows; to be put on hold now, and revoked when it is approved.
        public let predecessors: [CertificateReference]
    }

    /// Starts to replace a person's certificates, at an office that sees them.
    ///
    /// Two officers are needed as for any application. What the officer who starts it can do alone is to have the old
    /// certificates put on hold, which can be lifted; they are revoked when a second one has approved.
    ///
    /// - Parameters:
    ///   - nationalID: the person's, canonical.
    ///   - profile: whose certificates are replaced, and what is applied for.
    ///   - form: filled in anew; nil takes the newest application's, as the records have it.
    ///   - csr: PKCS#10 for the new key.
    ///   - reason: what the old ones are to be revoked with.
    ///   - officer: an enterer of the office that enrols.
    /// - Returns: the application and what it follows.
    /// - Throws: ``EnrollmentError/nothingToReplace(profile:)``, and as ``apply(_:office:csr:filedBy:signature:)``.
    /// - SeeAlso: RFC 3647 4.4.8 and 4.4.9; CP/CPS 4.8.
    public func replace(
        nationalID: String, profile: String, form: ApplicationForm? = nil, csr: [UInt8], reason: RevocationReason,
        by officer: Officer
    ) throws(EnrollmentError) -> Replacement {
        let time = clock()
        let desk = try desk(officer.office, for: profile, at: time)
        try authorise(officer, at: desk, as: [.enterer], at: time)
        var query = CertificateQuery()
        query.nationalID = nationalID
        query.profile = profile
        let living = try told(try records.find(query, at: time)).certificates.filter {
            [.good, .onHold, .pendingAcceptance].contains($0.state(at: time))
        }
        guard let newest = living.first, let id = newest.record.application else {
            throw .nothingToReplace(profile: profile)
        }
        let filled: ApplicationForm
        if let form { filled = form } else { filled = self.form(of: try application(id)) }
        let draft = try draft(try drawTrackingCode(), filled, office: officer.office, csr: csr, at: time)
        guard ApplicationContent(stored: draft.subject)?.keys.nationalID == nationalID else {
            throw .requestContradicts(.nationalID)
        }
        try refuseKnownKey(draft.publicKeySHA256)
        let predecessors = living.map(\.record.reference)
        let record: ApplicationRecord
        do throws(RecordsError) {
            record = try records.replace(
                draft, predecessors: predecessors, reason: reason, by: officer.id, at: time,
                within: policy.filingLimits, refusing: conflict(of: draft))
        } catch {
            throw refusal(error, of: draft, at: time)
        }
        return Replacement(application: try Application(record), predecessors: predecessors)
    }
}

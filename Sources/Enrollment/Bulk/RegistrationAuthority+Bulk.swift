// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
public import Records

extension RegistrationAuthority {
    /// Makes sure that two officers may order, and did.
    ///
    /// They are an enterer of the office and an approver of it or a supervisor, two people, each with a signature over the
    /// order by the key of the certificate on record. How often officers act in a minute does not matter here: the
    /// order names the one file that it is for.
    ///
    /// - Parameters:
    ///   - order: as signed.
    ///   - entererSignature: the enterer's.
    ///   - approverSignature: the approver's.
    ///   - profiles: what the file applies for.
    /// - Returns: the officers with their signatures.
    /// - Throws: ``EnrollmentError``, as the desk would.
    public func signers(
        of order: BulkOrder, entererSignature: [UInt8], approverSignature: [UInt8], profiles: Set<String>
    ) throws(EnrollmentError) -> OrderSigners {
        let time = clock()
        let (enterer, approver) = (try officer(named: order.enterer), try officer(named: order.approver))
        for profile in profiles.sorted() {
            let desk = try desk(order.office, for: profile, at: time)
            try authorise(enterer, at: desk, as: [.enterer], at: time)
            try authorise(approver, at: desk, as: [.approver, .supervisor], at: time)
        }
        guard let first = try person(enterer.record) else { throw .officerUnidentified(id: enterer.id) }
        guard let second = try person(approver.record) else { throw .officerUnidentified(id: approver.id) }
        guard enterer.id != approver.id, first != second else { throw .sameOfficer(officer: approver.id) }
        for (officer, signature) in [(enterer, entererSignature), (approver, approverSignature)] {
            guard try hasSigned(officer.record, signature, over: order.bytes) else {
                throw .officerSignature(officer: officer.id)
            }
        }
        return OrderSigners(
            enterer: enterer.id, entererSignature: entererSignature, approver: approver.id,
            approverSignature: approverSignature)
    }

    /// Takes one line of an ordered file to approved, checked as the desk checks.
    ///
    /// Asked again for the same key, office and profile it says what came of it: a file may be run through any number
    /// of times.
    ///
    /// - Parameters:
    ///   - form: the line's.
    ///   - csr: the line's PKCS#10.
    ///   - order: the order that the line is of.
    ///   - signers: who signed it.
    /// - Returns: the application, and whether it is a new one.
    /// - Throws: ``EnrollmentError``, each refusal its own case; nothing is kept then.
    public func file(
        _ form: ApplicationForm, csr: [UInt8], under order: BulkOrder, by signers: OrderSigners
    ) throws(EnrollmentError) -> (application: Application, isNew: Bool) {
        let time = clock()
        _ = try desk(order.office, for: form.profile, at: time)
        if let earlier = try earlier(csr, form.profile, order.office) { return (earlier, false) }
        let draft = try draft(try drawTrackingCode(), form, office: order.office, csr: csr, at: time)
        guard let keys = ApplicationContent(stored: draft.subject)?.keys else {
            throw .fieldMissing(.nationalID, profile: form.profile)
        }
        for id in [signers.enterer, signers.approver] {
            guard try person(try told(try records.officer(id))) != keys.nationalID else {
                throw .ownApplication(officer: id)
            }
        }
        let record: ApplicationRecord
        do throws(RecordsError) {
            record = try records.order(
                draft, by: signers, filedBy: Self.house + ":bulk", at: time, refusing: conflict(of: draft))
        } catch {
            throw refusal(error, of: draft, at: time)
        }
        return (try Application(record), true)
    }

    /// What came of the same line before, unless that is nothing.
    private func earlier(
        _ csr: [UInt8], _ profile: String, _ office: String
    ) throws(EnrollmentError) -> Application? {
        guard let request = try? CertificationRequest(derOrPEM: csr) else { return nil }
        let key = DigestAlgorithm.sha256.digest(request.subjectPublicKeyInfo)
        let found = try told(try records.applications(matching: .publicKeySHA256(key))).last {
            $0.office == office && $0.profile == profile
                && [.approved, .issuing, .issued, .accepted].contains($0.state)
        }
        return try found.map { record throws(EnrollmentError) in try Application(record) }
    }
}

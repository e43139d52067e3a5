// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import PKIX
import Records

extension RegistrationAuthority {
    /// When a certificate may be renewed by its holder, and when the holder is asked to.
    ///
    /// - Parameter certificateSHA256: of the certificate; 32 bytes.
    /// - Returns: the window; in the past too.
    /// - Throws: ``EnrollmentError/renewal(_:)`` for what nobody applied for here.
    public func renewalWindow(of certificateSHA256: [UInt8]) throws(EnrollmentError) -> RenewalWindow {
        let old = try renewable(certificateSHA256)
        return window(of: certificateSHA256, notAfter: old.notAfter)
    }

    /// Renews: certifies a new key for a certificate's holder, whose old key has signed for it.
    ///
    /// The signature was judged before, by the house's own validator and the status of now; here everything else is. What
    /// the new certificate says comes from the records, and is checked as a new application's would be: against the
    /// profile, the register and the office as they are today. No officer is asked: the old key stands for the
    /// holder, as often and as long as the policy lets it.
    ///
    /// - Parameters:
    ///   - statement: what the old key signed.
    ///   - message: the CMS that carries it, for the file.
    ///   - signer: SHA-256 of the certificate whose key signed.
    ///   - csr: PKCS#10 for the new key, DER or PEM.
    /// - Returns: the application, approved or further; the same one when asked again.
    /// - Throws: ``EnrollmentError``, each refusal its own case; nothing is kept then.
    /// - SeeAlso: RFC 3647 4.4.7; ETSI EN 319 411-1 REG-6.3.7-01A, -03, -04.
    public func renew(
        _ statement: RenewalStatement, message: [UInt8], signedBy signer: [UInt8], csr: [UInt8]
    ) throws(EnrollmentError) -> Application {
        let time = clock()
        guard signer == statement.certificateSHA256 else { throw .renewal(.certificate) }
        let old = try renewable(signer)
        guard statement.serial == old.record.reference.serial.hex else { throw .renewal(.certificate) }
        if let earlier = try followed(old, by: statement) { return earlier }
        try checkTime(of: statement, old, at: time)
        try checkStanding(of: old, at: time)
        let terms = Hex.encode(policy.termsSHA256)
        guard statement.termsSHA256 == terms else {
            throw .renewal(.terms(seen: String(statement.termsSHA256.prefix(64)), allowed: terms))
        }
        _ = try desk(old.application.office, for: old.application.profile, at: time)
        // The old key speaks for the holder: nobody who came before telephones were asked for is sent to an office.
        var lenient = self
        lenient.policy.requiredFields.subtract([.mobile, .email])
        let draft = try lenient.draft(
            try drawTrackingCode(), form(of: old.application), office: old.application.office, csr: csr, at: time)
        guard draft.publicKeySHA256 == statement.publicKeySHA256 else { throw .renewal(.key) }
        try refuseKnownKey(draft.publicKeySHA256)
        let record: ApplicationRecord
        do throws(RecordsError) {
            record = try records.renew(
                draft, of: old.record.reference, statement: message, by: Self.subscriber, at: time,
                refusing: conflict(of: draft)
            ).application
        } catch {
            throw try renewalRefusal(error, old)
        }
        return try Application(record)
    }

    private struct Renewable {
        let record: IssuanceRecord
        let application: Application
        let notAfter: Instant
    }

    private func window(of sha256: [UInt8], notAfter: Instant) -> RenewalWindow {
        RenewalWindow(
            certificateSHA256: sha256, notAfter: notAfter, policy: policy.renewal,
            termsSHA256: Hex.encode(policy.termsSHA256))
    }

    /// A certificate that somebody applied for here.
    private func renewable(_ sha256: [UInt8]) throws(EnrollmentError) -> Renewable {
        let found = try told(try records.certificates(matching: .certificateSHA256(sha256), limit: 1)).first
        guard let found, let id = found.application, let end = found.validity?.notAfter, profiles[found.profile] != nil
        else { throw .renewal(.unknown) }
        return Renewable(record: found, application: try application(id), notAfter: end)
    }

    /// What came of the same statement before.
    private func followed(_ old: Renewable, by statement: RenewalStatement) throws(EnrollmentError) -> Application? {
        for succession in try told(try records.successions(of: old.record.reference)) where succession.kind == .renewal
        {
            let earlier = try application(succession.application)
            guard ![.rejected, .withdrawn, .expired].contains(earlier.state) else { continue }
            guard earlier.record.publicKeySHA256 == statement.publicKeySHA256 else { throw .renewal(.beingRenewed) }
            return earlier
        }
        return nil
    }

    private func checkTime(
        of statement: RenewalStatement, _ old: Renewable, at time: Instant
    ) throws(EnrollmentError) {
        guard statement.time.seconds(since: time).magnitude <= UInt64(Self.statementSeconds) else {
            throw .renewal(.stale(seen: statement.time, now: time, allowedSeconds: Self.statementSeconds))
        }
        guard time <= old.notAfter else { throw .renewal(.over(since: old.notAfter)) }
        let opens = window(of: statement.certificateSHA256, notAfter: old.notAfter).opens
        guard opens <= time else { throw .renewal(.notYet(opens: opens)) }
    }

    /// The certificate is good, and the holder was seen at an office lately enough.
    private func checkStanding(of old: Renewable, at time: Instant) throws(EnrollmentError) {
        guard let status = try told(try records.status(of: old.record.reference, at: time))?.status, status == .good
        else {
            let seen = try told(try records.status(of: old.record.reference, at: time))?.status
            throw .renewal(.status(seen: seen ?? .pendingAcceptance))
        }
        var count = 0
        var root = old.application
        while let before = try predecessor(of: root) {
            count += 1
            // Each step is one renewal: a chain longer than is allowed need not be walked to its end.
            guard count < policy.renewal.withoutProof else { break }
            root = before
        }
        guard count < policy.renewal.withoutProof else {
            throw .renewal(.tooOften(seen: count, allowed: policy.renewal.withoutProof))
        }
        let events = try told(try records.events(ofApplication: root.id))
        let proof = events.last { $0.to == .entered }?.time ?? root.record.created
        guard proof.advanced(bySeconds: policy.renewal.proofSeconds) >= time else {
            throw .renewal(.proofTooOld(since: proof, allowedSeconds: policy.renewal.proofSeconds))
        }
    }

    /// The application of the certificate that this one renews; nil for one that an office saw.
    private func predecessor(of application: Application) throws(EnrollmentError) -> Application? {
        let successions = try told(try records.successions(byApplication: application.id))
        guard let renewed = successions.first(where: { $0.kind == .renewal }) else { return nil }
        let issuance = try told(try records.issuance(renewed.predecessor))
        guard let id = issuance.application else { return nil }
        return try self.application(id)
    }

    /// The form as the records have it; the chip that the old key lives in is the old key's.
    func form(of application: Application) -> ApplicationForm {
        var values: [FormField: String] = [:]
        for field in FormField.allCases where field != .chipBatch { values[field] = application[field]?.revealed }
        return ApplicationForm(profile: application.profile, values)
    }

    func refuseKnownKey(_ sha256: [UInt8]) throws(EnrollmentError) {
        var query = CertificateQuery()
        query.publicKeySHA256 = sha256
        guard try told(try records.find(query, at: clock(), limit: 1)).certificates.isEmpty else {
            throw .renewal(.keyNotNew)
        }
    }

    private func renewalRefusal(
        _ error: RecordsError, _ old: Renewable
    ) throws(EnrollmentError) -> EnrollmentError {
        switch error {
        case .statusStep(_, let seen, _): return .renewal(.status(seen: seen))
        case .applicationInTheWay(let id):
            // Either another renewal of the same certificate came first, or the key is applied for elsewhere.
            let isRenewal = try told(try records.successions(of: old.record.reference)).contains {
                $0.application == id
            }
            return isRenewal ? .renewal(.beingRenewed) : .renewal(.keyNotNew)
        default: return EnrollmentError(error)
        }
    }

    /// How far the statement's time may be from the house's; an hour, since clocks at home are what they are.
    private static let statementSeconds: Int64 = 3_600
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import PKIX
import Records

// One key is one person's, and so is one licence number.
extension RegistrationAuthority {
    /// Whether another application with the draft's key stands in its way; asked within the transaction.
    ///
    /// Closed ones do not, unless a certificate came of them: ``keyWarnings(_:of:except:)`` has looked at those. One
    /// licence number in two people's applications is for the officers to see to, and refused at approval.
    func conflict(of draft: ApplicationDraft) -> ApplicationConflict {
        let person = ApplicationContent(stored: draft.subject)?.keys.nationalID
        let key = draft.publicKeySHA256
        return { other in
            guard other.publicKeySHA256 == key else { return false }
            let isSamePerson = (try? other.content())?.keys.nationalID == person
            switch other.state {
            case .withdrawn, .rejected, .expired: return false
            // Renewal: the same person goes on with the same key. A draft was never handed in.
            case .accepted, .drafted: return !isSamePerson
            case .submitted, .entered, .approved, .issuing, .issued, .returned: return true
            }
        }
    }

    /// Whether another person's application with the same licence number is approved already; asked within the
    /// transaction, so that of two that are approved at once one is.
    ///
    /// - Parameters:
    ///   - application: the one that is to be approved.
    ///   - cleared: applications whose certificates are revoked, by tracking code.
    /// - Returns: the question.
    /// - Throws: ``EnrollmentError/profile(seen:allowed:)``.
    func licenceConflict(
        of application: Application, cleared: Set<String>
    ) throws(EnrollmentError) -> ApplicationConflict {
        let keys = application.content.keys
        let register = register(of: try profile(application.profile))
        let registers = profiles.compactMapValues(register(of:))
        return { other in
            guard let theirs = (try? other.content())?.keys, theirs.licence == keys.licence, keys.licence != nil,
                theirs.nationalID != keys.nationalID, !cleared.contains(other.id)
            else { return false }
            guard let register, registers[other.profile]?.isSame(as: register) == true else { return false }
            return [.approved, .issuing, .issued, .accepted].contains(other.state)
        }
    }

    /// What to tell of a key that another application has.
    func keyRefusal(_ other: String, for draft: ApplicationDraft) -> EnrollmentError {
        do throws(RecordsError) {
            let person = ApplicationContent(stored: draft.subject)?.keys.nationalID
            let isSamePerson = try records.application(other).content().keys.nationalID == person
            // The tracking code of somebody else's application is not told: who has it may act on it.
            return isSamePerson ? .keyInOpenApplication(id: other) : .keyOfSomeoneElse
        } catch {
            return EnrollmentError(error)
        }
    }

    /// Refuses a key that is certified for somebody else or known to be in other hands, and says what else is known of it.
    func keyWarnings(
        _ sha256: [UInt8], of keys: SubjectKeys, except id: String
    ) throws(EnrollmentError) -> [ApplicationWarning] {
        if try told(try records.keyReport(of: sha256)) != nil { throw .keyCompromised }
        try refuseImportedKey(sha256, of: keys)
        for certificate in try told(try records.certificates(matching: .publicKeySHA256(sha256)))
        where certificate.state != .abandoned && certificate.application != id {
            guard certificate.subject.nationalID == keys.nationalID else { throw .keyOfSomeoneElse }
            if policy.keyRenewal == .refused { throw .keyRenewal }
        }
        var warnings: [ApplicationWarning] = []
        for other in try told(try records.applications(matching: .publicKeySHA256(sha256))) where other.id != id {
            let issued = try told(try records.certificates(matching: .application(other.id))).filter {
                $0.state == .issued
            }
            for certificate in issued {
                let newest = try told(try records.statusHistory(of: certificate.reference)).last?.interval
                if newest?.status == .revoked, newest?.reason == .keyCompromise { throw .keyCompromised }
            }
            if !issued.isEmpty {
                let person = try told(try other.content()).keys.nationalID
                guard person == keys.nationalID else { throw .keyOfSomeoneElse }
            } else if other.state.successors.isEmpty, !warnings.contains(.keyAppliedForBefore) {
                warnings.append(.keyAppliedForBefore)
            }
        }
        return warnings
    }

    /// Refuses the key of an authority of this house.
    func refuseAuthorityKey(_ subjectPublicKeyInfo: [UInt8]) throws(EnrollmentError) {
        for authority in try told(try records.authorities()) {
            guard let der = authority.certificate, let certificate = try? Certificate(der: der) else { continue }
            guard certificate.tbs.subjectPublicKeyInfo != subjectPublicKeyInfo else {
                throw .keyOfAuthority(name: authority.name)
            }
        }
    }

    /// Refuses a licence number that is on somebody else's certificate from the same register.
    ///
    /// A revoked one does not count: a number that was typed wrongly is put right by revoking and applying anew.
    ///
    /// - Parameters:
    ///   - keys: whose licence.
    ///   - profile: what is applied for.
    ///   - time: now.
    /// - Returns: the applications whose certificates did not count.
    /// - Throws: ``EnrollmentError/licenceOfSomeoneElse(_:)``.
    @discardableResult
    func refuseForeignLicence(
        _ keys: SubjectKeys, under profile: CertificateProfile, at time: Instant
    ) throws(EnrollmentError) -> Set<String> {
        guard let licence = keys.licence, let register = register(of: profile) else { return [] }
        var cleared: Set<String> = []
        for other in try told(try records.certificates(matching: .licence(licence))) {
            guard other.state != .abandoned, other.subject.nationalID != keys.nationalID,
                let theirs = profiles[other.profile].flatMap(register(of:)), theirs.isSame(as: register)
            else { continue }
            guard other.state == .issued, try status(of: other, at: time) == .revoked else {
                throw .licenceOfSomeoneElse(Personal(licence))
            }
            if let application = other.application { cleared.insert(application) }
        }
        let others = profiles.filter { self.register(of: $0.value)?.isSame(as: register) == true }
        try refuseImportedLicence(licence, of: keys, in: Set(others.keys), at: time)
        return cleared
    }

    /// Says so if somebody else has an open application with the same licence number.
    func licenceWarnings(
        _ keys: SubjectKeys, under profile: CertificateProfile
    ) throws(EnrollmentError) -> [ApplicationWarning] {
        guard let licence = keys.licence, let register = register(of: profile) else { return [] }
        for other in try told(try records.applications(matching: .licence(licence)))
        where !other.state.successors.isEmpty {
            guard try told(try other.content()).keys.nationalID != keys.nationalID,
                let theirs = profiles[other.profile].flatMap(register(of:)), theirs.isSame(as: register)
            else { continue }
            return [.licenceAppliedForByAnother]
        }
        return []
    }

    /// How many certificates a person holds that are neither revoked nor expired; counted up to a page.
    func certificatesHeld(by keys: SubjectKeys, at time: Instant) throws(EnrollmentError) -> Int {
        guard let nationalID = keys.nationalID else { return 0 }
        var count = 0
        for certificate in try told(try records.certificates(matching: .nationalID(nationalID))) {
            guard certificate.state == .issued, let end = certificate.validity?.notAfter, end >= time else { continue }
            if try status(of: certificate, at: time) != .revoked { count += 1 }
        }
        return count
    }

    private func status(of certificate: IssuanceRecord, at time: Instant) throws(EnrollmentError) -> RecordedStatus? {
        try told(try records.status(of: certificate.reference, at: time))?.status
    }

    private func register(of profile: CertificateProfile) -> LicenceRegister? {
        profile.admission.flatMap { policy.licences[$0.profession] }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

/// An office that may enrol for a profile now.
struct Desk {
    let office: OfficeRecord
    let profile: String
}

// What an officer may do is looked up anew at each action, and once more by the records in the step itself.
extension RegistrationAuthority {
    /// An office that may enrol for a profile now.
    func desk(_ id: String, for profile: String, at time: Instant) throws(EnrollmentError) -> Desk {
        _ = try self.profile(profile)
        let office = try told(try records.office(id))
        try requireStanding(of: office, at: time)
        guard office.profiles.contains(profile) else {
            throw .officeScope(office: id, profile: profile, allowed: office.profiles)
        }
        try requireProfession(of: profile, at: office)
        return Desk(office: office, profile: profile)
    }

    /// Makes sure that an officer may act at a desk.
    ///
    /// A supervisor may also come from another office, if that one may enrol for the profile as well: small offices have
    /// no second officer. Whoever has not the role may stand in for one who has; see ``DelegationStatement``.
    @discardableResult
    func authorise(
        _ officer: Officer, at desk: Desk, as roles: [OfficerRecord.Role], at time: Instant
    ) throws(EnrollmentError) -> OfficerRecord {
        try admit(officer, at: desk, as: roles, at: time).record
    }

    /// The same, and for whom they stand in.
    func admit(
        _ officer: Officer, at desk: Desk, as roles: [OfficerRecord.Role], at time: Instant
    ) throws(EnrollmentError) -> (record: OfficerRecord, onBehalfOf: String?) {
        let record = try told(try records.officer(officer.id))
        guard record.status == .active else { throw .officerSuspended(id: record.id) }
        guard roles.contains(record.role) else {
            guard let principal = try principal(of: record, as: roles, at: time) else {
                throw .role(officer: record.id, seen: record.role, allowed: roles)
            }
            guard record.office == desk.office.id else {
                throw .officerOfOtherOffice(officer: record.id, seen: record.office, allowed: desk.office.id)
            }
            return (record, principal.id)
        }
        if record.office != desk.office.id {
            guard record.role == .supervisor else {
                throw .officerOfOtherOffice(officer: record.id, seen: record.office, allowed: desk.office.id)
            }
            _ = try self.desk(record.office, for: desk.profile, at: time)
        }
        return (record, nil)
    }

    /// Refuses an officer's work while the office is closed.
    func requireOpen(_ office: OfficeRecord, at time: Instant) throws(EnrollmentError) {
        let hours = try OpeningHours(checking: office.details.hours)
        guard !hours.isOpen(at: time) else { return }
        throw .handling(.officeClosed(office: office.id, opens: hours.nextOpening(after: time)))
    }

    /// Refuses a profile of a profession that the office may not enrol.
    private func requireProfession(of profile: String, at office: OfficeRecord) throws(EnrollmentError) {
        let allowed = office.details.professions
        guard !allowed.isEmpty, let profession = try self.profile(profile).admission?.profession else { return }
        guard !allowed.contains(where: { policy.professions[$0] == profession }) else { return }
        let name = policy.professions.first { $0.value == profession }?.key ?? profession.dotted
        throw .handling(.officeProfession(office: office.id, seen: name, allowed: allowed))
    }

    /// Refuses officers their own applications.
    func refuseOwn(_ application: Application, of officer: OfficerRecord) throws(EnrollmentError) {
        guard let person = try person(officer) else { throw .officerUnidentified(id: officer.id) }
        guard person != application.content.keys.nationalID else { throw .ownApplication(officer: officer.id) }
        guard let certificate = try certificate(of: officer) else { return }
        let key = DigestAlgorithm.sha256.digest(certificate.tbs.subjectPublicKeyInfo)
        guard key != application.record.publicKeySHA256 else { throw .ownApplication(officer: officer.id) }
    }

    /// Who an officer is: as registered, or else as their certificate was issued.
    func person(_ officer: OfficerRecord) throws(EnrollmentError) -> String? {
        if let registered = officer.person.nationalID { return registered }
        return try issuance(of: officer)?.subject.nationalID
    }

    /// Checks an officer's signature over what they do, if there has to be one or there is one.
    func check(
        _ signature: [UInt8]?, over action: OfficerAction, by officer: OfficerRecord
    ) throws(EnrollmentError) {
        try check(signature, overBytes: action.bytesToBeSigned, by: officer)
    }

    /// Checks an officer's signature over bytes, if there has to be one or there is one.
    func check(
        _ signature: [UInt8]?, overBytes bytes: [UInt8], by officer: OfficerRecord
    ) throws(EnrollmentError) {
        guard let signature else {
            guard policy.officerSignatures == .optional else { throw .officerSignatureMissing(officer: officer.id) }
            return
        }
        guard try hasSigned(officer, signature, over: bytes) else {
            throw .officerSignature(officer: officer.id)
        }
    }

    /// Whether a signature is by the key of the certificate that the officer has on record, or by a confirmed desk key.
    func hasSigned(
        _ officer: OfficerRecord, _ signature: [UInt8], over bytes: [UInt8]
    ) throws(EnrollmentError) -> Bool {
        guard let certificate = try certificate(of: officer), let key = try? certificate.publicKey() else {
            return false
        }
        guard !key.isPreferredSignature(signature, over: bytes) else { return true }
        return try hasSignedAtDesk(officer, signature, over: bytes)
    }

    func requireStanding(of office: OfficeRecord, at time: Instant) throws(EnrollmentError) {
        guard office.status == .active else { throw .officeSuspended(id: office.id) }
        guard time <= office.licensedUntil else {
            throw .officeUnlicensed(id: office.id, since: office.licensedUntil)
        }
    }

    func issuance(of officer: OfficerRecord) throws(EnrollmentError) -> IssuanceRecord? {
        guard let sha256 = officer.certificateSHA256 else { return nil }
        return try told(try records.certificates(matching: .certificateSHA256(sha256), limit: 1)).first
    }

    func certificate(of officer: OfficerRecord) throws(EnrollmentError) -> Certificate? {
        guard let issuance = try issuance(of: officer), let der = try told(try records.certificate(issuance.reference))
        else { return nil }
        return try parsed(der, of: "officer:\(officer.id)")
    }

    func parsed(_ der: [UInt8], of owner: String) throws(EnrollmentError) -> Certificate {
        do throws(PKIXError) {
            return try Certificate(der: der)
        } catch {
            throw .damaged(owner, error)
        }
    }
}

extension PublicKey {
    /// Whether a signature is this key's, made in one of the ways that keys of its kind sign by themselves.
    func isPreferredSignature(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        let algorithms: [SignatureAlgorithm] =
            switch kind {
            case .rsa: [.rsaPKCS1(.sha256), .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)]
            case .p256, .brainpoolP256r1: [.ecdsa(.sha256)]
            case .p384, .brainpoolP384r1: [.ecdsa(.sha384), .ecdsa(.sha256)]
            case .p521, .brainpoolP512r1: [.ecdsa(.sha512), .ecdsa(.sha256)]
            case .ed25519: [.ed25519]
            case .p192, .p224, .dsa: []
            }
        return algorithms.contains { isValid(signature[...], over: message[...], by: $0) }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import Linting
public import PKIX
public import Records

/// A certificate from elsewhere that agrees with its row, and what is to be said of it beside.
public struct CheckedImport: Sendable {
    /// What goes on record.
    public let draft: ImportDraft
    /// Remarks: `expired`, `licenceNotInCertificate`.
    public let remarks: [String]
}

// Certificates that were issued before the house was there. They are known here and not spoken for: whoever issued them
// says what they are worth, and their holders are certified anew like anybody else.
extension RegistrationAuthority {
    /// Checks a certificate from elsewhere against the row that speaks of it; nothing is kept.
    ///
    /// - Parameters:
    ///   - certificate: as it was found.
    ///   - row: what is said of its holder.
    ///   - issuers: whose certificates are taken in.
    /// - Returns: what may go on record, if nothing there contradicts it.
    /// - Throws: ``ImportRefusal``, the first one.
    public func check(
        imported certificate: Certificate, _ row: ImportRow, from issuers: ImportIssuers
    ) throws(ImportRefusal) -> CheckedImport {
        guard let profile = profiles[row.profile] else {
            throw .profile(seen: String(row.profile.prefix(64)), allowed: profileNames)
        }
        guard certificate.basicConstraints?.isCA != true else { throw .authority }
        let register = profile.admission.flatMap { policy.licences[$0.profession] }
        let spki = certificate.tbs.subjectPublicKeyInfo
        let key: PublicKey
        do throws(KeyWeakness) {
            key = try policy.keyRules.check(subjectPublicKeyInfo: spki)
        } catch {
            throw .key(error)
        }
        let issuer = try issuers.issuer(of: certificate)
        let holder = HolderCheck(row: row, certificate: certificate, profile: profile, register: register)
        let (keys, isLicenceUnsaid) = try holder.keys()
        let standing = try issuers.standing(of: certificate)
        var remarks: [String] = []
        if certificate.validity.notAfter < clock() { remarks.append("expired") }
        if isLicenceUnsaid { remarks.append("licenceNotInCertificate") }
        return CheckedImport(
            draft: ImportDraft(
                sha256: certificate.sha256, certificate: certificate.encoded, issuerSHA256: issuer.sha256,
                serial: certificate.serialNumber, profile: profile.name, subject: keys,
                validity: certificate.validity, publicKeySHA256: DigestAlgorithm.sha256.digest(spki),
                keyAlgorithm: key.kind.description, standing: standing),
            remarks: remarks)
    }

    /// For each profile, those whose licence numbers are in the same register.
    public var profilesByRegister: [String: Set<String>] {
        let registers = profiles.compactMapValues { profile in
            profile.admission.flatMap { policy.licences[$0.profession] }
        }
        return registers.mapValues { own in Set(registers.filter { $0.value.isSame(as: own) }.keys) }
    }

    /// The form of a new application by the holder of an imported certificate, as far as the certificate says it.
    ///
    /// - Parameter imported: the certificate.
    /// - Returns: to be completed and handed in with a request for a new key.
    public func form(of imported: ImportedCertificate) -> ApplicationForm {
        var values: [FormField: String] = [:]
        let profile = profiles[imported.profile]
        if let number = imported.subject.nationalID {
            let isForeign = number.utf8.count == 12
            values[profile?.subjectClass == .seal ? .legalID : isForeign ? .foreignersID : .nationalID] = number
        }
        values[.licenceNumber] = imported.subject.licence
        if let subject = (try? Certificate(der: imported.certificate))?.subject {
            values[.givenName] = subject.value(of: OID.givenName)
            values[.surname] = subject.value(of: OID.surname)
            values[.latinName] = subject.value(of: OID.name)
            if profile?.subjectClass != .independent {
                values[.organization] = subject.value(of: OID.organizationName)
            }
        }
        return ApplicationForm(profile: imported.profile, values)
    }

    // Uniqueness: I10, one active signing certificate a licence number and profile.

    /// The imported certificates that count as a holder's signing certificate of a profile.
    func importedInForce(
        _ keys: SubjectKeys, under profile: String, at time: Instant
    ) throws(EnrollmentError) -> [ImportedCertificate] {
        guard policy.importedCertificates != .ignored, let nationalID = keys.nationalID else { return [] }
        var query = CertificateQuery()
        query.nationalID = nationalID
        query.profile = profile
        let asked = query
        return try told(try records.findImported(asked, at: time)).certificates.filter { $0.isInForce(at: time) }
    }

    /// Refuses approval while an imported certificate is in force, where the policy wants that.
    func refuseWhileImportedInForce(
        _ keys: SubjectKeys, under profile: String, at time: Instant
    ) throws(EnrollmentError) {
        guard policy.importedCertificates == .refused,
            let standing = try importedInForce(keys, under: profile, at: time).first
        else { return }
        throw .importedInForce(
            issuer: standing.issuer, serial: standing.serial, until: standing.validity.notAfter)
    }

    /// Refuses a key that an imported certificate of somebody else has, and, where new certificates need new keys, one
    /// of the same person's.
    func refuseImportedKey(_ sha256: [UInt8], of keys: SubjectKeys) throws(EnrollmentError) {
        var query = CertificateQuery()
        query.publicKeySHA256 = sha256
        let asked = query
        for imported in try told(try records.findImported(asked, at: clock())).certificates {
            guard imported.subject.nationalID == keys.nationalID else { throw .keyOfSomeoneElse }
            if imported.standing.status == .revoked, imported.standing.reason == .keyCompromise {
                throw .keyCompromised
            }
            if policy.keyRenewal == .refused { throw .keyRenewal }
        }
    }

    /// Refuses a licence number that an imported certificate of somebody else has, from the same register.
    func refuseImportedLicence(
        _ licence: String, of keys: SubjectKeys, in profiles: Set<String>, at time: Instant
    ) throws(EnrollmentError) {
        var query = CertificateQuery()
        query.licence = licence
        let asked = query
        for imported in try told(try records.findImported(asked, at: time)).certificates {
            guard imported.standing.status != .revoked, imported.subject.nationalID != keys.nationalID,
                profiles.contains(imported.profile)
            else { continue }
            throw .licenceOfSomeoneElse(Personal(licence))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
public import Enrollment
public import Identity
import Issuance
public import PKIX
import Records

extension MohrService {
    /// Takes an officer in and certifies the key that they bring.
    ///
    /// The key is made on the officer's side: only a request with proof of possession comes here.
    ///
    /// - Parameters:
    ///   - officer: as they are to be.
    ///   - names: given name and family name in Persian, and the Latin form of both.
    ///   - request: PKCS#10.
    ///   - authority: who certifies: the one of the office's sector.
    ///   - administrator: who does it.
    /// - Returns: the officer's certificate, on record and theirs.
    /// - Throws: ``ServiceError``, or ``EnrollmentError``.
    public func enlist(
        _ officer: OfficerRegistration, names: OfficerNames, request: CertificationRequest, by authority: String,
        administrator: Administrator
    ) throws -> Certificate {
        guard let issuer = issuers.first(where: { $0.name == authority }) else {
            throw ServiceError.authorityNotOnRecord(name: authority, known: issuers.map(\.name))
        }
        guard let profile = profiles["officer"] else {
            throw ServiceError.profile(file: configuration.profiles, cause: "no profile officer")
        }
        let office = try Self.records { () throws(RecordsError) in try records.office(officer.office) }
        try registration.addOfficer(officer, by: administrator)
        // PNO: a personal number, here that of Iran; ETSI EN 319 412-1 5.1.3.
        let content = CertificateContent(
            subject: [
                (OID.organizationName, "Mohr"), (OID.organizationalUnitName, office.persianName),
                (OID.surname, names.surname), (OID.givenName, names.givenName), (OID.name, names.latin.display),
                (OID.serialNumber, "PNOIR-" + officer.nationalID.canonical), (OID.commonName, officer.name.display),
            ], publicKey: try request.provenPublicKey())
        let certificate = try issuer.issue(
            ApprovedRequest(
                withoutApplication: content, office: officer.office,
                searchKeys: SubjectKeys(name: officer.name.key, nationalID: officer.nationalID.canonical)),
            under: profile)
        try registration.give(certificate, to: officer.id, by: administrator)
        try refreshStatus()
        return certificate
    }
}

/// An officer's name as the certificate has it.
public struct OfficerNames: Sendable {
    /// In Persian letters.
    public let givenName: String
    /// In Persian letters.
    public let surname: String
    /// Both in Latin letters.
    public let latin: LatinName

    /// Takes names that were checked.
    public init(givenName: PersianName, surname: PersianName, latin: LatinName) {
        self.givenName = givenName.display
        self.surname = surname.display
        self.latin = latin
    }
}

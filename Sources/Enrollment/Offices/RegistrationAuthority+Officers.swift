// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
public import PKIX
public import Records

extension RegistrationAuthority {
    /// The officer who comes in with a certificate.
    ///
    /// Whether the certificate is valid now is for the door to have judged; here it is a name.
    ///
    /// - Parameter sha256: SHA-256 of the certificate's DER; 32 bytes.
    /// - Returns: the officer, who may be let in.
    /// - Throws: ``EnrollmentError/certificateOfNoOfficer(sha256:)``, ``EnrollmentError/officerSuspended(id:)``,
    ///   ``EnrollmentError/officeSuspended(id:)``.
    public func officer(forCertificate sha256: [UInt8]) throws(EnrollmentError) -> Officer {
        guard let record = try told(try records.officer(certificateSHA256: sha256)) else {
            throw .certificateOfNoOfficer(sha256: sha256)
        }
        return try admitted(record)
    }

    /// An officer by identifier, for the console; over the network officers come in with their certificate.
    ///
    /// - Parameter id: the officer's.
    /// - Returns: the officer, who may work.
    /// - Throws: ``EnrollmentError/unknownOfficer(id:)``, and as ``officer(forCertificate:)``.
    public func officer(named id: String) throws(EnrollmentError) -> Officer {
        try admitted(try told(try records.officer(id)))
    }

    /// Sets up an officer; their certificate follows.
    ///
    /// - Parameters:
    ///   - officer: as they are to be.
    ///   - administrator: who does it.
    /// - Returns: the officer on record.
    /// - Throws: ``EnrollmentError/rolesNotDisjoint(seen:held:)`` for a person who has a role on another side;
    ///   ``EnrollmentError/officerExists(id:)`` for one who is an officer of this office already.
    @discardableResult
    public func addOfficer(
        _ officer: OfficerRegistration, by administrator: Administrator
    ) throws(EnrollmentError) -> OfficerRecord {
        try authorise(administrator)
        try Self.check(identifier: officer.id)
        for held in try told(try records.officers(nationalID: officer.nationalID.canonical)) {
            guard held.role.separation == officer.role.separation else {
                throw .rolesNotDisjoint(seen: officer.role, held: held.role)
            }
            guard held.office != officer.office else { throw .officerExists(id: held.id) }
        }
        let record = OfficerRecord(
            id: officer.id, office: officer.office, displayName: officer.name.display, role: officer.role,
            person: SubjectKeys(name: officer.name.key, nationalID: officer.nationalID.canonical), created: clock())
        try told(try records.register(record, by: administrator.actor))
        return record
    }

    /// Gives an officer the certificate that they come in with, in place of any before.
    ///
    /// - Parameters:
    ///   - certificate: issued to this officer.
    ///   - id: the officer's.
    ///   - administrator: who does it.
    /// - Throws: ``EnrollmentError/certificateOfSomeoneElse(officer:)`` when it names another person.
    public func give(
        _ certificate: Certificate, to id: String, by administrator: Administrator
    ) throws(EnrollmentError) {
        try authorise(administrator)
        let officer = try told(try records.officer(id))
        // The identifier in the certificate is the number behind the prefix of its kind: PNOIR-9990000018.
        let named = certificate.tbs.subject.value(of: OID.serialNumber)?.split(separator: "-").last.map(String.init)
        if let named, let person = officer.person.nationalID, named != person {
            throw .certificateOfSomeoneElse(officer: id)
        }
        try told(
            try records.give(certificateSHA256: certificate.sha256, to: id, by: administrator.actor, at: clock()))
    }

    /// Lets an officer work no more, until they are resumed.
    ///
    /// - Parameters:
    ///   - id: the officer's.
    ///   - administrator: who does it.
    /// - Throws: ``EnrollmentError``.
    public func suspend(officer id: String, by administrator: Administrator) throws(EnrollmentError) {
        try authorise(administrator)
        try told(try records.suspend(officer: id, by: administrator.actor, at: clock()))
    }

    /// Lets an officer work again.
    ///
    /// - Parameters:
    ///   - id: the officer's.
    ///   - administrator: who does it.
    /// - Throws: ``EnrollmentError``.
    public func resume(officer id: String, by administrator: Administrator) throws(EnrollmentError) {
        try authorise(administrator)
        try told(try records.resume(officer: id, by: administrator.actor, at: clock()))
    }

    private func admitted(_ record: OfficerRecord) throws(EnrollmentError) -> Officer {
        guard record.status == .active else { throw .officerSuspended(id: record.id) }
        let office = try told(try records.office(record.office))
        guard office.status == .active else { throw .officeSuspended(id: office.id) }
        return Officer(record)
    }
}

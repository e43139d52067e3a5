// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
public import Records

extension RegistrationAuthority {
    /// Checks an officer's signature under something that is no application's, such as a campaign's plan.
    ///
    /// Officer and office have to be active, the role one that may, and the certificate good now.
    ///
    /// - Parameters:
    ///   - statement: what was signed.
    ///   - signature: by the key of the officer's certificate on record.
    ///   - id: the officer's.
    ///   - roles: which roles may.
    /// - Returns: who the officer is outside the office, so that one person does not sign as two officers.
    /// - Throws: ``EnrollmentError``.
    /// - SeeAlso: ETSI EN 319 401 REQ-7.4 (dual control).
    public func countersigner(
        of statement: [UInt8], signature: [UInt8], officer id: String, as roles: [OfficerRecord.Role]
    ) throws(EnrollmentError) -> String {
        let officer = try told(try records.officer(id))
        let time = clock()
        guard officer.status == .active else { throw .officerSuspended(id: id) }
        try requireStanding(of: try told(try records.office(officer.office)), at: time)
        guard roles.contains(officer.role) else { throw .role(officer: id, seen: officer.role, allowed: roles) }
        guard let person = try person(officer) else { throw .officerUnidentified(id: id) }
        guard let issuance = try issuance(of: officer), let certificate = try certificate(of: officer),
            certificate.validity.contains(time),
            try told(try records.status(of: issuance.reference, at: time))?.status == .good,
            let key = try? certificate.publicKey(), key.isPreferredSignature(signature, over: statement)
        else { throw .officerSignature(officer: id) }
        return person
    }
}

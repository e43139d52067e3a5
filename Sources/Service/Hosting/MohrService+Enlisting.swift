// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Identity
import Issuance
import PKIX
import Records

/// An officer as an administrator describes them, at the desk or over the API.
struct Enlistment {
    var id = ""
    var office = ""
    var role = ""
    var givenName = ""
    var surname = ""
    var latinName = ""
    var nationalID = ""
    var authority = ""
    var request: [UInt8] = []

    /// What is signed of it; of the request the SHA-256 of its DER.
    var signedDetails: [String: String] {
        let der = (try? CertificationRequest(derOrPEM: request))?.encoded ?? request
        return [
            "office": office, "role": role, "givenName": givenName, "surname": surname, "latinName": latinName,
            "nationalID": nationalID, "authority": authority,
            "request-sha256": Hex.encode(DigestAlgorithm.sha256.digest(der)),
        ]
    }
}

extension MohrService {
    /// Takes an officer in and certifies the key that they bring.
    ///
    /// - Parameters:
    ///   - enlistment: as typed.
    ///   - administrator: who does it.
    /// - Returns: the officer's certificate.
    /// - Throws: ``Problem``; where this process holds no authority's key, that one says where officers are taken in.
    func enlist(_ enlistment: Enlistment, by administrator: Officer) throws(Problem) -> Certificate {
        guard administrator.role == .administrator else {
            throw .role(seen: administrator.role, allowed: [.administrator])
        }
        guard !issuers.isEmpty else { throw Problem(409, "service", "noIssuerHere") }
        guard let role = OfficerRecord.Role(rawValue: enlistment.role) else {
            throw .member(
                "role", seen: enlistment.role,
                allowed: OfficerRecord.Role.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard issuers.contains(where: { $0.name == enlistment.authority }) else {
            throw .member(
                "authority", seen: enlistment.authority, allowed: issuers.map(\.name).joined(separator: ", "))
        }
        let registration = OfficerRegistration(
            id: enlistment.id, office: enlistment.office,
            name: try Self.identity(.givenName) { () throws(IdentityError) in
                try PersianName(checking: "\(enlistment.givenName) \(enlistment.surname)")
            },
            nationalID: try Self.identity(.nationalID) { () throws(IdentityError) in
                try NationalID(checking: enlistment.nationalID)
            }, role: role)
        let names = OfficerNames(
            givenName: try Self.identity(.givenName) { () throws(IdentityError) in
                try PersianName(checking: enlistment.givenName)
            },
            surname: try Self.identity(.surname) { () throws(IdentityError) in
                try PersianName(checking: enlistment.surname)
            },
            latin: try Self.identity(.latinName) { () throws(IdentityError) in
                try LatinName(checking: enlistment.latinName)
            })
        return try certified(registration, names, enlistment, by: administrator)
    }

    private func certified(
        _ registration: OfficerRegistration, _ names: OfficerNames, _ enlistment: Enlistment, by administrator: Officer
    ) throws(Problem) -> Certificate {
        let request: CertificationRequest
        do throws(PKIXError) {
            request = try CertificationRequest(derOrPEM: enlistment.request)
            // A request that proves nothing is refused before anybody is on record.
            _ = try request.provenPublicKey()
        } catch {
            throw Problem(EnrollmentError.requestUnreadable(error))
        }
        do {
            return try enlist(
                registration, names: names, request: request, by: enlistment.authority,
                administrator: .officer(administrator))
        } catch let error as EnrollmentError {
            throw Problem(error)
        } catch let error as IssuanceError {
            throw Problem(error)
        } catch ServiceError.records(let error) {
            throw Problem(error)
        } catch {
            throw .fault("service", error, isPassing: false)
        }
    }

    private static func identity<Value>(
        _ field: FormField, _ check: () throws(IdentityError) -> Value
    ) throws(Problem) -> Value {
        do throws(IdentityError) {
            return try check()
        } catch {
            throw Problem(EnrollmentError.identity(field, error))
        }
    }
}

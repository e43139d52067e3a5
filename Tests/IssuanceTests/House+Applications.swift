// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
import PKIX
import Records
import TestSupport

extension House {
    /// Registers an office with two officers.
    func openOffice() throws {
        try records.register(
            OfficeRecord(
                id: "tehran", kind: "medicalCouncil", persianName: "تهران", englishName: "Tehran",
                profiles: ["doctor-signing", "trader-signing"],
                licensedUntil: TestPKI.now.advanced(bySeconds: 86_400 * 365), created: TestPKI.now), by: "test")
        for (id, role) in [("enterer", OfficerRecord.Role.enterer), ("approver", .approver)] {
            try records.register(
                OfficerRecord(id: id, office: "tehran", displayName: id, role: role, created: TestPKI.now), by: "test")
        }
    }

    /// Brings an application as far as approved.
    @discardableResult
    func approvedApplication(
        _ id: String, profile: String = "doctor-signing", nationalID: String = "9990000018", key: PrivateKey? = nil,
        publicKeySHA256: [UInt8]? = nil
    ) throws -> PrivateKey {
        let key = try key ?? PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(subject: .empty, key: key)
        let content = ApplicationContent(
            subject: [
                OID.surname: "احمدی", OID.givenName: "سارا", OID.name: "Sara Ahmadi",
                OID.serialNumber: "PNOIR-\(nationalID)", OID.commonName: "سارا احمدی",
            ], licenceNumber: "12345", keys: SubjectKeys(name: "سارااحمدی", nationalID: nationalID, licence: "12345"))
        let sha256 = publicKeySHA256 ?? DigestAlgorithm.sha256.digest(key.publicKey.subjectPublicKeyInfo)
        try records.take(
            ApplicationDraft(
                id: id, office: "tehran", profile: profile, subject: content.stored, request: request.encoded,
                publicKeySHA256: sha256), by: "test", at: clock.now)
        try records.submit(application: id, by: "test", at: clock.now)
        try records.enter(application: id, by: "enterer", at: clock.now)
        try records.approve(application: id, by: "approver", at: clock.now)
        return key
    }

    func engine(
        _ authorities: [CertificateAuthority], threads: Int = 4,
        report: @escaping @Sendable (IssuanceOutcome) -> Void = { _ in }
    ) -> IssuanceEngine {
        IssuanceEngine(
            records: records, authorities: authorities, profiles: Self.profiles, threads: threads,
            clock: clock.reading, report: report)
    }
}

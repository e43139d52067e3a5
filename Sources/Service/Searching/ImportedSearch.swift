// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Enrollment
import PKIX
public import Records

/// Certificates of other issuers, beside the house's own in every search.
public enum ImportedSearch {
    /// Finds those that an officer may know of.
    ///
    /// They belong to no office: supervisors and auditors find them by anything, officers at a desk only by a number that
    /// the person before them has shown, and administrators not at all.
    static func find(
        _ query: CertificateQuery, for officer: Officer, in service: MohrService, at time: Instant, limit: Int
    ) throws(Problem) -> ImportedCertificates {
        var query = query
        switch officer.role {
        case .administrator: return .none
        case .supervisor, .auditor: break
        case .enterer, .approver:
            let isPointed =
                query.nationalID != nil || query.licence != nil || query.serial != nil
                || query.certificateSHA256 != nil
            guard isPointed else { return .none }
            if query.office == officer.office { query.office = nil }
        }
        let asked = query
        return try Problem.onRecord { () throws(RecordsError) in
            try service.records.findImported(asked, at: time, limit: limit)
        }
    }

    /// One of them as JSON.
    ///
    /// - Parameters:
    ///   - imported: the certificate.
    ///   - time: what good and expired mean.
    /// - Returns: an object; nothing in it says more of its status than its issuer's list did.
    public static func value(of imported: ImportedCertificate, at time: Instant) -> JSONValue {
        let names = HolderNames(ofDER: imported.certificate)
        return [
            "certificateSHA256": .string(Hex.encode(imported.sha256)), "importedFrom": .string(imported.issuer),
            "serial": .string(imported.serial.hex), "profile": .string(imported.profile),
            "is": .string(imported.state(at: time).rawValue),
            "statusAsOf": .string(imported.standing.asOf.rfc3339),
            "since": .string(imported.standing.since.rfc3339),
            "reason": JSONValue(imported.standing.reason.map { "\($0)" }),
            "notBefore": .string(imported.validity.notBefore.rfc3339),
            "notAfter": .string(imported.validity.notAfter.rfc3339),
            "licence": JSONValue(imported.subject.licence), "imported": .string(imported.time.rfc3339),
            "name": ["fa": JSONValue(names.common), "la": JSONValue(names.latin)],
            "replacedBy": JSONValue(imported.successor?.serial.hex),
        ]
    }
}

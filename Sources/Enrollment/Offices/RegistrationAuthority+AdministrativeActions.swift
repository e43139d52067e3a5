// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import Records

extension RegistrationAuthority {
    /// Lets an officer act on an office or another officer, if they signed for it or need not.
    ///
    /// The statement and its signature go into the audit log before anything is done: no line, no act.
    ///
    /// - Parameters:
    ///   - action: what is to be done.
    ///   - officer: by whom; whether they may do it at all, the act itself says.
    ///   - signature: the officer's, by the key of their certificate or a confirmed desk key; nil if they gave none.
    /// - Throws: ``EnrollmentError/officerSignatureMissing(officer:)`` where officers sign,
    ///   ``EnrollmentError/officerSignature(officer:)`` for another's or another statement's,
    ///   ``EnrollmentError/value(field:seen:allowed:)`` for one that is too old or was used.
    public func authorise(
        _ action: AdministrativeAction, by officer: Officer, signature: [UInt8]?
    ) throws(EnrollmentError) {
        let record = try told(try records.officer(officer.id))
        guard record.status == .active else { throw .officerSuspended(id: record.id) }
        try check(signature, overBytes: action.bytesToBeSigned, by: record)
        guard let signature else { return }
        let now = clock()
        guard action.time.seconds(since: now).magnitude <= UInt64(Self.actionSeconds) else {
            throw .value(
                field: "signedAt", seen: action.time.rfc3339, allowed: "\(Self.actionSeconds) s around \(now.rfc3339)")
        }
        // A statement that says what another says with another time is another statement.
        let digest = DigestAlgorithm.sha256.digest(action.bytesToBeSigned)
        let key = "signed:" + Hex.encode(digest)
        guard try told(try records.claim(key: key, by: officer.id, request: digest, at: now)) == .fresh else {
            throw .value(field: "signedAt", seen: action.time.rfc3339, allowed: "a time that was not signed for yet")
        }
        try told(try records.remember(StoredAnswer(status: 204, body: []), forKey: key, of: officer.id))
        _ = try told(
            try records.note(
                AuditAct.officerSigned, of: action.subject.name, by: officer.id, at: now,
                details: [
                    "action": action.act.rawValue,
                    "statement": String(decoding: action.bytesToBeSigned, as: UTF8.self),
                    "signature": Base64.encode(signature),
                ]))
    }

    /// How far from the house's clock a statement may have been signed; seconds.
    private static let actionSeconds: Int64 = 3_600
}

extension OfficeRegistration {
    /// What is signed of it.
    public var signedDetails: [String: String] {
        details.signed(with: profiles).merging([
            "kind": kind.rawValue, "persianName": persianName, "englishName": englishName,
            "licensedUntil": licensedUntil.rfc3339,
        ]) { $1 }
    }
}

extension OfficeDetails {
    /// What is signed of them and of the profiles that an office may enrol for; nil leaves these as they are.
    public func signed(with profiles: [String]?) -> [String: String] {
        [
            "place": place, "professions": Set(professions).sorted().joined(separator: ", "), "hours": hours,
            "dailyQuota": dailyQuota.map { "\($0)" } ?? "",
            "profiles": Set(profiles ?? []).sorted().joined(separator: ", "),
        ]
    }
}

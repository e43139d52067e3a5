// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER

/// Any number of made-up applications that wait at one office, for measuring how the desk works on a busy day.
public struct SyntheticApplications: Sendable {
    private let records: Records
    private let people = SyntheticPeople()

    /// Opens records to be filled.
    public init(_ records: Records) { self.records = records }

    /// Files applications, many a transaction; each a minute after the one before.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - office: where they wait; has to be on record.
    ///   - begin: when the first was filed.
    /// - Throws: ``RecordsError``.
    public func file(_ count: Int, at office: String, from begin: Instant) throws(RecordsError) {
        for start in stride(from: 0, to: count, by: 1_000) {
            try records.write { [self] ledger throws(RecordsError) in
                for place in start..<min(start + 1_000, count) { try file(place, at: office, from: begin, ledger) }
            }
        }
    }

    private func file(
        _ place: Int, at office: String, from begin: Instant, _ ledger: Ledger
    ) throws(RecordsError) {
        let person = people[place]
        let time = begin.advanced(bySeconds: Int64(place) * 60)
        let hand = Hand(actor: "measure", time: time)
        let content = ApplicationContent(
            subject: [:], licenceNumber: person.licence,
            keys: SubjectKeys(
                name: NameWords.key(person.givenName + " " + person.surname), nationalID: person.nationalID,
                licence: person.licence),
            fields: [
                "givenName": person.givenName, "surname": person.surname, "latinName": person.latinName,
                "nationalID": person.nationalID, "mobile": Self.mobile(place),
            ])
        let draft = ApplicationDraft(
            id: Self.id(place), office: office, profile: "doctor-signing", subject: content.stored,
            request: [0x30, 0x00], publicKeySHA256: DigestAlgorithm.sha256.digest(Array("key \(place)".utf8)))
        try ledger.take(draft, by: hand, refusing: nil)
        try ledger.move(
            ApplicationStep(id: draft.id, from: [.drafted], to: .submitted, actor: hand.actor, time: time))
    }

    /// The tracking code of the application at a place.
    public static func id(_ place: Int) -> String { "MEASURE-\(place)" }

    /// The mobile number of the applicant at a place.
    public static func mobile(_ place: Int) -> String { "+98900\(1_000_000 + place)" }
}

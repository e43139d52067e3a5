// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records

/// What a responder answers from, as it is at one moment; never changed, only replaced.
final class AnswerBook: Sendable {
    let index: any IssuedCertificates
    let asOf: Instant
    /// Counted up with every index, so that a kept answer knows whether it was held against this one.
    let edition: UInt64
    let authorities: [RespondingAuthority]
    private let byHashes: [[UInt8]: [Int]]

    init(index: any IssuedCertificates, asOf: Instant, edition: UInt64, authorities: [RespondingAuthority]) {
        self.index = index
        self.asOf = asOf
        self.edition = edition
        // During a roll-over an authority has two responders; the one that lasts longer answers.
        self.authorities = authorities.sorted {
            $0.responder.tbs.validity.notAfter > $1.responder.tbs.validity.notAfter
        }
        var byHashes: [[UInt8]: [Int]] = [:]
        for (place, authority) in self.authorities.enumerated() {
            for hashes in authority.hashes.values { byHashes[hashes, default: []].append(place) }
        }
        self.byHashes = byHashes
    }

    private init(_ book: AnswerBook, index: any IssuedCertificates, asOf: Instant) {
        self.index = index
        self.asOf = asOf
        edition = book.edition &+ 1
        authorities = book.authorities
        byHashes = book.byHashes
    }

    /// The same authorities, a newer index.
    func with(index: any IssuedCertificates, asOf: Instant) -> AnswerBook {
        AnswerBook(self, index: index, asOf: asOf)
    }

    /// The responders of the authority that a question is about, the one to prefer first; none for others' authorities.
    func responders(for question: CertID) -> [RespondingAuthority] {
        (byHashes[question.issuerNameHash + question.issuerKeyHash] ?? []).map { authorities[$0] }
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// What a responder answers from, as it is at one moment; never changed, only replaced.
final class AnswerBook: Sendable {
    let index: any IssuedCertificates
    let asOf: Instant
    /// Another one when the index says anything new, so that a kept answer knows whether it was held against this one.
    let edition: UInt64
    let desks: [ResponderDesk]
    private let byHashes: [[UInt8]: [ResponderDesk]]

    init(index: any IssuedCertificates, asOf: Instant, authorities: [RespondingAuthority]) {
        self.index = index
        self.asOf = asOf
        edition = 1
        (desks, byHashes) = Self.arrange(authorities)
    }

    private init(
        _ index: any IssuedCertificates, _ asOf: Instant, _ edition: UInt64, _ desks: [ResponderDesk],
        _ byHashes: [[UInt8]: [ResponderDesk]]
    ) {
        self.index = index
        self.asOf = asOf
        self.edition = edition
        self.desks = desks
        self.byHashes = byHashes
    }

    /// The same desks, a newer index; an older one is left.
    ///
    /// Of two threads that hand on what they read, the one that read first may come last.
    func with(index: any IssuedCertificates, asOf: Instant) -> AnswerBook {
        guard (index.position, index.doubted) >= (self.index.position, self.index.doubted) else { return self }
        // What is not believed any more was read before.
        let isNew = index.position != self.index.position || index.doubted != self.index.doubted
        return AnswerBook(index, asOf, isNew ? edition &+ 1 : edition, desks, byHashes)
    }

    /// The same index, other desks.
    func with(authorities: [RespondingAuthority]) -> AnswerBook {
        let (desks, byHashes) = Self.arrange(authorities)
        return AnswerBook(index, asOf, edition, desks, byHashes)
    }

    /// The desks of the authority that a question is about, the one to prefer first; none for others' authorities.
    func desks(for question: CertID) -> [ResponderDesk] {
        byHashes[question.issuerNameHash + question.issuerKeyHash] ?? []
    }

    /// During a roll-over an authority has two responders; the one that lasts longer answers.
    private static func arrange(_ authorities: [RespondingAuthority]) -> ([ResponderDesk], [[UInt8]: [ResponderDesk]]) {
        let desks = authorities.map(\.desk).sorted {
            $0.certificate.tbs.validity.notAfter > $1.certificate.tbs.validity.notAfter
        }
        var byHashes: [[UInt8]: [ResponderDesk]] = [:]
        for desk in desks {
            for hashes in desk.hashes.values { byHashes[hashes, default: []].append(desk) }
        }
        return (desks, byHashes)
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

/// One responder at work at one moment, on one state of the index.
struct AnswerSigning {
    let desk: ResponderDesk
    private let book: AnswerBook
    private let plan: AnswerPlan
    let time: Instant
    let thisUpdate: Instant

    /// Takes the first responder whose certificate is valid; nil if there is none, or if the index was read too long ago
    /// for anything to be signed from it.
    ///
    /// - SeeAlso: RFC 6960 4.2.2.1 (times), 2.3 (`tryLater`).
    init?(by desks: [ResponderDesk], from book: AnswerBook, under plan: AnswerPlan, at time: Instant) {
        guard time.seconds(since: book.asOf) <= plan.staleAfterSeconds,
            let desk = desks.first(where: { $0.isValid(at: time) })
        else { return nil }
        self.desk = desk
        self.book = book
        self.plan = plan
        self.time = time
        // A clock that was set back must not make an answer that is signed before what it says is known.
        thisUpdate = min(book.asOf, time)
    }

    /// Signs what is known of one certificate, to be kept.
    ///
    /// - Returns: nil when the key fails.
    func entry(for certID: CertID, _ certificate: IssuedCertificate) -> AnswerCache.Entry? {
        guard let answer = sign([response(to: certID, certificate)], to: [certID], nonce: nil) else { return nil }
        let due = thisUpdate.advanced(bySeconds: plan.refreshSeconds)
        return AnswerCache.Entry(
            answer, of: CertificateReference(authority: desk.authority, serial: certID.serialNumber),
            saying: certificate.presented, refresh: min(due, answer.nextUpdate), edition: book.edition)
    }

    /// Signs what is known of one certificate, for a file.
    ///
    /// - Returns: nil when the key fails, or a rule objects.
    func signed(_ certID: CertID, _ certificate: IssuedCertificate) -> SignedAnswer? {
        sign([response(to: certID, certificate)], to: [certID], nonce: nil)
    }

    /// When an answer that is signed now ends.
    var latestEnd: Instant { end(after: plan.lifetimeSeconds) }

    /// Signs what is known of some certificates, for one asker.
    ///
    /// - Returns: nil when the key fails.
    func answer(to question: OCSPRequest) -> SignedAnswer? {
        let responses = question.requests.map { certID in
            let isOwn = book.desks(for: certID).contains { $0.authority == desk.authority }
            let reference = CertificateReference(authority: desk.authority, serial: certID.serialNumber)
            return response(to: certID, isOwn ? book.index.issued(reference) : nil)
        }
        return sign(responses, to: question.requests, nonce: question.nonce)
    }

    private func response(to certID: CertID, _ certificate: IssuedCertificate?) -> SingleResponse {
        guard let certificate else {
            return SingleResponse(
                certID: certID, status: .unknown, thisUpdate: thisUpdate,
                nextUpdate: end(after: plan.unknownLifetimeSeconds))
        }
        let hash = certificate.presented.status == .good ? certificate.sha256 : nil
        return SingleResponse(
            certID: certID, status: certificate.presented.status, thisUpdate: thisUpdate,
            nextUpdate: end(after: plan.lifetimeSeconds),
            certHash: hash.map { CertHash(hashAlgorithm: .sha256, certificateHash: $0) },
            // Statuses are kept for ever: back to the authority's first day (ETSI EN 319 411-2 CSS-6.3.10).
            archiveCutoff: desk.issuer.tbs.validity.notBefore)
    }

    /// No answer outlives the certificate that it is checked with.
    private func end(after seconds: Int64) -> Instant {
        min(
            max(thisUpdate.advanced(bySeconds: seconds), time.advanced(bySeconds: 1)),
            desk.certificate.tbs.validity.notAfter)
    }

    private func sign(_ responses: [SingleResponse], to asked: [CertID], nonce: [UInt8]?) -> SignedAnswer? {
        let draft = OCSPResponseDraft(
            responderID: desk.responderID, producedAt: time, responses: responses, nonce: nonce)
        let nextUpdate = responses.lazy.compactMap(\.nextUpdate).min() ?? thisUpdate
        return desk.sign(draft, to: asked, nonce: nonce).map {
            SignedAnswer(stem: $0, desk: desk, thisUpdate: thisUpdate, nextUpdate: nextUpdate)
        }
    }
}

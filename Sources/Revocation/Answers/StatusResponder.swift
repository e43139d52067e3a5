// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
import Foundation
import PKIX
import Records

/// Answers for authorities of the house what the status of their certificates is.
///
/// It asks an index in memory and no database. An answer about one certificate is signed when it is first asked for, or
/// ahead, and kept: until the status changes, or it is as old as the plan says. Then:
/// - a certificate that was never issued is `unknown`, not `good` (RFC 6960 2.2);
/// - a request about other issuers' certificates only is `unauthorized`: the responder cannot speak for them, and has no
///   key that they gave it to say so with (RFC 6960 2.3); so is one by a hash that is not known;
/// - in a request about certificates of several issuers, the first that is served is answered for, and what others
///   issued is `unknown` to its responder (RFC 6960 2.2, "an unrecognized issuer that is not served by this responder");
/// - what does not read as a request, has a nonce that is not of 1 to 128 octets (RFC 9654 2.1), or a critical extension
///   that is not known, is `malformedRequest`;
/// - when statuses were not read for too long, or too much is to be signed for one asker only, `tryLater`.
///
/// - SeeAlso: RFC 6960; RFC 5019; RFC 9654.
public final class StatusResponder: Sendable {
    /// How long answers are good for, and how much is done at once.
    public let plan: AnswerPlan
    private let clock: @Sendable () -> Instant
    private let cache: AnswerCache
    private let gate: SigningGate
    private let shelf: Shelf
    private let stores = Stores()

    /// The longest request that is read.
    public static let maximumRequestBytes = 16_384

    /// Sets a responder up.
    ///
    /// - Parameters:
    ///   - authorities: whom to answer for.
    ///   - index: every issued certificate; the records' `StatusIndex`.
    ///   - asOf: what the clock showed before the index was read.
    ///   - plan: how long answers are good for, and how much is done at once.
    ///   - clock: what the time is.
    public init(
        authorities: [RespondingAuthority], index: any IssuedCertificates, asOf: Instant, plan: AnswerPlan,
        clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) {
        self.plan = plan
        self.clock = clock
        cache = AnswerCache(limit: plan.keptAnswers)
        gate = SigningGate(
            limit: plan.liveSignings, waiters: plan.liveWaiters, perSecond: plan.liveSigningsPerSecond)
        shelf = Shelf(AnswerBook(index: index, asOf: asOf, authorities: authorities))
    }

    /// Answers from another index from now on.
    ///
    /// - Parameters:
    ///   - index: read later than the one before, or the same if nothing has changed: that, too, has to be said, since
    ///     nothing is signed from an index that was read too long ago.
    ///   - asOf: what the clock showed before it was read.
    public func replace(index: any IssuedCertificates, asOf: Instant) {
        shelf.change { $0.with(index: index, asOf: asOf) }
    }

    /// Answers by other responders from now on; what was signed by those before is still good.
    ///
    /// - Parameter authorities: whom to answer for; twice the same authority while its responder is rolled over.
    public func replace(authorities: [RespondingAuthority]) {
        shelf.change { $0.with(authorities: authorities) }
    }

    /// Answers from these files from now on, before anything else.
    ///
    /// What was asked about by SHA-1, alone and without a nonce, is then answered with neither key nor database: from the
    /// file, or from what was added to it since. By other hashes answers are signed when they are asked for, and kept.
    ///
    /// - Parameter stores: one an authority.
    public func answer(from stores: [AnswerStore]) { self.stores.replace(stores) }

    /// The files that are answered from.
    public var answerStores: [AnswerStore] { stores.all }

    /// The answer to a request that has been signed before; signs nothing.
    ///
    /// - Parameter request: an `OCSPRequest`, DER.
    /// - Returns: nil when ``answer(_:)`` has to be asked.
    /// - Complexity: O(1); one look into a dictionary, mostly.
    public func cachedAnswer(_ request: [UInt8]) -> OCSPAnswer? {
        guard request.count <= Self.maximumRequestBytes else { return nil }
        if let ready = stores.answer(to: request, at: clock()) { return ready }
        guard let kept = cache.answer(to: request, in: shelf.book), clock() < kept.refresh else { return nil }
        return OCSPAnswer(kept.answer, expires: kept.refresh)
    }

    /// Answers a request; whatever it is, there is an answer.
    ///
    /// - Parameter request: an `OCSPRequest`, DER.
    /// - Returns: the response, signed now or before.
    public func answer(_ request: [UInt8]) -> OCSPAnswer {
        if let ready = cachedAnswer(request) { return ready }
        let question: OCSPRequest
        switch read(request) {
        case .success(let request): question = request
        case .failure(let refusal): return OCSPAnswer(failure: refusal.status)
        }
        let (book, time) = (shelf.book, clock())
        let served = question.requests.lazy.map { book.desks(for: $0) }.first { !$0.isEmpty }
        guard let served, let authority = served.first?.authority else {
            return filed(question, at: time) ?? OCSPAnswer(failure: .unauthorized)
        }
        let signing = AnswerSigning(by: served, from: book, under: plan, at: time)
        if question.nonce == nil, question.requests.count == 1, let certID = question.requests.first {
            let reference = CertificateReference(authority: authority, serial: certID.serialNumber)
            if let certificate = book.index.issued(reference) {
                return answer(about: certID, certificate, signing, at: time, in: book)
            }
        }
        guard let signing, let live = gate.pass({ signing.answer(to: question) }) else {
            return OCSPAnswer(failure: .tryLater)
        }
        return live.map { OCSPAnswer($0, expires: nil) } ?? OCSPAnswer(failure: .internalError)
    }

    /// Signs answers ahead, so that the first to ask does not wait; on all cores.
    ///
    /// - Parameter hashAlgorithms: by which hashes requests will name the certificates; SHA-1 is what most clients use.
    /// - Returns: how many were signed; those that are kept and fresh are not signed again.
    @discardableResult
    public func presign(hashAlgorithms: [DigestAlgorithm] = [.sha1]) -> Int {
        let (book, time) = (shelf.book, clock())
        let signings = Dictionary(grouping: book.desks, by: \.authority).compactMapValues {
            AnswerSigning(by: $0, from: book, under: plan, at: time)
        }
        let tally = Tally()
        var waiting: [(CertID, IssuedCertificate, AnswerSigning)] = []
        book.index.forEachIssued { reference, certificate in
            guard let signing = signings[reference.authority] else { return }
            for hash in hashAlgorithms {
                waiting.append((signing.desk.certID(of: reference.serial, by: hash), certificate, signing))
            }
            guard waiting.count >= Self.presignedTogether else { return }
            keep(waiting, at: time, in: book, tally)
            waiting.removeAll(keepingCapacity: true)
        }
        keep(waiting, at: time, in: book, tally)
        return tally.count
    }

    /// Few enough to need little memory, enough for all cores to be busy.
    private static let presignedTogether = 4_096

    private func keep(
        _ work: [(CertID, IssuedCertificate, AnswerSigning)], at time: Instant, in book: AnswerBook, _ tally: Tally
    ) {
        let chunk = 64
        DispatchQueue.concurrentPerform(iterations: (work.count + chunk - 1) / chunk) { number in
            var signed = 0
            for (certID, certificate, signing) in work.dropFirst(number * chunk).prefix(chunk) {
                let key = OCSPRequest.make([certID])
                if let kept = cache.answer(to: key, in: book), time < kept.refresh { continue }
                guard let entry = signing.entry(for: certID, certificate) else { continue }
                cache.keep(entry, to: key)
                signed += 1
            }
            tally.add(signed)
        }
    }

    /// The answer about a certificate on record, without a nonce: the one that is kept, or one to be kept.
    private func answer(
        about certID: CertID, _ certificate: IssuedCertificate, _ signing: AnswerSigning?, at time: Instant,
        in book: AnswerBook
    ) -> OCSPAnswer {
        // The same question may be written in other bytes; this is how nearly every client writes it.
        let key = OCSPRequest.make([certID])
        let kept = cache.answer(to: key, in: book)
        if let kept, time < kept.refresh { return OCSPAnswer(kept.answer, expires: kept.refresh) }
        guard let signing else {
            guard let kept, time < kept.answer.nextUpdate else { return OCSPAnswer(failure: .tryLater) }
            return OCSPAnswer(kept.answer, expires: nil)
        }
        guard let entry = signing.entry(for: certID, certificate) else { return OCSPAnswer(failure: .internalError) }
        cache.keep(entry, to: key)
        return OCSPAnswer(entry.answer, expires: entry.refresh)
    }

    /// What a file has for a question that nobody here can sign for: without the nonce that may have been asked for, which
    /// is the responder's to leave out (RFC 9654 2.1; RFC 5019 4).
    private func filed(_ question: OCSPRequest, at time: Instant) -> OCSPAnswer? {
        guard question.requests.count == 1, let certID = question.requests.first else { return nil }
        return stores.answer(to: OCSPRequest.make([certID]), at: time)
    }

    private func read(_ request: [UInt8]) -> Result<OCSPRequest, Refusal> {
        guard request.count <= Self.maximumRequestBytes else { return .failure(Refusal(status: .malformedRequest)) }
        do throws(PKIXError) {
            let question = try OCSPRequest(der: request)
            guard question.unknownCriticalExtensions.isEmpty else {
                return .failure(Refusal(status: .malformedRequest))
            }
            return .success(question)
        } catch .unsupportedAlgorithm {
            return .failure(Refusal(status: .unauthorized))
        } catch {
            return .failure(Refusal(status: .malformedRequest))
        }
    }

    private struct Refusal: Error {
        let status: OCSPResponseStatus
    }

    /// The book in use.
    private final class Shelf: @unchecked Sendable {
        private let lock = NSLock()
        private var current: AnswerBook

        init(_ book: AnswerBook) { current = book }

        var book: AnswerBook { lock.withLock { current } }

        func change(_ body: (AnswerBook) -> AnswerBook) { lock.withLock { current = body(current) } }
    }

    private final class Tally: @unchecked Sendable {
        private let lock = NSLock()
        private var value = 0
        var count: Int { lock.withLock { value } }
        func add(_ number: Int) { lock.withLock { value += number } }
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Records

/// Answers that were signed, by the bytes of the request that asks for them.
///
/// Two generations: what is asked for moves to the young one; when that is half of what may be kept, it becomes the old
/// one and the old one is forgotten. So the answers asked for least recently go, and no list of uses is kept.
final class AnswerCache: @unchecked Sendable {
    /// An answer about one certificate.
    final class Entry: @unchecked Sendable {
        let answer: SignedAnswer
        let reference: CertificateReference
        let presented: PresentedStatus
        /// From when on it is signed anew.
        let refresh: Instant
        /// The edition of the index that says the same; guarded by the cache's lock.
        fileprivate var edition: UInt64

        init(
            _ answer: SignedAnswer, of reference: CertificateReference, saying presented: PresentedStatus,
            refresh: Instant, edition: UInt64
        ) {
            self.answer = answer
            self.reference = reference
            self.presented = presented
            self.refresh = refresh
            self.edition = edition
        }
    }

    // All of it guarded by the lock.
    private let lock = NSLock()
    private var young: [[UInt8]: Entry] = [:]
    private var old: [[UInt8]: Entry] = [:]
    private let generationLimit: Int

    init(limit: Int) {
        generationLimit = max(1, limit / 2)
    }

    /// How many answers are kept.
    var count: Int { lock.withLock { young.count + old.count } }

    /// The answer to a request, if what it says is still so; nil if it has to be signed.
    func answer(to request: [UInt8], in book: AnswerBook) -> Entry? {
        let (found, isChecked) = lock.withLock {
            let entry = find(request)
            return (entry, entry?.edition == book.edition)
        }
        guard let entry = found, !isChecked else { return found }
        guard let certificate = book.index.issued(entry.reference), certificate.presented == entry.presented else {
            return nil
        }
        lock.withLock { entry.edition = book.edition }
        return entry
    }

    /// Keeps an answer.
    func keep(_ entry: Entry, to request: [UInt8]) {
        // Exactly as long as it is: there may be a million.
        var key: [UInt8] = []
        key.reserveCapacity(request.count)
        key += request
        lock.withLock { insert(entry, key) }
    }

    private func find(_ request: [UInt8]) -> Entry? {
        if let entry = young[request] { return entry }
        guard let entry = old.removeValue(forKey: request) else { return nil }
        insert(entry, request)
        return entry
    }

    private func insert(_ entry: Entry, _ request: [UInt8]) {
        if young.count >= generationLimit, young[request] == nil {
            old = young
            young = [:]
        }
        young[request] = entry
    }
}

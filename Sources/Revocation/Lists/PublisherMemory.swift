// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import Records

/// What a publisher remembers from one call to the next; guarded by ``publishing``.
final class PublisherMemory: @unchecked Sendable {
    let publishing = NSLock()
    /// Up to where changes were noted.
    var index: StatusIndex?
    /// The lists on which something has changed since they were drawn up.
    var changed: Set<ListPart> = []
    var newest: [ListPart: PublishedList] = [:]
    /// The full list that deltas build on.
    var base: CertificateList?
    /// When old lists were taken out of the records last.
    var pruned: Instant?

    private let lock = NSLock()
    private var refused: [ListPart: (error: RevocationError, at: Instant)] = [:]

    /// What was refused and is not out yet, by list; may be asked while a list is made.
    var refusals: [ListPart: RevocationError] { lock.withLock { refused.mapValues { $0.error } } }

    /// When a list was refused last, if it is not out yet.
    func refusal(of part: ListPart) -> Instant? { lock.withLock { refused[part]?.at } }

    /// Notes a list that is out.
    func note(_ list: PublishedList, as part: ListPart) {
        newest[part] = list
        changed.remove(part)
        lock.withLock { refused[part] = nil }
    }

    /// Notes a list that was refused; it is due until it is out.
    func note(_ error: RevocationError, of part: ListPart, at time: Instant) {
        changed.insert(part)
        lock.withLock { refused[part] = (error, time) }
    }
}

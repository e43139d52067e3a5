// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// What is other on one revocation list than on an older one, by the lists alone.
///
/// - SeeAlso: RFC 5280 5; CP/CPS 4.9.7.
public struct ListDifference: Sendable, Hashable {
    /// An entry that stands in both, otherwise.
    public struct Change: Sendable, Hashable {
        /// As it stood.
        public let old: RevokedEntry
        /// As it stands.
        public let new: RevokedEntry
        /// Whether a hold became something else; nothing else may change.
        public var isAllowed: Bool {
            old.reason == .certificateHold && new.revocationDate >= old.revocationDate
        }
    }

    /// Why the newer list may not follow the older; in the order they are looked for.
    public enum Objection: String, Sendable, Hashable, CaseIterable {
        /// Another authority's.
        case issuerChanged
        /// It covers something else.
        case scopeChanged
        /// Its number is not above.
        case numberBehind
        /// It was not drawn up later.
        case timeBehind
        /// Something vanished that was no hold.
        case entryDropped
        /// Something changed that was no hold.
        case entryChanged
    }

    /// On the newer list only.
    public let added: [RevokedEntry]

    /// On the older list only; one with the reason `certificateHold` was lifted, any other vanished.
    public let removed: [RevokedEntry]

    /// On both, otherwise.
    public let changed: [Change]

    /// Why the newer list may not follow the older; none if it may.
    public let objections: [Objection]

    /// Compares two lists.
    ///
    /// - Parameters:
    ///   - old: the older.
    ///   - new: the newer.
    /// - Complexity: linear in the number of entries.
    public init(from old: CertificateList, to new: CertificateList) {
        var added: [RevokedEntry] = []
        var removed: [RevokedEntry] = []
        var changed: [Change] = []
        var (left, right) = (old.entries.startIndex, new.entries.startIndex)
        while left < old.entries.endIndex || right < new.entries.endIndex {
            let before = left < old.entries.endIndex ? old.entries[left] : nil
            let after = right < new.entries.endIndex ? new.entries[right] : nil
            if let before, let after, before.serialNumber == after.serialNumber {
                if before != after { changed.append(Change(old: before, new: after)) }
                left += 1
                right += 1
            } else if let before, after.map({ before.serialNumber < $0.serialNumber }) ?? true {
                removed.append(before)
                left += 1
            } else if let after {
                added.append(after)
                right += 1
            }
        }
        self.added = added
        self.removed = removed
        self.changed = changed
        let isDelta = new.deltaBase != nil
        let found: [(Objection, Bool)] = [
            (.issuerChanged, old.issuer != new.issuer),
            (
                .scopeChanged,
                old.issuingDistributionPoint != new.issuingDistributionPoint || isDelta != (old.deltaBase != nil)
            ),
            (.numberBehind, new.number <= old.number), (.timeBehind, new.thisUpdate <= old.thisUpdate),
            // A delta repeats what its base lacks; another base, other entries.
            (.entryDropped, !isDelta && removed.contains { $0.reason != .certificateHold }),
            (.entryChanged, !isDelta && changed.contains { !$0.isAllowed }),
        ]
        objections = found.filter(\.1).map(\.0)
    }
}

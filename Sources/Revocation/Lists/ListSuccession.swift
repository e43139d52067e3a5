// SPDX-License-Identifier: Apache-2.0
import PKIX
import Records

/// Whether a list may take the place of another.
///
/// Nothing that was listed may vanish, expired or not, but a hold that the records say was lifted; and a revocation
/// stays what it was. Number and time are compared where lists are filed, in the same transaction.
struct ListSuccession {
    let authority: String
    let scope: String
    let index: any IssuedCertificates

    /// Refuses a list that forgets.
    ///
    /// - Parameters:
    ///   - list: the new one.
    ///   - previous: the one that it follows.
    /// - Throws: ``RevocationError/entryDropped(authority:scope:first:count:)``,
    ///   ``RevocationError/entryChanged(authority:scope:first:count:)``.
    /// - Complexity: linear in the number of entries: both are sorted.
    func check(_ list: CertificateList, following previous: CertificateList) throws(RevocationError) {
        var dropped = Objections()
        var changed = Objections()
        var place = list.entries.startIndex
        for old in previous.entries {
            while place < list.entries.endIndex, list.entries[place].serialNumber < old.serialNumber { place += 1 }
            if place < list.entries.endIndex, list.entries[place].serialNumber == old.serialNumber {
                if old.reason != .certificateHold, old != list.entries[place] { changed.add(old.serialNumber) }
            } else if !isLifted(old) {
                dropped.add(old.serialNumber)
            }
        }
        if let first = dropped.first {
            throw .entryDropped(authority: authority, scope: scope, first: first, count: dropped.count)
        }
        if let first = changed.first {
            throw .entryChanged(authority: authority, scope: scope, first: first, count: changed.count)
        }
    }

    private func isLifted(_ entry: RevokedEntry) -> Bool {
        guard entry.reason == .certificateHold else { return false }
        let reference = CertificateReference(authority: authority, serial: entry.serialNumber)
        return index.issued(reference)?.presented.status == .good
    }

    private struct Objections {
        private(set) var first: SerialNumber?
        private(set) var count = 0

        mutating func add(_ serial: SerialNumber) {
            if first == nil { first = serial }
            count += 1
        }
    }
}

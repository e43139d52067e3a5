// SPDX-License-Identifier: Apache-2.0
import PKIX
import Records

/// Whether a list's entries may take the place of another's.
///
/// Nothing that was listed may vanish, expired or not, but a hold that the records say was lifted; and a revocation
/// stays what it was. A hold may become a revocation, or another hold if it was lifted in between; neither reaches
/// further back than the records do.
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
                let new = list.entries[place]
                if new != old, !isStep(from: old, to: new) { changed.add(old.serialNumber) }
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

    /// Only a hold ends; what came after it is as the records have it, which keep the hold's date unless it was lifted.
    private func isStep(from old: RevokedEntry, to new: RevokedEntry) -> Bool {
        guard old.reason == .certificateHold, new.revocationDate >= old.revocationDate else { return false }
        return presented(old).flatMap { RevokedEntry(old.serialNumber, $0) } == new
    }

    private func isLifted(_ entry: RevokedEntry) -> Bool {
        entry.reason == .certificateHold && presented(entry)?.status == .good
    }

    private func presented(_ entry: RevokedEntry) -> PresentedStatus? {
        index.issued(CertificateReference(authority: authority, serial: entry.serialNumber))?.presented
    }
}

// SPDX-License-Identifier: Apache-2.0
import PKIX
import Records

/// What an authority's lists list, read off an index in one pass.
struct ListEntries {
    private var byPart: [ListPart: RevokedEntriesDraft]

    /// Reads the entries of some lists.
    ///
    /// - Parameters:
    ///   - index: every issued certificate.
    ///   - authority: whose lists.
    ///   - parts: which of them.
    ///   - plan: how many there are.
    /// - Complexity: linear in the number of certificates.
    init(from index: any IssuedCertificates, of authority: String, for parts: [ListPart], under plan: ListPlan) {
        var byPart = Dictionary(uniqueKeysWithValues: parts.map { ($0, RevokedEntriesDraft()) })
        index.forEachIssued { reference, certificate in
            guard case .revoked(let since, let reason) = certificate.presented.status,
                reference.authority == authority
            else { return }
            let entry = RevokedEntry(
                serialNumber: reference.serial, revocationDate: since, reason: reason,
                invalidityDate: certificate.presented.invalidityDate)
            for part in plan.parts(of: reference.serial) { byPart[part]?.append(entry) }
        }
        self.byPart = byPart
    }

    /// Gives up the entries of a list.
    mutating func take(_ part: ListPart) -> RevokedEntriesDraft {
        byPart.removeValue(forKey: part) ?? RevokedEntriesDraft()
    }
}

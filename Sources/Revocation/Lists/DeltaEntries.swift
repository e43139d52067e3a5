// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records

/// What has to be said to whoever has an older full list: all that is different now.
///
/// A certificate whose hold was lifted is listed with `removeFromCRL`. So is one that was held and released after the
/// older list was drawn up: someone may have a full list of the time in between, and the delta goes with that, too.
/// Certificates that have expired stay on the full list (`expiredCertsOnCRL`), so expiry removes nothing.
///
/// - SeeAlso: RFC 5280 5.2.4 and 5.3.1.
struct DeltaEntries {
    private let base: CertificateList
    private let authority: String
    private(set) var entries = RevokedEntriesDraft()

    /// Reads what has changed off an index.
    ///
    /// - Parameters:
    ///   - base: the older full list.
    ///   - index: every issued certificate as things are now.
    ///   - authority: whose.
    /// - Complexity: linear in the number of certificates, times a search in the base.
    init(since base: CertificateList, from index: any IssuedCertificates, of authority: String) {
        self.base = base
        self.authority = authority
        // Acts are dated by the clocks of those who do them, which may be some seconds behind the list's.
        let margin = base.thisUpdate.advanced(bySeconds: -Self.clockSeconds)
        index.forEachIssued { reference, certificate in
            guard reference.authority == authority else { return }
            let now = RevokedEntry(reference.serial, certificate.presented)
            let then = base.entry(for: reference.serial, issuer: base.issuer)
            if let now {
                if now != then { entries.append(now) }
            } else if then != nil || certificate.heldUntil.map({ $0 >= margin }) ?? false {
                entries.append(
                    RevokedEntry(
                        serialNumber: reference.serial,
                        revocationDate: certificate.heldUntil ?? then?.revocationDate ?? base.thisUpdate,
                        reason: .removeFromCRL))
            }
        }
    }

    private static let clockSeconds: Int64 = 60
}

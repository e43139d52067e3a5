// SPDX-License-Identifier: Apache-2.0
import DER

/// A complete list, with a delta to it if there is one, that was found fit to say something about a certificate.
struct ListUse {
    let list: CertificateList
    let delta: CertificateList?
    /// The certificate's entry after both; `nil` when it is not revoked.
    let entry: RevokedEntry?
    let reasons: ReasonFlags
    let signer: ListSigner
    /// When list, delta, signer and algorithms hold.
    let window: Validity

    /// The times are those of the newer list, whose word is the last.
    var thisUpdate: Instant { (delta ?? list).thisUpdate }
    var nextUpdate: Instant? { (delta ?? list).nextUpdate }
    var lists: [CertificateList] { [list] + [delta].compactMap { $0 } }
}

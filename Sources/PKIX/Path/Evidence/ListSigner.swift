// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// Who signed a revocation list and was found entitled to.
struct ListSigner {
    let key: PublicKey
    /// `nil` for an authority on the certificate's own path.
    let certificate: Certificate?
    let window: Validity
}

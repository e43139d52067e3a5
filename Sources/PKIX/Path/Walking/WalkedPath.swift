// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// A path after the walk: with the working public key of each of its certificates.
struct WalkedPath {
    let candidate: CandidatePath
    /// Target first; `nil` where the key cannot be used.
    let keys: [PublicKey?]

    init(_ walk: PathWalk) {
        candidate = walk.candidate
        keys = walk.keys
    }

    var certificates: [HeldCertificate] { candidate.certificates }
    var anchor: TrustAnchor { candidate.anchor }

    /// The certificate of the authority above one, the anchor's for the topmost.
    func issuerCertificate(of index: Int) -> Certificate {
        index + 1 < certificates.count ? certificates[index + 1].certificate : anchor.certificate
    }

    /// The working public key that signed a certificate.
    func issuerKey(of index: Int) -> PublicKey? {
        index + 1 < keys.count ? keys[index + 1] : anchor.publicKey
    }

    /// The path of another certificate that one of the authorities above this one issued.
    ///
    /// - Parameters:
    ///   - held: the other certificate.
    ///   - level: the index of its issuer; the number of certificates for the anchor.
    /// - Returns: the other certificate, and from its issuer on this path.
    func path(of held: HeldCertificate, issuedAt level: Int) -> CandidatePath {
        CandidatePath(certificates: [held] + certificates.dropFirst(level), anchor: anchor)
    }
}

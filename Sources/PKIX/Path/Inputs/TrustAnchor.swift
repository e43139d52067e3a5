// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// A name and a key that are trusted from the outset.
///
/// The certificate is only how they are carried: its own signature, validity and constraints are not judged, since
/// trust in it was not derived from them.
///
/// - SeeAlso: RFC 5280 6.1.1 (d).
public struct TrustAnchor: Sendable {
    /// Carries the name and the key.
    public let certificate: Certificate

    /// The key, decoded once.
    public let publicKey: PublicKey

    /// When paths may end here; `nil` for always.
    ///
    /// Trust lists withdraw an authority from a date on without making what it issued before worthless.
    public let trusted: Validity?

    /// Takes an anchor.
    ///
    /// - Parameters:
    ///   - certificate: self-signed or not.
    ///   - trusted: the time in which paths may end here; both ends counted.
    /// - Throws: ``PKIXError`` when its key cannot be read.
    public init(certificate: Certificate, trusted: Validity? = nil) throws(PKIXError) {
        self.certificate = certificate
        self.trusted = trusted
        publicKey = try certificate.publicKey()
    }

    /// The issuer name of what it issues.
    public var name: Name { certificate.tbs.subject }

    /// Whether another anchor is the same name and key, however carried.
    ///
    /// - Parameter other: the other anchor.
    /// - Returns: whether trust in one is trust in the other.
    func isSame(as other: TrustAnchor) -> Bool {
        publicKey == other.publicKey && name.matches(other.name)
    }
}

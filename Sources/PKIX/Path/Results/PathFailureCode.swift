// SPDX-License-Identifier: Apache-2.0

/// What kind of thing is wrong with a path: a stable word for programs.
///
/// The order is that of the checks in RFC 5280 6.1.3 to 6.1.5, with what is found before and after them at the ends.
public enum PathFailureCode: String, Hashable, Sendable, CaseIterable {
    /// No chain of issuer names leads to an anchor.
    case noPathFound
    /// The search was given up: the input asks for more work than the budget allows.
    case budget
    /// The anchor is not trusted at this time.
    case anchorNotTrusted
    /// A signature is not by its issuer's key, or the two algorithm fields differ.
    case signatureInvalid
    /// An issuer's key cannot be read or computed with.
    case unusableKey
    /// An algorithm or key size is not accepted at this time.
    case algorithm
    /// Before `notBefore`.
    case notYetValid
    /// After `notAfter`.
    case expired
    /// Revoked for good.
    case revoked
    /// Revoked for the time being (`certificateHold`).
    case onHold
    /// Nothing usable says whether the certificate is revoked.
    case noRevocationEvidence
    /// There is evidence, but it is past its `nextUpdate`.
    case staleEvidence
    /// The issuer's name is not the subject above.
    case nameChaining
    /// A name lies outside what an authority above may certify.
    case nameConstraints
    /// No acceptable certificate policy is left.
    case policy
    /// An issuer that is not a certificate authority.
    case notACA
    /// More authorities below one than it may have.
    case pathLength
    /// An issuer whose key may not sign certificates.
    case keyUsage
    /// An extension that must be understood and is not.
    case unknownCriticalExtension
}

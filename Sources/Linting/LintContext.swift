// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import PKIX

/// What a rule needs to know besides the certificate.
public struct LintContext: Sendable {
    /// What the certificate is issued under.
    public let profile: CertificateProfile

    /// The issuer's certificate; `nil` for a root, which is its own.
    public let issuer: Certificate?

    /// The kind of the issuer's key; of the subject's own for a root.
    public let issuerKeyKind: KeyKind

    /// When it is issued.
    public let time: Instant

    /// What the certified key must be.
    public let keyRules: KeyRules

    /// Takes the parts.
    public init(
        profile: CertificateProfile, issuer: Certificate?, issuerKeyKind: KeyKind, time: Instant,
        keyRules: KeyRules = .standard
    ) {
        self.keyRules = keyRules
        self.profile = profile
        self.issuer = issuer
        self.issuerKeyKind = issuerKeyKind
        self.time = time
    }
}

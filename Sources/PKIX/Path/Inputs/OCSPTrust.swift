// SPDX-License-Identifier: Apache-2.0

/// Whose OCSP answers are believed.
///
/// - SeeAlso: RFC 6960 4.2.2.2.
public enum OCSPTrust: Hashable, Sendable {
    /// The certificate's issuer, or one to whom that issuer gave a certificate for id-kp-OCSPSigning.
    ///
    /// A delegate's certificate must carry id-pkix-ocsp-nocheck or be shown good by a list of the issuer.
    case issuerOrDelegate

    /// Also a responder with id-kp-OCSPSigning whose certificate has a valid path to any of the anchors.
    ///
    /// RFC 6960 4.2.2.2 rule 1, "local configuration": some national trees run responders under another authority of
    /// the same trust list, and publish no status for them. A responder that has none is then believed as it is; one
    /// that is shown revoked is not.
    case anchoredResponder
}

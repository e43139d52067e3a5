// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// What was found out about a certificate.
public struct CertificateFacts: Sendable, Hashable {
    /// Its name among the facts.
    public let id: Facts.ID

    /// When it is valid.
    public let validity: Validity

    /// The certificate of whoever signed it; `nil` when it is not at hand, and for anchors.
    public let issuer: Facts.ID?

    /// Whether a path may end in it.
    public let isAnchor: Bool

    /// For how long the anchor is trusted; `nil` when no end is known.
    public let trusted: Validity?

    /// What it is signed with.
    public let algorithm: AlgorithmFacts

    /// Whether nobody needs to ask for its revocation: an anchor, or a responder marked so.
    public let isExemptFromRevocation: Bool

    /// What is wrong with it, as it is used here, at every time: a signature that does not fit, a constraint that it
    /// breaks.
    public let causes: [Cause]

    /// States what was found.
    public init(
        id: Facts.ID, validity: Validity, issuer: Facts.ID?, algorithm: AlgorithmFacts, isAnchor: Bool = false,
        trusted: Validity? = nil, isExemptFromRevocation: Bool = false, causes: [Cause] = []
    ) {
        self.id = id
        self.validity = validity
        self.issuer = issuer
        self.isAnchor = isAnchor
        self.trusted = trusted
        self.algorithm = algorithm
        self.isExemptFromRevocation = isExemptFromRevocation
        self.causes = causes
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// What a signer says beside signing; all of it is under the signature.
///
/// - SeeAlso: ETSI EN 319 122-1 5.2.
public struct SignatureTerms: Sendable {
    /// When the signer says that they sign.
    public var signingTime: Instant

    /// The rules that the signature is made under (EPES).
    public var policy: SignaturePolicyIdentifier?

    /// What the signer commits to.
    public var commitments: [CommitmentType]

    /// Time stamps over the document from before it was signed, each a token in DER.
    public var contentTimestamps: [[UInt8]]

    /// The document's media type.
    public var mimeType: String?

    /// States the terms.
    ///
    /// - Parameters:
    ///   - signingTime: the time that the signer claims.
    ///   - policy: the rules that the signature is made under.
    ///   - commitments: what the signer commits to.
    ///   - contentTimestamps: tokens over the document.
    ///   - mimeType: the document's media type.
    public init(
        signingTime: Instant, policy: SignaturePolicyIdentifier? = nil, commitments: [CommitmentType] = [],
        contentTimestamps: [[UInt8]] = [], mimeType: String? = nil
    ) {
        self.signingTime = signingTime
        self.policy = policy
        self.commitments = commitments
        self.contentTimestamps = contentTimestamps
        self.mimeType = mimeType
    }

    /// The signed attributes that say so, beside those that every signature has.
    var attributes: [CMSAttribute] {
        var all = commitments.map(\.attribute)
        if let policy { all.append(policy.attribute) }
        for token in contentTimestamps { all.append(CMSAttribute(OID.contentTimestamp, value: token)) }
        return all
    }
}

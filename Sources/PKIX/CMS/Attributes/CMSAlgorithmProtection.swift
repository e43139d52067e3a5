// SPDX-License-Identifier: Apache-2.0
import DER

/// The algorithms that the signer meant, under the signature.
///
///     CMSAlgorithmProtection ::= SEQUENCE { digestAlgorithm DigestAlgorithmIdentifier,
///         signatureAlgorithm [1] SignatureAlgorithmIdentifier OPTIONAL,
///         macAlgorithm [2] MessageAuthenticationCodeAlgorithm OPTIONAL }
///
/// The fields of SignerInfo that name them are not signed; a verifier compares the two.
///
/// - SeeAlso: RFC 6211 2.
public struct CMSAlgorithmProtection: Sendable, Hashable {
    /// What the content was hashed with.
    public let digestAlgorithm: AlgorithmIdentifier

    /// What was signed with; absent only where a MAC is meant, which no signature may have.
    public let signatureAlgorithm: AlgorithmIdentifier?

    /// Takes the two algorithms of a SignerInfo.
    public init(digestAlgorithm: AlgorithmIdentifier, signatureAlgorithm: AlgorithmIdentifier) {
        self.digestAlgorithm = digestAlgorithm
        self.signatureAlgorithm = signatureAlgorithm
    }

    /// Whether a SignerInfo names the same algorithms.
    ///
    /// - Parameter signerInfo: the signer whose attribute this is.
    /// - Returns: whether both are equal, parameters included; an absent parameter and NULL count as equal.
    /// - SeeAlso: RFC 6211 3.1.
    public func matches(_ signerInfo: SignerInfo) -> Bool {
        guard let signatureAlgorithm else { return false }
        return digestAlgorithm.means(signerInfo.digestAlgorithm)
            && signatureAlgorithm.means(signerInfo.signatureAlgorithm)
    }

    init(_ node: DERNode) throws(PKIXError) {
        var fields = try der(node.reader())
        digestAlgorithm = try AlgorithmIdentifier(try der(fields.read(.sequence)))
        if let signature = try der(fields.readIfPresent(.contextConstructed(1))) {
            signatureAlgorithm = try AlgorithmIdentifier(signature, implicit: .contextConstructed(1))
        } else {
            signatureAlgorithm = nil
            _ = try der(fields.read(.contextConstructed(2)))
        }
        try der(fields.finish())
    }

    func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            digestAlgorithm.encode(into: &writer)
            signatureAlgorithm?.encode(into: &writer, implicit: .contextConstructed(1))
        }
    }
}

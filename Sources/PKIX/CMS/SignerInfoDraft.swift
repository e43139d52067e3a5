// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

/// One signature to be put into a message.
///
/// - SeeAlso: RFC 5652 5.3.
public struct SignerInfoDraft: Sendable {
    /// Whose certificate the signature is checked with; decides the version.
    public var identifier: SignerIdentifier

    /// What the content was hashed with.
    public var digestAlgorithm: AlgorithmIdentifier

    /// What was signed: the DER `SET OF Attribute`, tag 31, byte for byte.
    public var signedAttributes: [UInt8]

    /// What was signed with.
    public var signatureAlgorithm: AlgorithmIdentifier

    /// The signature's value over ``signedAttributes``.
    public var signature: [UInt8]

    /// Statements added without signature: time stamps, for instance.
    public var unsignedAttributes: [CMSAttribute]

    /// Puts a signature together.
    ///
    /// - Parameters:
    ///   - identifier: whose certificate the signature is checked with.
    ///   - digestAlgorithm: what the content was hashed with.
    ///   - signedAttributes: what ``SignedAttributesDraft/encoded()`` gave.
    ///   - signatureAlgorithm: what was signed with.
    ///   - signature: the signature's value.
    ///   - unsignedAttributes: statements added without signature.
    public init(
        identifier: SignerIdentifier, digestAlgorithm: DigestAlgorithm, signedAttributes: [UInt8],
        signatureAlgorithm: SignatureAlgorithm, signature: [UInt8], unsignedAttributes: [CMSAttribute] = []
    ) {
        self.identifier = identifier
        self.digestAlgorithm = AlgorithmIdentifier(digest: digestAlgorithm)
        self.signedAttributes = signedAttributes
        self.signatureAlgorithm = AlgorithmIdentifier(signatureAlgorithm)
        self.signature = signature
        self.unsignedAttributes = unsignedAttributes
    }

    /// Writes the SEQUENCE alone, as the value of a counter-signature is.
    ///
    /// - Returns: the SignerInfo in DER.
    public func encoded() -> [UInt8] { DERWriter.bytes { encode(into: &$0) } }

    /// Writes the SEQUENCE.
    func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            writer.integer(identifier.signerInfoVersion)
            identifier.encode(into: &writer)
            digestAlgorithm.encode(into: &writer)
            // The same SET under its IMPLICIT tag: only the first octet differs.
            writer.raw([Tag.contextConstructed(0).octet])
            writer.raw(signedAttributes.dropFirst())
            signatureAlgorithm.encode(into: &writer)
            writer.octetString(signature)
            if !unsignedAttributes.isEmpty {
                writer.setOf(unsignedAttributes.map { Array($0.encoded) }, tag: .contextConstructed(1))
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

/// One signature in a SignedData, and what belongs to it.
///
///     SignerInfo ::= SEQUENCE { version CMSVersion, sid SignerIdentifier, digestAlgorithm, signedAttrs [0] IMPLICIT
///         SignedAttributes OPTIONAL, signatureAlgorithm, signature OCTET STRING,
///         unsignedAttrs [1] IMPLICIT UnsignedAttributes OPTIONAL }
///
/// Of all this only the signed attributes are under the signature.
///
/// - SeeAlso: RFC 5652 5.3.
public struct SignerInfo: Sendable {
    /// 1 or 3 in what follows the standard; see ``versionFitsIdentifier``.
    public let version: Int

    /// Whose certificate to look for.
    public let identifier: SignerIdentifier

    /// What the content was hashed with.
    public let digestAlgorithm: AlgorithmIdentifier

    /// What was signed; `nil` when the signature is over the content itself.
    public let signedAttributes: SignedAttributes?

    /// What was signed with.
    public let signatureAlgorithm: AlgorithmIdentifier

    /// The signature's value.
    public let signature: ArraySlice<UInt8>

    /// Statements that no one signed; anyone may have added them.
    public let unsignedAttributes: [CMSAttribute]

    /// The whole SignerInfo as it stands in the message.
    public let encoded: ArraySlice<UInt8>

    /// `version` to `signature` as they stand in the message, one after another: what archive time-stamps cover.
    ///
    /// - SeeAlso: ETSI EN 319 122-1 5.5.3.
    public let signedFieldsEncoded: ArraySlice<UInt8>

    /// Whether version and kind of identifier go together.
    ///
    /// - SeeAlso: RFC 5652 5.3 (version).
    public var versionFitsIdentifier: Bool { version == identifier.signerInfoVersion }

    /// The signature algorithm with the digest that some signers name only in `digestAlgorithm`.
    ///
    /// `nil` when it is not known, or its parameters are not those it must have.
    ///
    /// - SeeAlso: RFC 3370 3.2 (rsaEncryption as a signature algorithm).
    public var signatureScheme: SignatureAlgorithm? {
        guard let digest = digestAlgorithm.digestAlgorithm else { return signatureAlgorithm.signatureAlgorithm }
        return signatureAlgorithm.signatureAlgorithm(withDigest: digest)
    }

    /// Whether the signature over the signed attributes is by this key.
    ///
    /// Says nothing of the content: its digest is compared with ``SignedAttributes/messageDigest``.
    ///
    /// - Parameter key: the key of the signer's certificate.
    /// - Returns: `false` also without signed attributes, and for an algorithm that is not known.
    public func isSigned(by key: PublicKey) -> Bool {
        guard let signedAttributes, let scheme = signatureScheme else { return false }
        return key.isValid(signature, over: signedAttributes.encodedAsSetOf[...], by: scheme)
    }

    /// Whether another SignerInfo of the message is the same signature again.
    ///
    /// The signature value alone does not tell: an ECDSA value can be changed into another good one without the key.
    ///
    /// - Parameter other: another signer of the same message.
    /// - Returns: whether signer and signed attributes are equal, or the signature values are.
    func repeats(_ other: SignerInfo) -> Bool {
        if signature == other.signature { return true }
        guard identifier == other.identifier, let mine = signedAttributes, let others = other.signedAttributes
        else { return false }
        return mine.encodedAsSetOf == others.encodedAsSetOf
    }

    /// Reads a SignerInfo that stands alone, as a counter-signature does.
    ///
    /// - Parameter bytes: the SEQUENCE, nothing after it.
    /// - Throws: ``PKIXError``.
    /// - SeeAlso: RFC 5652 11.4.
    public init(encoded bytes: ArraySlice<UInt8>) throws(PKIXError) {
        try self.init(try der(DERReader.single(bytes, .sequence, rules: .ber)))
    }

    /// Reads a SignerInfo.
    ///
    /// What is signed or compared is read by DER's rules, whatever the message around it is written in.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``.
    init(_ node: DERNode) throws(PKIXError) {
        try der(node.expect(.sequence))
        var fields = try der(node.reader())
        version = try der(fields.read(.integer).smallInteger())
        identifier = try SignerIdentifier(try Self.distinguished(try der(fields.read())))
        digestAlgorithm = try AlgorithmIdentifier(try Self.distinguished(try der(fields.read(.sequence))))
        if let attributes = try der(fields.readIfPresent(.contextConstructed(0))) {
            signedAttributes = try SignedAttributes(try Self.distinguished(attributes))
        } else {
            signedAttributes = nil
        }
        signatureAlgorithm = try AlgorithmIdentifier(try Self.distinguished(try der(fields.read(.sequence))))
        let value = try der(fields.read(.octetString))
        signature = try der(value.octetString())
        signedFieldsEncoded = node.content.prefix(upTo: value.encoded.endIndex)
        if let attributes = try der(fields.readIfPresent(.contextConstructed(1))) {
            unsignedAttributes = try CMSAttribute.list(attributes, field: "unsignedAttrs")
        } else {
            unsignedAttributes = []
        }
        try der(fields.finish())
        encoded = node.encoded
    }

    /// The same value under DER's rules.
    private static func distinguished(_ node: DERNode) throws(PKIXError) -> DERNode {
        try der(DERReader.single(node.encoded, node.tag))
    }
}

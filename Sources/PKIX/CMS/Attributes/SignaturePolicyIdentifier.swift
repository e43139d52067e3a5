// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// The rules that a signer says the signature was made under (EPES), named by identifier and digest.
///
///     SignaturePolicyId ::= SEQUENCE { sigPolicyId OBJECT IDENTIFIER,
///         sigPolicyHash SEQUENCE { hashAlgorithm AlgorithmIdentifier, hashValue OCTET STRING },
///         sigPolicyQualifiers SEQUENCE OF SEQUENCE { sigPolicyQualifierId, sigQualifier } OPTIONAL }
///
/// - SeeAlso: ETSI EN 319 122-1 5.2.9.
public struct SignaturePolicyIdentifier: Sendable, Hashable {
    /// Which policy.
    public let policy: ObjectIdentifier

    /// What the policy's text was hashed with.
    public let hashAlgorithm: AlgorithmIdentifier

    /// The digest of the policy's text; all zero octets when the signer left it open.
    public let hash: [UInt8]

    /// Where the policy can be read, if it says.
    public let uri: String?

    /// Names a policy.
    ///
    /// - Parameters:
    ///   - policy: its identifier.
    ///   - hashAlgorithm: what its text was hashed with.
    ///   - hash: the digest.
    ///   - uri: where it can be read; ASCII.
    public init(policy: ObjectIdentifier, hashAlgorithm: DigestAlgorithm, hash: [UInt8], uri: String? = nil) {
        self.policy = policy
        self.hashAlgorithm = AlgorithmIdentifier(digest: hashAlgorithm)
        self.hash = hash
        self.uri = uri
    }

    init(_ node: DERNode) throws(PKIXError) {
        var fields = try der(node.reader())
        policy = try der(fields.read(.objectIdentifier).objectIdentifier())
        var digest = try der(fields.read(.sequence).reader())
        hashAlgorithm = try AlgorithmIdentifier(try der(digest.read(.sequence)))
        hash = Array(try der(digest.read(.octetString).octetString()))
        try der(digest.finish())
        var uri: String?
        if let list = try der(fields.readIfPresent(.sequence)) {
            var qualifiers = try der(list.reader())
            while !qualifiers.isAtEnd {
                var qualifier = try der(qualifiers.read(.sequence).reader())
                let type = try der(qualifier.read(.objectIdentifier).objectIdentifier())
                let value = try der(qualifier.read())
                try der(qualifier.finish())
                if type == OID.signaturePolicyURI { uri = try der(value.string()) }
            }
        }
        self.uri = uri
        try der(fields.finish())
    }

    /// The signed attribute that says so.
    public var attribute: CMSAttribute {
        CMSAttribute(OID.signaturePolicyIdentifier) { writer in
            writer.sequence { writer in
                writer.objectIdentifier(policy)
                writer.sequence { writer in
                    hashAlgorithm.encode(into: &writer)
                    writer.octetString(hash)
                }
                guard let uri else { return }
                writer.sequence { writer in
                    writer.sequence { writer in
                        writer.objectIdentifier(OID.signaturePolicyURI)
                        writer.ia5String(uri)
                    }
                }
            }
        }
    }
}

extension SignedAttributes {
    /// `signature-policy-identifier`; `nil` also when the policy is only implied (NULL).
    ///
    /// - SeeAlso: ETSI EN 319 122-1 5.2.9.
    public var signaturePolicy: SignaturePolicyIdentifier? {
        get throws(PKIXError) {
            guard let value = try singleValue(of: OID.signaturePolicyIdentifier), value.first != Tag.null.octet
            else { return nil }
            return try SignaturePolicyIdentifier(try der(DERReader.single(value, .sequence)))
        }
    }
}

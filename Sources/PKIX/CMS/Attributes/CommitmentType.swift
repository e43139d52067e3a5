// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a signer commits to by signing.
///
///     CommitmentTypeIndication ::= SEQUENCE { commitmentTypeId OBJECT IDENTIFIER,
///         commitmentTypeQualifier SEQUENCE SIZE (1..MAX) OF CommitmentTypeQualifier OPTIONAL }
///
/// - SeeAlso: ETSI EN 319 122-1 5.2.3.
public enum CommitmentType: Int, Sendable, Hashable, CaseIterable {
    /// Having created, approved and sent the content.
    case proofOfOrigin = 1
    /// Having received the content.
    case proofOfReceipt = 2
    /// Having delivered the content where the recipient can get at it.
    case proofOfDelivery = 3
    /// Having sent the content, not necessarily created it.
    case proofOfSender = 4
    /// Approving the content.
    case proofOfApproval = 5
    /// Having created the content, not necessarily approved or sent it.
    case proofOfCreation = 6

    /// The identifier (`id-cti-ets`).
    public var identifier: ObjectIdentifier {
        ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 6, UInt64(rawValue))
    }

    /// The signed attribute that says so.
    public var attribute: CMSAttribute {
        CMSAttribute(OID.commitmentType) { writer in
            writer.sequence { $0.objectIdentifier(identifier) }
        }
    }
}

extension SignedAttributes {
    /// What the signer commits to, by identifier, in the order given; there may be several or none.
    ///
    /// - SeeAlso: ETSI EN 319 122-1 5.2.3.
    public var commitmentTypes: [ObjectIdentifier] {
        get throws(PKIXError) {
            var types: [ObjectIdentifier] = []
            for value in attributes(of: OID.commitmentType).flatMap(\.values) {
                var fields = try der(DERReader.single(value, .sequence).reader())
                types.append(try der(fields.read(.objectIdentifier).objectIdentifier()))
                _ = try der(fields.readIfPresent(.sequence))
                try der(fields.finish())
            }
            return types
        }
    }
}

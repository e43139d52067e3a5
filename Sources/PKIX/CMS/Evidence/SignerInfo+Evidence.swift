// SPDX-License-Identifier: Apache-2.0
public import DER

/// The evidence that a signature carries in its unsigned attributes.
///
/// Anyone may have put it there: each token is judged for itself. Tokens are given encoded, so that one that cannot be
/// read does not hide the others.
extension SignerInfo {
    /// `signature-time-stamp` tokens; each an encoded ContentInfo over ``signature``.
    ///
    /// - SeeAlso: ETSI EN 319 122-1 5.3.
    public var signatureTimestamps: [ArraySlice<UInt8>] { values(of: OID.signatureTimestamp) }

    /// `archive-time-stamp-v3` tokens in their order; see ``ArchiveTimestamp``.
    ///
    /// - SeeAlso: ETSI EN 319 122-1 5.5.3.
    public var archiveTimestamps: [ArraySlice<UInt8>] { values(of: OID.archiveTimestampV3) }

    /// Counter-signatures, each an encoded SignerInfo over ``signature``; see ``init(encoded:)``.
    ///
    /// - SeeAlso: RFC 5652 11.4.
    public var counterSignatures: [ArraySlice<UInt8>] { values(of: OID.countersignature) }

    /// The values of all unsigned attributes of a type, in their order.
    ///
    /// - Parameter type: the type to look for.
    /// - Returns: encoded values.
    public func values(of type: ObjectIdentifier) -> [ArraySlice<UInt8>] {
        unsignedAttributes.filter { $0.type == type }.flatMap(\.values)
    }
}

extension TimestampToken {
    /// Whether this is a time-stamp over a signature's value.
    ///
    /// - Parameter signer: the signature.
    /// - Returns: `false` also for a digest that Mohr cannot compute.
    /// - SeeAlso: ETSI EN 319 122-1 5.3.
    public func isOverSignature(of signer: SignerInfo) -> Bool {
        info.messageImprint.matches(signer.signature)
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER

/// What a validator asks of a message besides its fields.
extension SignedData {
    /// The version that goes with what the message holds.
    ///
    /// - SeeAlso: RFC 5652 5.1 (version).
    public var expectedVersion: Int {
        if otherCertificates.other > 0 || otherRevocationInformationCount > 0 || !ocspResponses.isEmpty { return 5 }
        if otherCertificates.attributeVersion2 > 0 { return 4 }
        let hasVersion3 =
            otherCertificates.attributeVersion1 > 0 || contentType != OID.cmsData
            || signerInfos.contains { $0.version == 3 }
        return hasVersion3 ? 3 : 1
    }

    /// The places of SignerInfos that repeat an earlier one, counted from 0.
    ///
    /// The same signature twice would let one signer be counted as two.
    public var repeatedSignerInfos: [Int] {
        signerInfos.indices.filter { index in
            signerInfos.prefix(index).contains { $0.repeats(signerInfos[index]) }
        }
    }

    /// Whether the digest algorithm of a signer is announced in ``digestAlgorithms``.
    ///
    /// - Parameter signerInfo: a signer of this message.
    /// - Returns: whether the identifiers are equal, an absent parameter and NULL counting as equal.
    /// - SeeAlso: RFC 5652 5.1 (digestAlgorithms).
    public func announcesDigest(of signerInfo: SignerInfo) -> Bool {
        digestAlgorithms.contains { $0.means(signerInfo.digestAlgorithm) }
    }

    /// Whether the content could itself be the signed attributes of someone's signature.
    ///
    /// A signature made over signed attributes can be presented as one made directly over such content, so a message
    /// whose content reads as `SET OF Attribute` with a `messageDigest` is a forgery's tool.
    ///
    /// - SeeAlso: draft-ietf-lamps-cms-euf-cma-signeddata.
    public var contentReadsAsSignedAttributes: Bool {
        guard let content, content.first == Tag.set.octet else { return false }
        do throws(PKIXError) {
            let set = try der(DERReader.single(content, .set))
            return try CMSAttribute.list(set, field: "eContent").contains { $0.type == OID.messageDigest }
        } catch {
            return false
        }
    }
}

extension AlgorithmIdentifier {
    /// Whether both name the same algorithm with the same parameters; an absent parameter and NULL mean the same.
    ///
    /// - SeeAlso: RFC 5754 2 (both forms must be accepted).
    func means(_ other: AlgorithmIdentifier) -> Bool {
        algorithm == other.algorithm
            && (parameters == other.parameters || (hasNoParameters && other.hasNoParameters))
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

extension SignerExamination {
    /// Whether the message is a signature in the format at all.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.2; RFC 5652 5.3, 11.1 to 11.3.
    mutating func checkFormat() {
        if isRepeated { find(.signatureRepeated) }
        if !signer.versionFitsIdentifier { find(.signerVersion, ["seen": "\(signer.version)"]) }
        if message.usesBER { find(.encodingBER) }
        let statements = signer.unsignedAttributes.filter { !Self.judgedAttributes.contains($0.type) }
        if !statements.isEmpty {
            find(.unsignedAttributes, ["seen": statements.map(\.type.dotted).joined(separator: " ")])
        }
        if !isCounterSignature {
            // What a counter-signature is over is not the content, and it announces no digest for it.
            if !message.announcesDigest(of: signer) { find(.digestNotAnnounced) }
            if message.contentReadsAsSignedAttributes { find(.contentIsSignedAttributes) }
        }
        guard let attributes = signer.signedAttributes else {
            // A signature directly over the content could be one over someone's signed attributes, moved.
            return find(.signedAttributesMissing)
        }
        if !attributes.wasSorted { find(.attributesUnsorted) }
        checkContentType(attributes)
        checkAlgorithmProtection(attributes)
        claimedTime = value { () throws(PKIXError) in try attributes.signingTime }
        let version2 = value { () throws(PKIXError) in try attributes.signingCertificateV2 }
        let version1 = value { () throws(PKIXError) in try attributes.signingCertificate }
        namedCertificates = version2 ?? version1
    }

    /// Unsigned attributes that prove or fail to prove something by themselves.
    private static let judgedAttributes: Set<ObjectIdentifier> = [
        OID.signatureTimestamp, OID.archiveTimestampV3, OID.countersignature,
    ]

    /// An attribute's value; what is wrong with the attribute becomes a finding.
    mutating func value<Value>(_ read: () throws(PKIXError) -> Value?) -> Value? {
        do throws(PKIXError) {
            return try read()
        } catch {
            if case .attributeNotSingle(let type, let attributes, let values) = error {
                find(
                    .attributeRepeated,
                    ["type": type.dotted, "attributes": "\(attributes)", "values": "\(values)"])
            } else {
                find(
                    .attributeMalformed, ["offset": error.offset.map { "\($0)" } ?? "–", "detail": CaseWords.of(error)])
            }
            return nil
        }
    }

    private mutating func checkContentType(_ attributes: SignedAttributes) {
        guard !isCounterSignature else {
            // What is signed is octets and has no type (RFC 5652 11.4).
            let types = attributes.attributes(of: OID.contentType)
            if !types.isEmpty { find(.contentTypeMismatch, ["seen": "contentType", "allowed": "–"]) }
            return
        }
        let before = causes.count
        let signedType = value { () throws(PKIXError) in try attributes.contentType }
        guard let signedType else {
            if causes.count == before { find(.contentTypeMissing) }
            return
        }
        if signedType != message.contentType {
            find(.contentTypeMismatch, ["seen": signedType.dotted, "allowed": message.contentType.dotted])
        }
    }

    private mutating func checkAlgorithmProtection(_ attributes: SignedAttributes) {
        let protection = value { () throws(PKIXError) in try attributes.cmsAlgorithmProtection }
        guard let protection, !protection.matches(signer) else { return }
        let seen = "\(signer.digestAlgorithm.algorithm) \(signer.signatureAlgorithm.algorithm)"
        let meant = protection.signatureAlgorithm?.algorithm.dotted ?? "–"
        find(
            .algorithmProtectionMismatch,
            ["seen": seen, "allowed": "\(protection.digestAlgorithm.algorithm) \(meant)"])
    }
}

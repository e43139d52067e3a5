// SPDX-License-Identifier: Apache-2.0
public import DER

/// A signed message to be written.
///
/// The signatures are there already: they were made over ``SignedAttributesDraft/encoded()``, wherever the key is.
///
/// - SeeAlso: RFC 5652 5; ETSI EN 319 122-1.
public struct SignedDataDraft: Sendable {
    /// What the content is.
    public var contentType: ObjectIdentifier

    /// The content, to travel inside; `nil` when it travels by another way.
    public var content: [UInt8]?

    /// The certificates to send along, DER.
    public var certificates: [[UInt8]]

    /// The revocation lists to send along, DER.
    public var crls: [[UInt8]]

    /// The `OCSPResponse`s to send along, DER; only successful ones may be.
    ///
    /// - SeeAlso: RFC 5940 2.1.
    public var ocspResponses: [[UInt8]]

    /// The signatures.
    public var signerInfos: [SignerInfoDraft]

    /// Puts a message together.
    ///
    /// - Parameters:
    ///   - contentType: what the content is.
    ///   - content: the content; `nil` when it is detached.
    ///   - certificates: DER.
    ///   - crls: DER.
    ///   - ocspResponses: DER.
    ///   - signerInfos: the signatures.
    public init(
        contentType: ObjectIdentifier = OID.cmsData, content: [UInt8]?, certificates: [[UInt8]],
        crls: [[UInt8]] = [], ocspResponses: [[UInt8]] = [], signerInfos: [SignerInfoDraft]
    ) {
        self.contentType = contentType
        self.content = content
        self.certificates = certificates
        self.crls = crls
        self.ocspResponses = ocspResponses
        self.signerInfos = signerInfos
    }

    /// Writes the message.
    ///
    /// - Returns: the ContentInfo in DER. The same draft gives the same bytes.
    public func encoded() -> [UInt8] {
        let length = (certificates + crls + ocspResponses).reduce(content?.count ?? 0) { $0 + $1.count }
        var writer = DERWriter(reservingCapacity: length + 1024 * (1 + signerInfos.count))
        writer.sequence { writer in
            writer.objectIdentifier(OID.cmsSignedData)
            writer.explicit(0) { writer in
                writer.sequence { encodeSignedData(into: &$0) }
            }
        }
        return writer.bytes
    }

    private func encodeSignedData(into writer: inout DERWriter) {
        writer.integer(version)
        writer.setOf(digestAlgorithms)
        writer.sequence { writer in
            writer.objectIdentifier(contentType)
            if let content { writer.explicit(0) { $0.octetString(content) } }
        }
        if !certificates.isEmpty { writer.setOf(certificates, tag: .contextConstructed(0)) }
        if !crls.isEmpty || !ocspResponses.isEmpty {
            writer.setOf(crls + ocspResponses.map(Self.otherRevocationInformation), tag: .contextConstructed(1))
        }
        writer.setOf(signerInfos.map { signer in DERWriter.bytes { signer.encode(into: &$0) } })
    }

    /// RFC 5652 5.1: 5 with revocation information of another format, 3 with a signer of version 3 or another content.
    private var version: Int {
        if !ocspResponses.isEmpty { return 5 }
        let hasVersion3 = signerInfos.contains { $0.identifier.signerInfoVersion == 3 }
        return hasVersion3 || contentType != OID.cmsData ? 3 : 1
    }

    /// Each algorithm once.
    private var digestAlgorithms: [[UInt8]] {
        var encoded: [[UInt8]] = []
        for signer in signerInfos {
            let algorithm = DERWriter.bytes { signer.digestAlgorithm.encode(into: &$0) }
            if !encoded.contains(algorithm) { encoded.append(algorithm) }
        }
        return encoded
    }

    static func otherRevocationInformation(_ response: [UInt8]) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.constructed(.contextConstructed(1)) { writer in
                writer.objectIdentifier(OID.ocspRevocationInformation)
                writer.raw(response)
            }
        }
    }
}

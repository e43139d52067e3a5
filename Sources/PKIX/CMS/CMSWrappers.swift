// SPDX-License-Identifier: Apache-2.0
import DER

/// Opens the wrappers of a signed message and remembers whether one of them was not DER.
///
/// These are the only places where Mohr takes BER.
struct CMSWrappers {
    private(set) var usesBER = false

    /// The values inside a wrapper.
    mutating func opened(_ node: DERNode) throws(PKIXError) -> DERReader {
        if !node.isDistinguished { usesBER = true }
        return try der(node.reader())
    }

    /// `DigestAlgorithmIdentifiers`.
    mutating func digestAlgorithms(_ set: DERNode) throws(PKIXError) -> [AlgorithmIdentifier] {
        var reader = try opened(set)
        var algorithms: [AlgorithmIdentifier] = []
        while !reader.isAtEnd {
            try Self.check(algorithms.count, SignedData.maximumDigestAlgorithms, "digestAlgorithms")
            let node = try der(reader.read(.sequence))
            if !node.isDistinguished { usesBER = true }
            algorithms.append(try AlgorithmIdentifier(node))
        }
        return algorithms
    }

    /// `EncapsulatedContentInfo`: the type and, unless it is detached, the content.
    mutating func encapsulatedContent(
        _ node: DERNode
    ) throws(PKIXError) -> (ObjectIdentifier, ArraySlice<UInt8>?) {
        var fields = try opened(node)
        let type = try der(fields.read(.objectIdentifier).objectIdentifier())
        guard let wrapped = try der(fields.readIfPresent(.contextConstructed(0))) else {
            try der(fields.finish())
            return (type, nil)
        }
        try der(fields.finish())
        var explicit = try opened(wrapped)
        let octets = try der(explicit.read(.octetString))
        try der(explicit.finish())
        if !octets.isDistinguished { usesBER = true }
        guard octets.tag.isConstructed else { return (type, octets.content) }
        usesBER = true
        return (type, try der(octets.joinedOctetString())[...])
    }

    /// `CertificateSet`.
    mutating func certificates(
        _ set: DERNode?
    ) throws(PKIXError) -> ([ArraySlice<UInt8>], OtherCertificates) {
        var certificates: [ArraySlice<UInt8>] = []
        var others = OtherCertificates()
        guard let set else { return (certificates, others) }
        var reader = try opened(set)
        while !reader.isAtEnd {
            try Self.check(certificates.count + others.count, SignedData.maximumCertificates, "certificates")
            let node = try der(reader.read())
            switch node.tag {
            case .sequence:
                certificates.append(try Self.distinguished(node))
            case .contextConstructed(0): others.extended += 1
            case .contextConstructed(1): others.attributeVersion1 += 1
            case .contextConstructed(2): others.attributeVersion2 += 1
            case .contextConstructed(3): others.other += 1
            default:
                throw .unexpected(
                    field: "CertificateChoices", seen: "tag \(node.tag.octet)", allowed: "SEQUENCE or [0] to [3]",
                    offset: node.offset)
            }
        }
        return (certificates, others)
    }

    /// What `RevocationInfoChoices` holds.
    struct RevocationInformation {
        var crls: [ArraySlice<UInt8>] = []
        var ocspResponses: [ArraySlice<UInt8>] = []
        var otherCount = 0
    }

    /// `RevocationInfoChoices`: lists, and under `[1]` information of other formats, RFC 5940's OCSP among them.
    mutating func revocationInformation(_ set: DERNode?) throws(PKIXError) -> RevocationInformation {
        var found = RevocationInformation()
        guard let set else { return found }
        var reader = try opened(set)
        while !reader.isAtEnd {
            let count = found.crls.count + found.ocspResponses.count + found.otherCount
            try Self.check(count, SignedData.maximumRevocationInformation, "crls")
            let node = try der(reader.read())
            switch node.tag {
            case .sequence:
                found.crls.append(try Self.distinguished(node))
            case .contextConstructed(1):
                var fields = try opened(node)
                let format = try der(fields.read(.objectIdentifier).objectIdentifier())
                let information = try der(fields.read())
                try der(fields.finish())
                if format == OID.ocspRevocationInformation {
                    found.ocspResponses.append(try Self.distinguished(information))
                } else {
                    found.otherCount += 1
                }
            default:
                throw .unexpected(
                    field: "RevocationInfoChoice", seen: "tag \(node.tag.octet)", allowed: "SEQUENCE or [1]",
                    offset: node.offset)
            }
        }
        return found
    }

    /// `SignerInfos`.
    mutating func signerInfos(_ set: DERNode) throws(PKIXError) -> [SignerInfo] {
        var reader = try opened(set)
        var signerInfos: [SignerInfo] = []
        while !reader.isAtEnd {
            try Self.check(signerInfos.count, SignedData.maximumSignerInfos, "signerInfos")
            let node = try der(reader.read(.sequence))
            if !node.isDistinguished { usesBER = true }
            signerInfos.append(try SignerInfo(node))
        }
        return signerInfos
    }

    private static func check(_ count: Int, _ allowed: Int, _ field: String) throws(PKIXError) {
        guard count < allowed else { throw .tooLarge(field: field, seen: count + 1, allowed: allowed) }
    }

    /// The bytes of a value that someone signed, which must have DER's form from its first header on.
    private static func distinguished(_ node: DERNode) throws(PKIXError) -> ArraySlice<UInt8> {
        guard node.isDistinguished else { throw .der(.lengthNotMinimal(offset: node.offset)) }
        return node.encoded
    }
}

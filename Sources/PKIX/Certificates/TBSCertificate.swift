// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a certificate says, without the signature: what an issuer signs.
///
///     TBSCertificate ::= SEQUENCE {
///         version [0] EXPLICIT INTEGER DEFAULT v1, serialNumber INTEGER, signature AlgorithmIdentifier,
///         issuer Name, validity Validity, subject Name, subjectPublicKeyInfo SubjectPublicKeyInfo,
///         issuerUniqueID [1] BIT STRING OPTIONAL, subjectUniqueID [2] BIT STRING OPTIONAL,
///         extensions [3] EXPLICIT Extensions OPTIONAL }
///
/// The same value always encodes to the same bytes.
///
/// - SeeAlso: RFC 5280 4.1.
public struct TBSCertificate: Sendable, Hashable {
    /// 3 in everything that Mohr writes.
    public let version: CertificateVersion

    /// The issuer's number for it.
    public let serialNumber: SerialNumber

    /// The algorithm that the issuer signs with; the certificate repeats it outside.
    public let signature: AlgorithmIdentifier

    /// Who issues.
    public let issuer: Name

    /// When it is valid.
    public let validity: Validity

    /// Whom it is about.
    public let subject: Name

    /// The subject's key, a DER SubjectPublicKeyInfo.
    public let subjectPublicKeyInfo: [UInt8]

    /// Everything else it says.
    public let extensions: Extensions

    /// The encoded `issuerUniqueID` and `subjectUniqueID` of old certificates, kept but never used.
    let uniqueIdentifiers: ArraySlice<UInt8>

    /// Takes the parts of a version 3 certificate to be signed.
    ///
    /// - Parameters:
    ///   - serialNumber: drawn for this certificate alone.
    ///   - signature: the algorithm that it will be signed with.
    ///   - issuer: the subject of the issuer's certificate, byte for byte.
    ///   - validity: both ends, whole seconds.
    ///   - subject: may be empty when a critical subjectAltName names the subject.
    ///   - subjectPublicKeyInfo: DER, taken as it is.
    ///   - extensions: in the order to write them in.
    public init(
        serialNumber: SerialNumber, signature: AlgorithmIdentifier, issuer: Name, validity: Validity, subject: Name,
        subjectPublicKeyInfo: [UInt8], extensions: Extensions
    ) {
        version = .v3
        self.serialNumber = serialNumber
        self.signature = signature
        self.issuer = issuer
        self.validity = validity
        self.subject = subject
        self.subjectPublicKeyInfo = subjectPublicKeyInfo
        self.extensions = extensions
        uniqueIdentifiers = []
    }

    /// Reads what was signed.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``, naming the place.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        version = try Self.version(try fields.nextIfPresent(.contextConstructed(0)))
        serialNumber = try SerialNumber(try fields.next(.integer))
        signature = try AlgorithmIdentifier(try fields.next(.sequence))
        issuer = try Name(try fields.next(.sequence))
        validity = try Validity(try fields.next(.sequence))
        subject = try Name(try fields.next(.sequence))
        let key = try fields.next(.sequence)
        _ = try SubjectPublicKeyInfo(key)
        subjectPublicKeyInfo = Array(key.encoded)

        let afterKey = fields.offset
        for number: UInt8 in 1...2 {
            if let identifier = try fields.nextIfPresent(.context(number)) {
                _ = try der(identifier.bitString(implicit: .context(number)))
                guard version > .v1 else {
                    throw .unexpected(
                        field: "uniqueID", seen: "version 1", allowed: "version 2 or 3", offset: identifier.offset)
                }
            }
        }
        uniqueIdentifiers = node.encoded[afterKey..<fields.offset]
        if let wrapper = try fields.nextIfPresent(.contextConstructed(3)) {
            guard version == .v3 else {
                throw .extensionsBeforeVersion3(version: version.rawValue, offset: wrapper.offset)
            }
            extensions = try Extensions(try der(wrapper.only(.sequence)))
        } else {
            extensions = .none
        }
        try fields.end()
    }

    /// Reads what was signed, standing alone.
    ///
    /// - Parameter bytes: the DER encoding, nothing after it.
    /// - Throws: ``PKIXError``, naming the place.
    public init(parsing bytes: [UInt8]) throws(PKIXError) {
        try self.init(try der(DERReader.single(bytes, .sequence)))
    }

    /// Writes what is to be signed.
    ///
    /// - Returns: DER; the same bytes for the same value.
    public func encoded() -> [UInt8] {
        var writer = DERWriter(reservingCapacity: 1_024)
        writer.sequence { writer in
            if version != .v1 { writer.explicit(0) { $0.integer(version.rawValue - 1) } }
            writer.integer(content: serialNumber.bytes)
            signature.encode(into: &writer)
            writer.raw(issuer.encodedSlice)
            validity.encode(into: &writer)
            writer.raw(subject.encodedSlice)
            writer.raw(subjectPublicKeyInfo)
            writer.raw(uniqueIdentifiers)
            if !extensions.isEmpty { writer.explicit(3) { extensions.encode(into: &$0) } }
        }
        return writer.bytes
    }

    private static func version(_ wrapper: DERNode?) throws(PKIXError) -> CertificateVersion {
        guard let wrapper else { return .v1 }
        let number = try der(wrapper.only(.integer).smallInteger())
        // A version 1 that is written out breaks DER, which leaves defaults out (X.690 11.5).
        switch number {
        case 1: return .v2
        case 2: return .v3
        default:
            throw .unexpected(
                field: "version", seen: "\(number)", allowed: "1 (v2), 2 (v3) or absent (v1)",
                offset: wrapper.offset)
        }
    }
}

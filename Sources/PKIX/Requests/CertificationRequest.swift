// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER

/// A request to certify a key, signed by that key: PKCS#10.
///
///     CertificationRequest ::= SEQUENCE {
///         certificationRequestInfo SEQUENCE {
///             version INTEGER (0), subject Name, subjectPKInfo SubjectPublicKeyInfo,
///             attributes [0] IMPLICIT SET OF Attribute },
///         signatureAlgorithm AlgorithmIdentifier, signature BIT STRING }
///
/// What a request asks for binds no one: the certificate's content comes from the application and the profile. The
/// one thing that is taken from it is the key, once ``provenPublicKey()`` has given it.
///
/// - SeeAlso: RFC 2986.
public struct CertificationRequest: Sendable, Hashable {
    /// The largest request that is read (DESIGN §9).
    public static let maximumBytes = 16 * 1024

    /// The most attributes that are read; those in the field have one or two.
    public static let maximumAttributes = 16

    /// The whole request, DER.
    public let encoded: [UInt8]

    /// What was signed, byte for byte.
    public let infoEncoded: ArraySlice<UInt8>

    /// Whom the request is about, by its own account.
    public let subject: Name

    /// The key to be certified, a DER SubjectPublicKeyInfo.
    public let subjectPublicKeyInfo: [UInt8]

    /// Everything else in it, in DER order; types that are not known are here too.
    public let attributes: [RequestAttribute]

    /// The extensions asked for; none when it asks for none.
    public let extensionRequest: Extensions

    /// The algorithm of the signature.
    public let signatureAlgorithm: AlgorithmIdentifier

    let signature: BitString

    /// Reads a request.
    ///
    /// - Parameter bytes: DER, nothing after it, at most ``maximumBytes``.
    /// - Throws: ``PKIXError``, naming the place.
    public init(der bytes: [UInt8]) throws(PKIXError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .tooLarge(field: "CertificationRequest", seen: bytes.count, allowed: Self.maximumBytes)
        }
        var outer = try der(DERReader.single(bytes, .sequence).reader())
        let info = try outer.next(.sequence)
        signatureAlgorithm = try AlgorithmIdentifier(try outer.next(.sequence))
        signature = try der(outer.read(.bitString).bitString())
        try outer.end()

        var fields = try der(info.reader())
        let version = try fields.next(.integer)
        let number = try der(version.smallInteger())
        guard number == 0 else {
            throw .unexpected(field: "version", seen: "\(number)", allowed: "0 (v1)", offset: version.offset)
        }
        subject = try Name(try fields.next(.sequence))
        let key = try fields.next(.sequence)
        _ = try SubjectPublicKeyInfo(key)
        subjectPublicKeyInfo = Array(key.encoded)
        attributes = try Self.attributes(of: try fields.next(.contextConstructed(0)))
        try fields.end()
        extensionRequest = try Self.extensions(in: attributes)
        infoEncoded = info.encoded
        encoded = bytes
    }

    /// Reads a request from DER or PEM.
    ///
    /// - Parameter bytes: DER, or PEM whose first request counts.
    /// - Throws: ``PKIXError``.
    public init(derOrPEM bytes: [UInt8]) throws(PKIXError) {
        // Base64 and line ends make PEM at most half as large again; the text around a block counts too.
        let limit = 4 * Self.maximumBytes
        guard bytes.count <= limit else {
            throw .tooLarge(field: "CertificationRequest", seen: bytes.count, allowed: limit)
        }
        try self.init(
            der: try Armour.first(in: bytes, labels: ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"]))
    }

    /// The request as PEM.
    public var pem: [UInt8] { PEM.encode(encoded, label: "CERTIFICATE REQUEST") }

    /// The types of attributes that no meaning is known of, in DER order.
    public var unknownAttributes: [ObjectIdentifier] {
        attributes.map(\.type).filter { $0 != OID.extensionRequest && $0 != OID.challengePassword }
    }

    private static func attributes(of set: DERNode) throws(PKIXError) -> [RequestAttribute] {
        var reader = try der(set.reader())
        var attributes: [RequestAttribute] = []
        var last: ArraySlice<UInt8> = []
        while !reader.isAtEnd {
            let node = try reader.next(.sequence)
            let attribute = try RequestAttribute(node)
            guard !node.encoded.lexicographicallyPrecedes(last) else {
                throw .unsorted(field: "attributes", offset: node.offset)
            }
            guard !attributes.contains(where: { $0.type == attribute.type }) else {
                throw .repeated(field: "attributes", value: attribute.type.dotted, offset: node.offset)
            }
            guard attributes.count < maximumAttributes else {
                throw .tooLarge(field: "attributes", seen: attributes.count + 1, allowed: maximumAttributes)
            }
            attributes.append(attribute)
            last = node.encoded
        }
        return attributes
    }

    private static func extensions(in attributes: [RequestAttribute]) throws(PKIXError) -> Extensions {
        guard let attribute = attributes.first(where: { $0.type == OID.extensionRequest }) else { return .none }
        guard attribute.values.count == 1, let value = attribute.values.first else {
            throw .outOfRange(
                field: "extensionRequest", seen: "\(attribute.values.count) values", allowed: "1",
                offset: attribute.values.first?.startIndex ?? 0)
        }
        return try Extensions(try der(DERReader.single(value, .sequence)))
    }
}

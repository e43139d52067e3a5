// SPDX-License-Identifier: Apache-2.0
public import DER

/// A public key with its algorithm, not yet looked into.
///
///     SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
///
/// Whether it is a key that can be used, Cryptography's `PublicKey` says.
///
/// - SeeAlso: RFC 5280 4.1.2.7.
public struct SubjectPublicKeyInfo: Sendable, Hashable {
    /// The key's algorithm; its parameters name the curve, for elliptic curves.
    public let algorithm: AlgorithmIdentifier

    /// The bytes of the BIT STRING: what key identifiers and OCSP's `issuerKeyHash` are computed over.
    public let subjectPublicKey: ArraySlice<UInt8>

    /// Reads a public key.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `outOfRange` for a key that is not whole bytes.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        algorithm = try AlgorithmIdentifier(try fields.next(.sequence))
        let key = try fields.next(.bitString)
        subjectPublicKey = try key.wholeBytes(field: "subjectPublicKey")
        try fields.end()
    }

    /// Reads a public key that stands alone.
    ///
    /// - Parameter bytes: DER, nothing after it.
    /// - Throws: ``PKIXError``.
    public init(der bytes: [UInt8]) throws(PKIXError) {
        try self.init(try der(DERReader.single(bytes, .sequence)))
    }
}

extension DERNode {
    /// The bytes of a BIT STRING that must hold whole bytes.
    ///
    /// - Parameter field: what it is called in the error.
    /// - Returns: the bytes.
    /// - Throws: ``PKIXError``; `outOfRange` when bits are unused.
    func wholeBytes(field: String) throws(PKIXError) -> ArraySlice<UInt8> {
        let bits = try der(bitString())
        guard bits.unusedBits == 0 else {
            throw .outOfRange(field: field, seen: "\(bits.unusedBits) unused bits", allowed: "0", offset: offset)
        }
        return bits.bytes
    }
}

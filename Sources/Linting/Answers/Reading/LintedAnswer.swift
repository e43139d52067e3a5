// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// An OCSP answer before it is signed, read back from its bytes for the rules to look at.
///
///     ResponseData ::= SEQUENCE { version [0] EXPLICIT DEFAULT v1, responderID, producedAt GeneralizedTime,
///         responses SEQUENCE OF SingleResponse, responseExtensions [1] EXPLICIT Extensions OPTIONAL }
///
/// - SeeAlso: RFC 6960 4.2.1.
public struct LintedAnswer: Sendable {
    /// The number in the version field; `nil` when it is absent.
    public let version: Int?

    /// Who answers: the digest of a key, or `nil` when it is a name.
    public let responderKeyHash: [UInt8]?

    /// When the answer is signed.
    public let producedAt: Instant

    /// What it says, of one certificate each.
    public let responses: [LintedResponse]

    /// The extensions of the answer as a whole.
    public let extensions: Extensions

    /// The nonce: the content of its OCTET STRING.
    public let nonce: [UInt8]?

    /// Where the moment of signing stands.
    let producedAtPlace: Range<Int>

    /// Where the nonce stands.
    let noncePlace: Range<Int>?

    /// Reads an answer.
    ///
    /// - Parameter tbs: the `ResponseData`, DER, nothing after it.
    /// - Throws: ``PKIXError`` for what is no answer.
    public init(reading tbs: [UInt8]) throws(PKIXError) {
        var fields = try read(try DERReader.single(tbs, .sequence).reader())
        version = try read(try fields.readIfPresent(.contextConstructed(0))?.only(.integer).smallInteger())
        let responder = try read(try fields.read())
        responderKeyHash =
            responder.tag == .contextConstructed(2)
            ? Array(try read(try responder.only(.octetString).octetString())) : nil
        let produced = try read(try fields.read(.generalizedTime))
        producedAt = try read(try produced.generalizedTime())
        producedAtPlace = produced.content.indices
        var list = try read(try fields.read(.sequence).reader())
        var responses: [LintedResponse] = []
        while !list.isAtEnd { responses.append(try LintedResponse(try read(try list.read(.sequence)))) }
        self.responses = responses
        if let wrapped = try read(try fields.readIfPresent(.contextConstructed(1))) {
            extensions = try Extensions(try read(try wrapped.only(.sequence)))
        } else {
            extensions = .none
        }
        try read(try fields.finish())
        if let item = extensions[OID.ocspNonce] {
            let node = try read(try DERReader.single(item.value, .octetString))
            nonce = Array(node.content)
            noncePlace = node.content.indices
        } else {
            (nonce, noncePlace) = (nil, nil)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// A request for a time stamp.
///
///     TimeStampReq ::= SEQUENCE { version INTEGER { v1(1) }, messageImprint MessageImprint,
///         reqPolicy TSAPolicyId OPTIONAL, nonce INTEGER OPTIONAL, certReq BOOLEAN DEFAULT FALSE,
///         extensions [0] IMPLICIT Extensions OPTIONAL }
///
/// - SeeAlso: RFC 3161 2.4.1.
public struct TimestampRequest: Sendable, Hashable {
    /// What is to be stamped.
    public let messageImprint: MessageImprint

    /// The policy that the stamp is to be made under, if the client cares.
    public let policy: ObjectIdentifier?

    /// What the stamp must repeat: the content octets of an INTEGER.
    public let nonce: [UInt8]?

    /// Whether the stamp is to carry the authority's certificate.
    public let wantsCertificate: Bool

    /// Extensions; an authority refuses those it does not know.
    public let extensions: Extensions

    /// A nonce is a random number of 64 bits in practice; octets.
    public static let maximumNonceOctets = 64

    /// Draws up a request.
    ///
    /// - Parameters:
    ///   - messageImprint: what is to be stamped.
    ///   - policy: the policy asked for.
    ///   - nonce: a random number, big-endian.
    ///   - wantsCertificate: whether the stamp is to carry the authority's certificate.
    public init(
        messageImprint: MessageImprint, policy: ObjectIdentifier? = nil, nonce: [UInt8]? = nil,
        wantsCertificate: Bool = true
    ) {
        self.messageImprint = messageImprint
        self.policy = policy
        self.nonce = nonce.map { SerialNumber(unsigned: $0).bytes }
        self.wantsCertificate = wantsCertificate
        extensions = .none
    }

    /// Reads a request.
    ///
    /// - Parameter bytes: DER, nothing after it.
    /// - Throws: ``PKIXError``; `unexpected` for another version.
    public init(der bytes: [UInt8]) throws(PKIXError) {
        var fields = try der(DERReader.single(bytes, .sequence).reader())
        try TimestampInfo.checkVersion(&fields, "TimeStampReq.version")
        messageImprint = try MessageImprint(try der(fields.read(.sequence)))
        policy = try der(fields.readIfPresent(.objectIdentifier)?.objectIdentifier())
        nonce = try TimestampInfo.nonce(&fields)
        wantsCertificate = try TimestampInfo.flag(&fields, "certReq")
        extensions = try TimestampInfo.extensions(try der(fields.readIfPresent(.contextConstructed(0))))
        try der(fields.finish())
    }

    /// Writes the request.
    ///
    /// - Returns: DER.
    public func encoded() -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(1)
                messageImprint.encode(into: &writer)
                if let policy { writer.objectIdentifier(policy) }
                if let nonce { writer.integer(content: nonce) }
                if wantsCertificate { writer.boolean(true) }
            }
        }
    }
}

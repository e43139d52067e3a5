// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a time-stamp authority signs: that a digest existed at a time.
///
///     TSTInfo ::= SEQUENCE { version INTEGER { v1(1) }, policy TSAPolicyId, messageImprint MessageImprint,
///         serialNumber INTEGER, genTime GeneralizedTime, accuracy Accuracy OPTIONAL,
///         ordering BOOLEAN DEFAULT FALSE, nonce INTEGER OPTIONAL, tsa [0] EXPLICIT GeneralName OPTIONAL,
///         extensions [1] IMPLICIT Extensions OPTIONAL }
///
/// - SeeAlso: RFC 3161 2.4.2.
public struct TimestampInfo: Sendable, Hashable {
    /// The policy that the stamp was made under.
    public let policy: ObjectIdentifier

    /// What was stamped.
    public let messageImprint: MessageImprint

    /// The authority's number for the stamp.
    public let serialNumber: SerialNumber

    /// When it was stamped, cut to whole seconds.
    public let genTime: Instant

    /// What of a second ``genTime`` was cut off; 0 to 999,999, finer fractions cut too.
    public let genTimeMicroseconds: Int

    /// How far ``genTime`` may be off, if it says.
    public let accuracy: TimestampAccuracy?

    /// Whether two stamps of this authority are in order whatever their accuracy.
    public let isOrdered: Bool

    /// What the request asked to be repeated: the content octets of an INTEGER.
    public let nonce: [UInt8]?

    /// Who stamped, if it says; only the certificate counts.
    public let authority: GeneralName?

    /// Extensions.
    public let extensions: Extensions

    /// Draws up what is to be signed.
    ///
    /// - Parameters:
    ///   - policy: the policy that the stamp is made under.
    ///   - messageImprint: what is stamped.
    ///   - serialNumber: the authority's number for the stamp.
    ///   - genTime: when.
    ///   - genTimeMicroseconds: what of a second comes on top; what is outside 0 to 999,999 is taken as the nearest.
    ///   - accuracy: how far the time may be off.
    ///   - isOrdered: whether stamps are in order whatever their accuracy.
    ///   - nonce: the content octets of the request's INTEGER.
    ///   - authority: who stamps.
    public init(
        policy: ObjectIdentifier, messageImprint: MessageImprint, serialNumber: SerialNumber, genTime: Instant,
        genTimeMicroseconds: Int = 0, accuracy: TimestampAccuracy? = nil, isOrdered: Bool = false,
        nonce: [UInt8]? = nil,
        authority: GeneralName? = nil
    ) {
        self.policy = policy
        self.messageImprint = messageImprint
        self.serialNumber = serialNumber
        self.genTime = genTime
        self.genTimeMicroseconds = min(max(0, genTimeMicroseconds), 999_999)
        self.accuracy = accuracy
        self.isOrdered = isOrdered
        self.nonce = nonce
        self.authority = authority
        extensions = .none
    }

    /// Writes what is to be signed; extensions are not written.
    ///
    /// - Returns: the TSTInfo in DER.
    public func encoded() -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(1)
                writer.objectIdentifier(policy)
                messageImprint.encode(into: &writer)
                writer.integer(content: serialNumber.bytes)
                writer.generalizedTime(genTime, microseconds: genTimeMicroseconds)
                accuracy?.encode(into: &writer)
                // FALSE is the default, which DER leaves out (X.690 11.5).
                if isOrdered { writer.boolean(true) }
                if let nonce { writer.integer(content: nonce) }
                if let authority { writer.explicit(0) { authority.encode(into: &$0) } }
            }
        }
    }

    /// Reads what was signed.
    ///
    /// - Parameter bytes: the TSTInfo in DER, nothing after it.
    /// - Throws: ``PKIXError``; `unexpected` for another version.
    public init(der bytes: ArraySlice<UInt8>) throws(PKIXError) {
        var fields = try der(DERReader.single(bytes, .sequence).reader())
        try Self.checkVersion(&fields, "TSTInfo.version")
        policy = try der(fields.read(.objectIdentifier).objectIdentifier())
        messageImprint = try MessageImprint(try der(fields.read(.sequence)))
        serialNumber = try SerialNumber(try der(fields.read(.integer)))
        (genTime, genTimeMicroseconds) = try der(fields.read(.generalizedTime).generalizedTimeWithFraction())
        accuracy = try der(fields.readIfPresent(.sequence)).map { node throws(PKIXError) in
            try TimestampAccuracy(node)
        }
        isOrdered = try Self.flag(&fields, "ordering")
        nonce = try Self.nonce(&fields)
        if let wrapped = try der(fields.readIfPresent(.contextConstructed(0))) {
            var explicit = try der(wrapped.reader())
            authority = try GeneralName(try der(explicit.read()))
            try der(explicit.finish())
        } else {
            authority = nil
        }
        extensions = try Self.extensions(try der(fields.readIfPresent(.contextConstructed(1))))
        try der(fields.finish())
    }

    static func checkVersion(_ fields: inout DERReader, _ field: String) throws(PKIXError) {
        let node = try der(fields.read(.integer))
        let version = try der(node.smallInteger())
        guard version == 1 else {
            throw .unexpected(field: field, seen: String(version), allowed: "1", offset: node.offset)
        }
    }

    static func nonce(_ fields: inout DERReader) throws(PKIXError) -> [UInt8]? {
        guard let node = try der(fields.readIfPresent(.integer)) else { return nil }
        let octets = try der(node.integerBytes())
        guard octets.count <= TimestampRequest.maximumNonceOctets else {
            throw .outOfRange(
                field: "nonce", seen: "\(octets.count) octets",
                allowed: "\(TimestampRequest.maximumNonceOctets) octets", offset: node.offset)
        }
        return Array(octets)
    }

    /// A BOOLEAN DEFAULT FALSE; some clients write the default.
    static func flag(_ fields: inout DERReader, _ field: String) throws(PKIXError) -> Bool {
        try der(fields.readIfPresent(.boolean)?.boolean()) ?? false
    }

    /// Extensions under an IMPLICIT tag.
    static func extensions(_ node: DERNode?) throws(PKIXError) -> Extensions {
        guard let node else { return .none }
        var reader = try der(node.reader())
        var all: [Extension] = []
        while !reader.isAtEnd {
            guard all.count < Extensions.maximumCount else {
                throw .tooLarge(field: "Extensions", seen: all.count + 1, allowed: Extensions.maximumCount)
            }
            all.append(try Extension(try der(reader.read(.sequence))))
        }
        return try Extensions(all)
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a time-stamp authority sends back: a stamp, or why there is none.
///
///     TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken ContentInfo OPTIONAL }
///     PKIStatusInfo ::= SEQUENCE { status INTEGER, statusString SEQUENCE OF UTF8String OPTIONAL,
///         failInfo BIT STRING OPTIONAL }
///
/// - SeeAlso: RFC 3161 2.4.2.
public struct TimestampResponse: Sendable {
    /// What became of the request.
    public let status: TimestampStatus

    /// The authority's words.
    public let statusStrings: [String]

    /// Why not: the bits of `PKIFailureInfo`.
    public let failure: BitString?

    /// The stamp; there exactly when the request was granted.
    public let token: TimestampToken?

    /// Reads a response.
    ///
    /// - Parameter bytes: DER, nothing after it; the token inside may be BER in its wrappers.
    /// - Throws: ``PKIXError``; `unexpected` when status and token do not go together.
    public init(der bytes: [UInt8]) throws(PKIXError) {
        var fields = try der(DERReader.single(bytes, .sequence, rules: .ber).reader())
        let information = try der(fields.read(.sequence))
        var parts = try der(DERReader.single(information.encoded, .sequence).reader())
        let number = try der(parts.read(.integer))
        let value = try der(number.smallInteger())
        guard let status = TimestampStatus(rawValue: value) else {
            throw .unexpected(field: "PKIStatus", seen: String(value), allowed: "0 to 5", offset: number.offset)
        }
        self.status = status
        statusStrings = try Self.strings(try der(parts.readIfPresent(.sequence)))
        failure = try der(parts.readIfPresent(.bitString)?.bitString())
        try der(parts.finish())
        let encodedToken = fields.isAtEnd ? nil : try der(fields.read(.sequence)).encoded
        try der(fields.finish())
        guard (encodedToken != nil) == status.hasToken else {
            throw .unexpected(
                field: "timeStampToken", seen: encodedToken == nil ? "absent" : "present",
                allowed: "present exactly when granted", offset: number.offset)
        }
        token = try encodedToken.map { bytes throws(PKIXError) in try TimestampToken(der: bytes) }
    }

    /// Writes the response that gives a stamp as asked.
    ///
    /// - Parameter token: the stamp's ContentInfo, DER.
    /// - Returns: the TimeStampResp in DER.
    public static func granted(_ token: [UInt8]) -> [UInt8] {
        var writer = DERWriter(reservingCapacity: token.count + 16)
        writer.sequence { writer in
            writer.sequence { $0.integer(TimestampStatus.granted.rawValue) }
            writer.raw(token)
        }
        return writer.bytes
    }

    /// Writes the response that says why there is no stamp.
    ///
    /// - Parameters:
    ///   - failure: why.
    ///   - words: the same for people, in English; may be empty.
    /// - Returns: the TimeStampResp in DER.
    public static func rejection(_ failure: TimestampFailure, _ words: String) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.integer(TimestampStatus.rejection.rawValue)
                    if !words.isEmpty { writer.sequence { $0.utf8String(words) } }
                    writer.namedBits([failure.rawValue])
                }
            }
        }
    }

    /// The reason for a rejection, when it is one that is known.
    public var failureReason: TimestampFailure? {
        guard let failure else { return nil }
        return TimestampFailure.allCases.first { failure.bit($0.rawValue) }
    }

    private static func strings(_ list: DERNode?) throws(PKIXError) -> [String] {
        guard let list else { return [] }
        var reader = try der(list.reader())
        var strings: [String] = []
        while !reader.isAtEnd {
            guard strings.count < 16 else { throw .tooLarge(field: "statusString", seen: 17, allowed: 16) }
            strings.append(try der(reader.read(.utf8String).string()))
        }
        return strings
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER

/// What a responder sends back: an answer, or why there is none.
///
///     OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] EXPLICIT ResponseBytes OPTIONAL }
///     ResponseBytes ::= SEQUENCE { responseType OBJECT IDENTIFIER, response OCTET STRING }
///
/// - SeeAlso: RFC 6960 4.2.1.
public struct OCSPResponse: Sendable {
    /// What the responder says of the request.
    public let status: OCSPResponseStatus

    /// The answer; there exactly when ``status`` is `successful`.
    public let basic: BasicOCSPResponse?

    /// Reads a response.
    ///
    /// - Parameter bytes: DER, nothing after it.
    /// - Throws: ``PKIXError``; `unexpected` for an unknown status or response type, and when status and answer do not
    ///   go together.
    public init(der bytes: [UInt8]) throws(PKIXError) {
        try self.init(der: bytes[...])
    }

    /// Reads a response out of a larger buffer.
    ///
    /// - Parameter bytes: DER, nothing after it.
    /// - Throws: ``PKIXError``, its offsets counted from the start of the larger buffer.
    public init(der bytes: ArraySlice<UInt8>) throws(PKIXError) {
        var fields = try der(DERReader.single(bytes, .sequence).reader())
        let number = try der(fields.read(.enumerated))
        let value = try der(number.enumerated())
        guard let status = OCSPResponseStatus(rawValue: value) else {
            throw .unexpected(
                field: "responseStatus", seen: String(value), allowed: "0 to 3, 5, 6", offset: number.offset)
        }
        self.status = status
        let wrapped = try der(fields.readIfPresent(.contextConstructed(0)))
        try der(fields.finish())
        guard (wrapped != nil) == (status == .successful) else {
            throw .unexpected(
                field: "responseBytes", seen: wrapped == nil ? "absent" : "present",
                allowed: "present exactly when successful", offset: number.offset)
        }
        basic = try wrapped.map { wrapped throws(PKIXError) in try Self.basic(try der(wrapped.only(.sequence))) }
    }

    /// Writes a response without an answer.
    ///
    /// - Parameter status: why there is none; `successful` is written as `internalError`, since it needs an answer.
    /// - Returns: DER, 5 bytes.
    public static func encodedFailure(_ status: OCSPResponseStatus) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.enumerated((status == .successful ? .internalError : status).rawValue)
            }
        }
    }

    private static func basic(_ node: DERNode) throws(PKIXError) -> BasicOCSPResponse {
        var fields = try der(node.reader())
        let type = try der(fields.read(.objectIdentifier).objectIdentifier())
        let response = try der(fields.read(.octetString).octetString())
        try der(fields.finish())
        guard type == OID.ocspBasic else {
            throw .unexpected(
                field: "responseType", seen: type.dotted, allowed: OID.ocspBasic.dotted, offset: node.offset)
        }
        return try BasicOCSPResponse(der: response)
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// A question for the status of one certificate or more.
///
///     OCSPRequest ::= SEQUENCE { tbsRequest, optionalSignature [0] EXPLICIT OPTIONAL }
///     TBSRequest ::= SEQUENCE { version [0] EXPLICIT DEFAULT v1, requestorName [1] EXPLICIT GeneralName OPTIONAL,
///         requestList SEQUENCE OF Request, requestExtensions [2] EXPLICIT Extensions OPTIONAL }
///
/// A signature on the request is read over and not checked: Mohr answers anyone.
///
/// - SeeAlso: RFC 6960 4.1; RFC 5019 2.1.
public struct OCSPRequest: Sendable {
    /// Which certificates are asked about; one or more, in their order.
    public let requests: [CertID]

    /// What the answer must repeat, 1 to 128 octets, if anything.
    public let nonce: [UInt8]?

    /// Who asks, if it says.
    public let requestorName: GeneralName?

    /// The extensions of the request as a whole.
    public let extensions: Extensions

    /// The critical extensions, of the request or one of its questions, that Mohr does not know.
    public let unknownCriticalExtensions: [ObjectIdentifier]

    /// Whether the request is signed.
    public let isSigned: Bool

    /// More questions in one message than any client asks.
    public static let maximumRequests = 20

    /// Reads a request.
    ///
    /// - Parameter bytes: DER, nothing after it; the server limits its size.
    /// - Throws: ``PKIXError``; `tooLarge` for more than ``maximumRequests`` questions, `empty` for none,
    ///   `unsupportedAlgorithm` for a CertID by an unknown hash.
    public init(der bytes: [UInt8]) throws(PKIXError) {
        var fields = try der(DERReader.single(bytes, .sequence).reader())
        var tbs = try der(fields.read(.sequence).reader())
        isSigned = try der(fields.readIfPresent(.contextConstructed(0))) != nil
        try der(fields.finish())
        try Self.checkVersion(&tbs)
        if let name = try der(tbs.readIfPresent(.contextConstructed(1))) {
            var explicit = try der(name.reader())
            requestorName = try GeneralName(try der(explicit.read()))
            try der(explicit.finish())
        } else {
            requestorName = nil
        }
        var unknown: [ObjectIdentifier] = []
        requests = try Self.requests(try der(tbs.read(.sequence)), unknown: &unknown)
        if let wrapped = try der(tbs.readIfPresent(.contextConstructed(2))) {
            extensions = try Extensions(try der(wrapped.only(.sequence)))
        } else {
            extensions = .none
        }
        try der(tbs.finish())
        nonce = try OCSPNonce.read(from: extensions).map(Array.init)
        unknownCriticalExtensions = unknown + extensions.criticalExtensions(besides: [OID.ocspNonce])
    }

    /// Writes an unsigned request.
    ///
    /// - Parameters:
    ///   - requests: which certificates to ask about; at least one.
    ///   - nonce: what the answer must repeat; `nil` to allow an answer made in advance.
    /// - Returns: DER.
    public static func make(_ requests: [CertID], nonce: [UInt8]? = nil) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.sequence { writer in
                        for request in requests {
                            writer.sequence { request.encode(into: &$0) }
                        }
                    }
                    if let nonce {
                        writer.explicit(2) { writer in
                            writer.sequence { OCSPNonce.extension(nonce).encode(into: &$0) }
                        }
                    }
                }
            }
        }
    }

    private static func requests(
        _ list: DERNode, unknown: inout [ObjectIdentifier]
    ) throws(PKIXError) -> [CertID] {
        var reader = try der(list.reader())
        var requests: [CertID] = []
        while !reader.isAtEnd {
            guard requests.count < maximumRequests else {
                throw .tooLarge(field: "requestList", seen: requests.count + 1, allowed: maximumRequests)
            }
            var fields = try der(reader.read(.sequence).reader())
            requests.append(try CertID(try der(fields.read(.sequence))))
            if let wrapped = try der(fields.readIfPresent(.contextConstructed(0))) {
                unknown += try Extensions(try der(wrapped.only(.sequence))).criticalExtensions(besides: [])
            }
            try der(fields.finish())
        }
        guard !requests.isEmpty else { throw .empty(field: "requestList", offset: list.offset) }
        return requests
    }

    /// Version 1 is the only one; some clients write it although it is the default.
    private static func checkVersion(_ fields: inout DERReader) throws(PKIXError) {
        guard let wrapped = try der(fields.readIfPresent(.contextConstructed(0))) else { return }
        let version = try der(wrapped.only(.integer).smallInteger())
        guard version == 0 else {
            throw .unexpected(
                field: "TBSRequest.version", seen: String(version), allowed: "0 or absent", offset: wrapped.offset)
        }
    }
}

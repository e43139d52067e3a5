// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// A responder's signed answer.
///
///     BasicOCSPResponse ::= SEQUENCE { tbsResponseData ResponseData, signatureAlgorithm, signature BIT STRING,
///         certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
///     ResponseData ::= SEQUENCE { version [0] EXPLICIT DEFAULT v1, responderID, producedAt GeneralizedTime,
///         responses SEQUENCE OF SingleResponse, responseExtensions [1] EXPLICIT Extensions OPTIONAL }
///
/// Whether the responder may speak for the issuer is the validator's question.
///
/// - SeeAlso: RFC 6960 4.2.1.
public struct BasicOCSPResponse: Sendable {
    /// The bytes that are signed: `tbsResponseData` as received.
    public let tbsEncoded: ArraySlice<UInt8>

    /// Who answers.
    public let responderID: ResponderID

    /// When the answer was signed.
    public let producedAt: Instant

    /// The answers; one or more.
    public let responses: [SingleResponse]

    /// What the request asked to be repeated, if anything.
    public let nonce: ArraySlice<UInt8>?

    /// The extensions of the answer as a whole.
    public let extensions: Extensions

    /// What it is signed with.
    public let signatureAlgorithm: AlgorithmIdentifier

    /// The signature's value.
    public let signature: ArraySlice<UInt8>

    /// Certificates to check the signature with, in their order.
    ///
    /// They are not under the signature, so one that cannot be read is left out and counted, and spoils nothing.
    public let certificates: [Certificate]

    /// How many certificates could not be read.
    public let unreadableCertificateCount: Int

    /// More answers in one message than any responder gives.
    public static let maximumResponses = 1024
    /// More certificates than any responder sends along.
    public static let maximumCertificates = 32

    /// Reads an answer.
    ///
    /// - Parameter bytes: the BasicOCSPResponse in DER, nothing after it.
    /// - Throws: ``PKIXError``.
    public init(der bytes: ArraySlice<UInt8>) throws(PKIXError) {
        var fields = try der(DERReader.single(bytes, .sequence).reader())
        let tbs = try der(fields.read(.sequence))
        signatureAlgorithm = try AlgorithmIdentifier(try der(fields.read(.sequence)))
        signature = try der(fields.read(.bitString)).wholeBytes(field: "signature")
        if let wrapped = try der(fields.readIfPresent(.contextConstructed(0))) {
            (certificates, unreadableCertificateCount) = try Self.certificates(try der(wrapped.only(.sequence)))
        } else {
            (certificates, unreadableCertificateCount) = ([], 0)
        }
        try der(fields.finish())
        tbsEncoded = tbs.encoded
        var data = try der(tbs.reader())
        try Self.checkVersion(&data)
        responderID = try ResponderID(try der(data.read()))
        producedAt = try der(data.read().generalizedTime())
        responses = try Self.responses(try der(data.read(.sequence)))
        if let wrapped = try der(data.readIfPresent(.contextConstructed(1))) {
            extensions = try Extensions(try der(wrapped.only(.sequence)))
        } else {
            extensions = .none
        }
        try der(data.finish())
        nonce = try OCSPNonce.read(from: extensions)
    }

    /// Whether the signature is by this key.
    ///
    /// - Parameter key: the key of the responder's certificate.
    /// - Returns: `false` also for an algorithm that is not known.
    public func isSigned(by key: PublicKey) -> Bool {
        guard let algorithm = signatureAlgorithm.signatureAlgorithm else { return false }
        return key.isValid(signature, over: tbsEncoded, by: algorithm)
    }

    /// The critical extensions of the answer as a whole that Mohr does not know; if there is one, it must not be used.
    public var unknownCriticalExtensions: [ObjectIdentifier] {
        extensions.criticalExtensions(besides: [OID.ocspNonce])
    }

    /// The answers for one certificate.
    ///
    /// - Parameters:
    ///   - serialNumber: the certificate's number.
    ///   - issuer: the certificate of who issued it.
    /// - Returns: those whose CertID is this certificate's by whatever hash; usually one.
    public func responses(for serialNumber: SerialNumber, issuer: Certificate) -> [SingleResponse] {
        responses.filter { response in
            guard response.certID.serialNumber == serialNumber else { return false }
            do throws(PKIXError) {
                return try CertID(
                    serialNumber: serialNumber, issuer: issuer, hashAlgorithm: response.certID.hashAlgorithm)
                    == response.certID
            } catch {
                return false
            }
        }
    }

    private static func certificates(_ list: DERNode) throws(PKIXError) -> ([Certificate], Int) {
        var reader = try der(list.reader())
        var certificates: [Certificate] = []
        var unreadable = 0
        while !reader.isAtEnd {
            guard certificates.count + unreadable < maximumCertificates else {
                throw .tooLarge(
                    field: "certs", seen: certificates.count + unreadable + 1, allowed: maximumCertificates)
            }
            let node = try der(reader.read(.sequence))
            do throws(PKIXError) {
                certificates.append(try Certificate(der: node.encoded))
            } catch {
                unreadable += 1
            }
        }
        return (certificates, unreadable)
    }

    private static func responses(_ list: DERNode) throws(PKIXError) -> [SingleResponse] {
        var reader = try der(list.reader())
        var responses: [SingleResponse] = []
        while !reader.isAtEnd {
            guard responses.count < maximumResponses else {
                throw .tooLarge(field: "responses", seen: responses.count + 1, allowed: maximumResponses)
            }
            responses.append(try SingleResponse(try der(reader.read(.sequence))))
        }
        guard !responses.isEmpty else { throw .empty(field: "responses", offset: list.offset) }
        return responses
    }

    /// Version 1 is the only one; some responders write it although it is the default.
    private static func checkVersion(_ fields: inout DERReader) throws(PKIXError) {
        guard let wrapped = try der(fields.readIfPresent(.contextConstructed(0))) else { return }
        let version = try der(wrapped.only(.integer).smallInteger())
        guard version == 0 else {
            throw .unexpected(
                field: "ResponseData.version", seen: String(version), allowed: "0 or absent", offset: wrapped.offset)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import PKIX

/// What goes back to whoever asked for a status, and how long a cache may keep it.
///
/// - SeeAlso: RFC 6960 4.2; RFC 5019 6.
public struct OCSPAnswer: Sendable, Hashable {
    /// The `OCSPResponse`, DER.
    public let der: [UInt8]

    /// What the response says of the request; an answer about certificates is there when it is `successful`.
    public let status: OCSPResponseStatus

    /// When the status was known to be right, for `Last-Modified`; nil when there is no answer.
    public let thisUpdate: Instant?

    /// When newer information is there at the latest; nil when there is no answer.
    public let nextUpdate: Instant?

    /// Until when a cache may give it out without asking; nil when none may keep it.
    ///
    /// Then the responder signs a newer one; it does so before if the status changes, which caches do not hear of.
    ///
    /// - SeeAlso: RFC 5019 6.2 (`Expires`, `max-age`: before `nextUpdate`).
    public let expires: Instant?

    /// A quoted string that is another for every answer; nil when no cache may keep it.
    ///
    /// - SeeAlso: RFC 9110 8.8.3.
    public let etag: String?

    /// A response without an answer.
    init(failure status: OCSPResponseStatus) {
        der = OCSPResponse.encodedFailure(status)
        self.status = status
        thisUpdate = nil
        nextUpdate = nil
        expires = nil
        etag = nil
    }

    /// A response with an answer that was signed.
    init(_ signed: SignedAnswer, expires: Instant?) {
        der = signed.der
        status = .successful
        thisUpdate = signed.thisUpdate
        nextUpdate = signed.nextUpdate
        self.expires = expires
        // What a signature ends in is as good as random, and different for every answer.
        etag = expires == nil ? nil : "\"\(Hex.encode(signed.body.suffix(16)))\""
    }
}

/// An answer as it is kept: without the responder's certificate, which is the same in all of them.
struct SignedAnswer: Sendable {
    /// ResponseData and, after it, the signature's value.
    let body: [UInt8]
    let signatureCount: Int
    let desk: RespondingAuthority
    let thisUpdate: Instant
    let nextUpdate: Instant

    init(tbs: [UInt8], signature: [UInt8], desk: RespondingAuthority, thisUpdate: Instant, nextUpdate: Instant) {
        body = tbs + signature
        signatureCount = signature.count
        self.desk = desk
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
    }

    /// The whole `OCSPResponse`.
    var der: [UInt8] {
        OCSPResponseDraft.assemble(
            tbs: Array(body.dropLast(signatureCount)), signatureAlgorithm: desk.algorithm,
            signature: Array(body.suffix(signatureCount)), certificates: [desk.responder.encoded])
    }
}

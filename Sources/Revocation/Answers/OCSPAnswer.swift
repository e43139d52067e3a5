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

    /// Where the signature ends in ``der``.
    private let signatureEnd: Int

    /// A quoted string that is another for every answer; nil when no cache may keep it.
    ///
    /// It is the last of the signature, which is as good as random.
    ///
    /// - SeeAlso: RFC 9110 8.8.3.
    public var etag: String? {
        expires == nil ? nil : "\"\(Hex.encode(der.prefix(signatureEnd).suffix(16)))\""
    }

    /// A response without an answer.
    init(failure status: OCSPResponseStatus) {
        der = OCSPResponse.encodedFailure(status)
        self.status = status
        thisUpdate = nil
        nextUpdate = nil
        expires = nil
        signatureEnd = 0
    }

    /// A response with an answer from a file.
    init(stem: [UInt8], ending: [UInt8], thisUpdate: Instant, nextUpdate: Instant, expires: Instant?) {
        var der: [UInt8] = []
        der.reserveCapacity(stem.count + ending.count)
        der += stem
        der += ending
        self.der = der
        status = .successful
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.expires = expires
        signatureEnd = stem.count
    }

    /// A response with an answer that was signed.
    init(_ signed: SignedAnswer, expires: Instant?) {
        der = signed.desk.response(signed.stem)
        status = .successful
        thisUpdate = signed.thisUpdate
        nextUpdate = signed.nextUpdate
        self.expires = expires
        signatureEnd = signed.stem.count
    }
}

/// An answer as it is kept: without the responder's certificate, which all of them end in.
struct SignedAnswer: Sendable {
    /// The response up to the signature's end.
    let stem: [UInt8]
    let desk: ResponderDesk
    let thisUpdate: Instant
    let nextUpdate: Instant
}

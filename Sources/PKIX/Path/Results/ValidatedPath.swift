// SPDX-License-Identifier: Apache-2.0
public import DER

/// A certification path that was found valid at a time; only a ``PathValidator`` can make one.
///
/// - SeeAlso: RFC 5280 6.1.6.
public struct ValidatedPath: Sendable {
    /// The path with all facts about it, for judging it at other times.
    public let examined: ExaminedPath

    /// The moment that it was judged at.
    public let time: Instant

    /// Only after ``ExaminedPath/failures(at:evidenceAt:)`` has found nothing.
    init(_ examined: ExaminedPath, at time: Instant) {
        self.examined = examined
        self.time = time
    }

    /// The target first, the anchor's certificate last.
    public var certificates: [Certificate] { examined.certificates }

    /// Where the path ends.
    public var anchor: TrustAnchor { examined.anchor }

    /// When all certificates below the anchor are valid; ``time`` lies in it.
    public var validityOfPath: Validity { examined.validity ?? Validity(notBefore: time, notAfter: time) }

    /// When the same evidence gives the same answer; see ``ExaminedPath/window``.
    public var window: Validity { examined.window ?? Validity(notBefore: time, notAfter: time) }

    /// The policies that it is valid for.
    public var policies: ValidPolicies { examined.policies }

    /// What is known of the revocation of each certificate, in the order of ``certificates`` without the anchor.
    public var evidence: [RevocationEvidence] { examined.evidence }
}

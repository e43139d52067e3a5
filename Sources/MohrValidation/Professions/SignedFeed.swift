// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import PKIX

/// A feed whose signature was judged, and by whom it is signed.
public struct SignedFeed: Sendable {
    /// What it says.
    public let feed: ProfessionFeed
    /// Whose it is.
    public let body: LicensingBody
    /// SHA-256 of the document, 32 bytes: what the next one names.
    public let sha256: [UInt8]
    /// The certificate that it is signed under.
    public let certificate: Certificate

    /// Which feeds are taken.
    public enum Timeliness: Sendable, Hashable {
        /// Those that may be believed at the moment: a house takes no others.
        case current
        /// Any: whoever names a feed on a command line asks what it says, and the verdict says how old it is.
        case any
    }

    /// Judges a feed's signature as any other, then reads it.
    ///
    /// - Parameters:
    ///   - signature: CAdES, with the document in it or without.
    ///   - document: the document, when it is not in the signature.
    ///   - bodies: whose feeds are taken.
    ///   - time: when it is looked at.
    ///   - snapshot: what to judge by.
    ///   - timeliness: whether it has to be current.
    /// - Throws: ``ProfessionFeedError``.
    public init(
        _ signature: [UInt8], document: [UInt8]? = nil, from bodies: [LicensingBody], at time: Instant,
        against snapshot: TrustSnapshot, timeliness: Timeliness = .current
    ) throws(ProfessionFeedError) {
        let report = SignatureValidator().validate(
            signature, content: document.map { .bytes($0) } ?? .embedded,
            at: ReferenceTime(time, timeliness == .current ? .now : .caller),
            against: snapshot, policy: Self.policy)
        guard report.decision == .accept, let signer = report.signatures.first?.signer else {
            let codes = report.signatures.flatMap(\.causes).filter { $0.code.severity == .error }.map(\.code)
            throw .signature(report.decision, causes: codes)
        }
        guard report.signatures.count == 1 else { throw .signatures(seen: report.signatures.count) }
        certificate = signer.certificate
        guard let body = bodies.first(where: { $0.isSealed(by: signer.certificate) }) else {
            throw .signer(seen: Self.name(of: signer.certificate), allowed: bodies.map(\.name))
        }
        let bytes = document ?? (try? SignedData(der: signature))?.content.map { Array($0) } ?? []
        feed = try ProfessionFeed(reading: bytes, register: body.register)
        self.body = body
        sha256 = DigestAlgorithm.sha256.digest(bytes)
        guard feed.body == body.name else { throw .otherBody(seen: feed.body, allowed: body.name) }
        guard timeliness == .current else { return }
        guard feed.issuedAt.seconds(since: time) <= Self.policy.clockToleranceSeconds else {
            throw .fromFuture(issuedAt: feed.issuedAt, now: time)
        }
        let end = body.end(of: feed.issuedAt, feed.nextUpdate)
        guard time <= end else { throw .stale(until: end, now: time) }
    }

    /// What the next feed has to follow.
    public var head: FeedHead {
        FeedHead(sequence: feed.sequence, sha256: sha256, issuedAt: feed.issuedAt, nextUpdate: feed.nextUpdate)
    }

    /// The organisations' certificates alone: no person signs for a register.
    private static let policy = ValidationPolicy(
        purpose: "professions",
        certificatePolicies: [MohrOID.healthOrganisationPolicy, MohrOID.tradeOrganisationPolicy],
        maximumStatusAgeSeconds: 86_400)

    private static func name(of certificate: Certificate) -> String {
        certificate.subject.value(of: OID.organizationIdentifier) ?? certificate.serialNumber.hex
    }
}

extension LicensingBody {
    /// Until when a feed may be believed.
    func end(of issuedAt: Instant, _ nextUpdate: Instant) -> Instant {
        min(nextUpdate, issuedAt.advanced(bySeconds: maximumAgeSeconds))
    }
}

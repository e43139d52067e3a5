// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import PKIX
public import Records

/// Says that a digest existed at a time.
///
/// What it signs is read back and verified before it leaves, as everything that the house signs is.
///
/// - SeeAlso: RFC 3161; RFC 5816; ETSI EN 319 421 and 319 422.
public final class TimestampAuthority: Sendable {
    /// The largest request that is read; bytes.
    public static let maximumRequestBytes = 4_096

    /// The unit that stamps.
    public let unit: TimestampUnit
    /// What it promises.
    public let plan: StampingPlan

    private let desk: StampDesk
    private let accuracy: TimestampAccuracy
    private let certificates: [[UInt8]]

    /// Opens the desk.
    ///
    /// - Parameters:
    ///   - unit: who stamps.
    ///   - plan: what is promised.
    ///   - records: keep the numbers and the mark.
    ///   - clock: the system's unless said.
    public init(unit: TimestampUnit, plan: StampingPlan, records: Records, clock: FineClock = .system) {
        self.unit = unit
        self.plan = plan
        desk = StampDesk(unit: unit.name, plan: plan, records: records, clock: clock)
        accuracy = TimestampAccuracy(seconds: Int(plan.accuracySeconds))
        certificates = ([unit.certificate] + unit.path).map(\.encoded)
    }

    /// Why nothing is stamped at present; `nil` when the last stamp was made, and before the first.
    public var complaint: TimestampingError? { desk.complaint }

    /// Answers a request.
    ///
    /// Never throws: whatever arrives, the answer is a TimeStampResp.
    ///
    /// - Parameter request: as received.
    /// - Returns: the stamp, or why there is none.
    public func answer(_ request: [UInt8]) -> TimestampAnswer {
        guard request.count <= Self.maximumRequestBytes else {
            return refusal(.badDataFormat, "the request is larger than \(Self.maximumRequestBytes) bytes")
        }
        let asked: TimestampRequest
        do throws(PKIXError) {
            asked = try TimestampRequest(der: request)
        } catch {
            if case .unexpected(let field, let seen, let allowed, _) = error {
                return refusal(.badRequest, "\(field) is \(seen), not \(allowed)")
            }
            return refusal(.badDataFormat, "the request is not a TimeStampReq in DER")
        }
        if let refused = refusal(of: asked) { return refused }
        do throws(TimestampingError) {
            return TimestampAnswer(
                der: TimestampResponse.granted(try stamp(asked)), failure: nil, fault: nil)
        } catch {
            return Self.refusal(for: error)
        }
    }

    /// Stamps a digest for a room of the house, without a request on the wire.
    ///
    /// - Parameters:
    ///   - imprint: the digest; of an algorithm of ``StampingPlan/digests``.
    ///   - nonce: what the stamp repeats.
    ///   - includingCertificates: whether the unit's certificate goes with it.
    /// - Returns: the token, a ContentInfo in DER.
    /// - Throws: ``TimestampingError``.
    public func stamp(
        _ imprint: MessageImprint, nonce: [UInt8]? = nil, includingCertificates: Bool = true
    ) throws(TimestampingError) -> [UInt8] {
        try stamp(TimestampRequest(messageImprint: imprint, nonce: nonce, wantsCertificate: includingCertificates))
    }

    private func refusal(of asked: TimestampRequest) -> TimestampAnswer? {
        guard let digest = asked.messageImprint.hashAlgorithm.digestAlgorithm, StampingPlan.digests.contains(digest)
        else { return refusal(.badAlg, "the digest is none of SHA-256, SHA-384, SHA-512 and their SHA-3 sisters") }
        if let policy = asked.policy, policy != plan.policy {
            return refusal(.unacceptedPolicy, "stamps are made under \(plan.policy.dotted) alone")
        }
        if let unknown = asked.extensions.all.first {
            return refusal(.unacceptedExtension, "no extension is taken: \(unknown.oid.dotted)")
        }
        return nil
    }

    private func stamp(_ asked: TimestampRequest) throws(TimestampingError) -> [UInt8] {
        let slip = try desk.draw()
        let genTime = StampDesk.instant(slip.microseconds)
        guard unit.certificate.validity.contains(genTime) else {
            throw .notValid(at: genTime, validity: unit.certificate.validity)
        }
        let fraction = Int(slip.microseconds - genTime.secondsSince1970 * 1_000_000)
        let info = TimestampInfo(
            policy: plan.policy, messageImprint: asked.messageImprint, serialNumber: slip.serialNumber,
            genTime: genTime, genTimeMicroseconds: fraction, accuracy: accuracy, isOrdered: plan.isOrdered,
            nonce: asked.nonce
        ).encoded()
        let token = try signed(info, includingCertificates: asked.wantsCertificate)
        try check(token, holds: info)
        return token
    }

    private func signed(_ info: [UInt8], includingCertificates: Bool) throws(TimestampingError) -> [UInt8] {
        let digest = unit.algorithm.messageDigestAlgorithm
        let attributes = SignedAttributesDraft(
            contentType: OID.timestampInfo, messageDigest: digest.digest(info),
            signingCertificate: unit.signingCertificate, signingTime: nil
        ).encoded()
        let signature: [UInt8]
        do throws(CryptographyError) {
            signature = try unit.key.sign(attributes, by: unit.algorithm)
        } catch {
            throw .key(error)
        }
        let signer = SignerInfoDraft(
            identifier: .issuerAndSerial(unit.certificate.issuer, unit.certificate.serialNumber),
            digestAlgorithm: digest, signedAttributes: attributes, signatureAlgorithm: unit.algorithm,
            signature: signature)
        return SignedDataDraft(
            contentType: OID.timestampInfo, content: info, certificates: includingCertificates ? certificates : [],
            signerInfos: [signer]
        ).encoded()
    }

    /// Reads a token back and verifies it: a bit that fell over in memory must not become evidence.
    private func check(_ token: [UInt8], holds info: [UInt8]) throws(TimestampingError) {
        do throws(PKIXError) {
            let read = try TimestampToken(der: token[...])
            guard read.signedData.content == info[...], let signer = read.signedData.signerInfos.first,
                let attributes = signer.signedAttributes,
                let digest = signer.digestAlgorithm.digestAlgorithm,
                try attributes.messageDigest == digest.digest(info)[...],
                try attributes.contentType == OID.timestampInfo,
                try attributes.signingCertificateV2?.first == unit.signingCertificate,
                signer.isSigned(by: unit.publicKey)
            else { throw .empty(field: "token", offset: 0) }
        } catch {
            throw .tokenUnverified
        }
    }

    private func refusal(_ failure: TimestampFailure, _ words: String) -> TimestampAnswer {
        TimestampAnswer(der: TimestampResponse.rejection(failure, words), failure: failure, fault: nil)
    }

    private static func refusal(for error: TimestampingError) -> TimestampAnswer {
        let failure: TimestampFailure
        let words: String
        switch error {
        case .clockBehind, .clockAhead:
            failure = .timeNotAvailable
            words = "the clock cannot be relied on at present"
        default:
            // What went wrong inside is the operator's to read.
            failure = .systemFailure
            words = "no stamp can be made at present"
        }
        return TimestampAnswer(der: TimestampResponse.rejection(failure, words), failure: failure, fault: error)
    }
}

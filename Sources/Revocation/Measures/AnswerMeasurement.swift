// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import PKIX
import Records

/// How many questions a second one core answers, and what the answers take to keep.
public struct AnswerMeasurement: Sendable, Hashable {
    /// How many certificates are asked about, one after another.
    public let certificates: Int

    /// Answers signed before, without a nonce.
    public let cachedPerSecond: Double

    /// Answers signed for one asker, with a nonce.
    public let livePerSecond: Double

    /// The limit of the same run: signatures of the responder's key over as many bytes.
    public let signaturesPerSecond: Double

    /// Signing an answer for each certificate ahead, on all cores.
    public let presignSeconds: Double

    /// The length of an answer.
    public let answerBytes: Int

    /// How much the process's memory grew by the answers that are kept; nil where that cannot be told.
    public let keptBytes: Int?

    /// Asks a responder of made-up certificates, of which one in ten is revoked.
    ///
    /// - Parameters:
    ///   - certificates: how many; 1 to 10,000,000.
    ///   - seconds: for how long each way of asking is timed.
    ///   - now: what the time is.
    /// - Returns: what came of it.
    /// - Throws: ``RevocationError``.
    public static func run(
        certificates: Int, seconds: Double = 1, now: Instant = .now()
    ) throws(RevocationError) -> AnswerMeasurement {
        guard (1...10_000_000).contains(certificates) else {
            throw .plan(field: "certificates", seen: Int64(clamping: certificates), allowed: 1...10_000_000)
        }
        let authority = try MeasuredAuthority(now: now)
        let index = MeasuredCertificates(count: certificates, now: now, revokedOneIn: 10)
        var plan = try AnswerPlan(lifetimeSeconds: 57_600)
        plan.keptAnswers = certificates * 4
        plan.liveSigningsPerSecond = .max
        let responder = StatusResponder(
            authorities: [authority.responder], index: index, asOf: now, plan: plan, clock: { now })
        let memory = PeakMemory()
        let watch = ContinuousClock()
        let presign = watch.measure { responder.presign() }
        let kept = memory.growth
        // A stride that meets every certificate and never the neighbour.
        let asked = (0..<min(certificates, 50_000)).map { ($0 &* 7_919) % certificates }
        let certIDs = asked.map { authority.responder.desk.certID(of: index.serial($0), by: .sha1) }
        let plain = certIDs.map { OCSPRequest.make([$0]) }
        let nonced = certIDs.prefix(5_000).map { OCSPRequest.make([$0], nonce: Array(repeating: 7, count: 32)) }
        let sample = responder.answer(plain[0]).der
        let key = authority.key
        return AnswerMeasurement(
            certificates: certificates,
            cachedPerSecond: rate(of: plain, for: seconds) { responder.answer($0).status == .successful },
            livePerSecond: rate(of: nonced, for: seconds) { responder.answer($0).status == .successful },
            signaturesPerSecond: rate(of: [Array(sample.prefix(256))], for: seconds) { bytes in
                (try? key.sign(bytes, by: .ecdsa(.sha256))) != nil
            },
            presignSeconds: presign.seconds, answerBytes: sample.count, keptBytes: kept)
    }

    /// How often a second something is done, over and over on this thread; 0 when it fails.
    private static func rate(of inputs: [[UInt8]], for seconds: Double, _ body: ([UInt8]) -> Bool) -> Double {
        let watch = ContinuousClock()
        let start = watch.now
        var done = 0
        while (watch.now - start).seconds < seconds {
            for input in inputs.dropFirst(done % inputs.count).prefix(100) {
                guard body(input) else { return 0 }
                done += 1
            }
        }
        return Double(done) / (watch.now - start).seconds
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Foundation
import PKIX

/// What a file of answers costs to make and to open, and how many questions a second one core answers from it.
public struct AnswerFileMeasurement: Sendable, Hashable {
    /// How many certificates it has answers for.
    public let certificates: Int

    /// Signing, sorting, writing and syncing, on all cores; then opening it.
    public let pressSeconds: Double

    /// Opening it: digest, order, bounds.
    public let openSeconds: Double

    /// The length of the file.
    public let fileBytes: Int

    /// How much the process's memory grew by having it open; nil where that cannot be told.
    public let openBytes: Int?

    /// Answers, on one core, with no key.
    public let answersPerSecond: Double

    /// Makes a file of made-up certificates in a folder of its own, which is gone afterwards.
    ///
    /// - Parameters:
    ///   - certificates: how many; 1 to 10,000,000.
    ///   - seconds: for how long answering is timed.
    ///   - now: what the time is.
    /// - Returns: what came of it.
    /// - Throws: ``RevocationError``.
    public static func run(
        certificates: Int, seconds: Double = 1, now: Instant = .now()
    ) throws(RevocationError) -> AnswerFileMeasurement {
        guard (1...10_000_000).contains(certificates) else {
            throw .plan(field: "certificates", seen: Int64(clamping: certificates), allowed: 1...10_000_000)
        }
        let folder = FileManager.default.temporaryDirectory.path + "/mohr-answers-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let authority = try MeasuredAuthority(now: now)
        let index = MeasuredCertificates(count: certificates, now: now, revokedOneIn: 10)
        let plan = try AnswerPlan(lifetimeSeconds: 57_600)
        let press = AnswerPress(folder: folder, authority: MeasuredCertificates.authority, plan: plan, clock: { now })
        let watch = ContinuousClock()
        let start = watch.now
        _ = try press.press(
            index, position: 0, asOf: now, by: [authority.responder],
            threads: ProcessInfo.processInfo.activeProcessorCount
        ) { _, _ in }
        let pressed = watch.now
        let memory = PeakMemory()
        let store = try AnswerStore(path: press.path, plan: plan)
        let opened = watch.now
        let growth = memory.growth
        let responder = StatusResponder(
            authorities: [], index: MeasuredCertificates(count: 0, now: now, revokedOneIn: 1), asOf: now, plan: plan,
            clock: { now })
        responder.answer(from: [store])
        // A stride that meets every certificate and never the neighbour.
        let questions = (0..<min(certificates, 50_000)).map { place in
            OCSPRequest.make([
                authority.responder.desk.certID(of: index.serial((place &* 7_919) % certificates), by: .sha1)
            ])
        }
        var done = 0
        let asking = watch.now
        while (watch.now - asking).seconds < seconds {
            for question in questions.dropFirst(done % questions.count).prefix(100) {
                guard responder.cachedAnswer(question) != nil else { throw .answerFile(path: press.path, .table) }
                done += 1
            }
        }
        return AnswerFileMeasurement(
            certificates: certificates, pressSeconds: (pressed - start).seconds,
            openSeconds: (opened - pressed).seconds, fileBytes: store.file.byteCount, openBytes: growth,
            answersPerSecond: Double(done) / (watch.now - asking).seconds)
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// A report is a function of bytes, content, time, snapshot and policy, and of nothing that happened before.
final class PurityTests: XCTestCase {
    private struct Question: Sendable {
        let message: [UInt8]
        let time: ReferenceTime
        let policy: ValidationPolicy
    }

    private static let day: Int64 = 86_400

    /// A tree whose lists come out on different days; on the fifth the doctor is revoked.
    private func material() throws -> (lists: [CertificateList], responses: [BasicOCSPResponse]) {
        let start = Scene.now
        func moment(_ day: Int64) -> Instant { start.advanced(bySeconds: day * Self.day) }
        let root = try Scene.root.revocationList {
            $0.thisUpdate = moment(0)
            $0.nextUpdate = moment(30)
        }
        let first = try Scene.health.revocationList {
            $0.thisUpdate = moment(0)
            $0.nextUpdate = moment(20)
        }
        let second = try Scene.health.revocationList {
            $0.thisUpdate = moment(5)
            $0.nextUpdate = moment(15)
            $0.number = [2]
            $0.revoke(Scene.doctor, at: moment(4))
        }
        let responder = try Scene.health.responder()
        let answer = try responder.ocspAnswer(
            about: Scene.pharmacist, issuedBy: Scene.health, .revoked(at: moment(6), reason: .certificateHold),
            thisUpdate: moment(7), nextUpdate: moment(8))
        return ([root, first, second], [answer])
    }

    private func questions() throws -> [Question] {
        let messages = [
            try Scene.sign(), try Scene.sign(Scene.pharmacist), try Forgery.made { $0.certificates = [] },
            try Forgery.made { $0.crls = [Scene.lists[1]] }, Array(try Scene.sign().dropLast()),
        ]
        var questions: [Question] = []
        for message in messages {
            for policy in [StandardPolicies.signature, StandardPolicies.prescription] {
                for source in [ReferenceTime.Source.now, .caller] {
                    for day in [0, 3, 6, 7, 9, 16, 25] as [Int64] {
                        let time = Scene.now.advanced(bySeconds: day * Self.day + 1)
                        questions.append(
                            Question(message: message, time: ReferenceTime(time, source), policy: policy))
                    }
                }
            }
        }
        return questions
    }

    private static func report(_ question: Question, _ snapshot: TrustSnapshot) -> ValidationReport {
        SignatureValidator().validate(
            question.message, at: question.time, against: snapshot, policy: question.policy)
    }

    func testTheReportDoesNotDependOnWhatWasAskedBefore() throws {
        let (lists, responses) = try material()
        let questions = try questions()
        let cold = try questions.map { Self.report($0, try Scene.snapshot(lists: lists, responses: responses)) }
        XCTAssertGreaterThan(Set(cold.map(\.subIndication)).count, 4, "the questions are too much alike")
        let warm = try Scene.snapshot(lists: lists, responses: responses)
        var random = SeededRandom(seed: 7)
        for round in 0..<4 {
            for index in questions.indices.shuffled(using: &random) {
                let question = questions[index]
                XCTAssertEqual(
                    Self.report(question, warm), cold[index],
                    "round \(round), \(question.time.value.rfc3339) \(question.time.source) \(question.policy.purpose)")
            }
        }
    }

    func testAListThatCameOutSinceASignerWasFirstSeenCounts() throws {
        let (lists, _) = try material()
        let snapshot = try Scene.snapshot(lists: lists)
        func verdict(_ day: Int64) throws -> ValidationReport {
            try Scene.judge(Scene.sign(), at: Scene.now.advanced(bySeconds: day * Self.day), against: snapshot)
        }
        assertAccepted(try verdict(3))
        assertVerdict(try verdict(6), .revokedNoPOE, .cannotDecide, .revoked)
        assertAccepted(try verdict(3))
    }

    func testEightThreadsReadTheSame() throws {
        let (lists, responses) = try material()
        let questions = try questions()
        let cold = try questions.map { Self.report($0, try Scene.snapshot(lists: lists, responses: responses)) }
        let shared = try Scene.snapshot(lists: lists, responses: responses)
        let differing = Counter()
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            var random = SeededRandom(seed: UInt64(thread))
            for index in questions.indices.shuffled(using: &random)
            where Self.report(questions[index], shared) != cold[index] {
                differing.increment()
            }
        }
        XCTAssertEqual(differing.value, 0)
    }

    func testACertificateThatIsOnlyRememberedIsNotThere() throws {
        let snapshot = try Scene.snapshot()
        let without = try Forgery.made { $0.certificates = [] }
        for _ in 0..<2 {
            assertVerdict(
                try Scene.judge(without, against: snapshot), .noSigningCertificateFound, .cannotDecide,
                .signingCertificateNotFound)
            assertAccepted(try Scene.judge(Scene.sign(), against: snapshot))
        }
    }

    func testTheOrderOfTheMaterialDoesNotMatter() throws {
        let (lists, responses) = try material()
        let first = try Scene.snapshot(lists: lists, responses: responses)
        let second = try TrustSnapshot(
            anchors: [Scene.root.certificate], intermediates: [Scene.health.certificate], lists: lists.reversed(),
            responses: responses.reversed())
        XCTAssertEqual(first.id, second.id)
        for question in try questions() { XCTAssertEqual(Self.report(question, first), Self.report(question, second)) }
        XCTAssertNotEqual(try Scene.snapshot(lists: Array(lists.dropLast()), responses: responses).id, first.id)
        XCTAssertNotEqual(
            try Scene.snapshot(lists: lists, responses: responses, ocspTrust: .anchoredResponder).id, first.id)
    }

    func testADetachedDocumentAndItsDigestGiveTheSameVerdict() throws {
        let token = try FileToken(key: Scene.doctor.key, certificate: Scene.doctor.certificate)
        let message = try DocumentSigner().sign(
            Scene.content, with: token, packaging: .detached, signingTime: Scene.now)
        let whole = try Scene.judge(message, content: .bytes(Scene.content))
        assertAccepted(whole)
        let digest = try Scene.judge(message, content: .digest(.sha256, whole.contentSHA256 ?? []))
        XCTAssertEqual(whole, digest)
        assertVerdict(
            try Scene.judge(message, content: .bytes(Scene.content + [0x20])), .hashFailure, .reject, .hashFailure)
        assertVerdict(try Scene.judge(message), .signedDataNotFound, .cannotDecide, .signedDataNotFound)
        // Another digest than the signer's says nothing of the content.
        let other = SignedContent.digest(.sha512, [UInt8](repeating: 0, count: 64))
        assertVerdict(
            try Scene.judge(message, content: other), .signedDataNotFound, .cannotDecide, .signedDataNotFound)
        // Beside embedded content, what is given must be the same.
        assertVerdict(
            try Scene.judge(Scene.sign(), content: .bytes([1])), .hashFailure, .reject, .contentDiffers)
        assertVerdict(try Scene.judge(Scene.sign(), content: other), .hashFailure, .reject, .contentDiffers)
    }
}

/// A number that threads may count up.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    var value: Int { lock.withLock { count } }

    func increment() { lock.withLock { count += 1 } }
}

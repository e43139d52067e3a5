// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import Records
import Revocation
import TestSupport
import XCTest

/// Sixteen clients at once on few certificates: what they are told must have an order.
///
/// One that a certificate can go through. `MOHR_HISTORY_SEEDS=100` runs as many.
final class HistoryTests: XCTestCase {
    func testWhatSixteenClientsAreToldHasOneOrderForEachCertificate() throws {
        let seeds = ProcessInfo.processInfo.environment["MOHR_HISTORY_SEEDS"].flatMap(UInt64.init) ?? 3
        var total = 0
        for seed in 1...max(seeds, 1) {
            let run = try HistoryRun(seed: seed)
            run.race(clients: 16, operations: 40)
            let history = run.recorder.history
            total += history.operations.count
            XCTAssertEqual(history.violations(onRecord: try run.onRecord()), [], "seed \(seed)")
            XCTAssertGreaterThan(history.operations.filter { $0.answer == .done }.count, 4, "seed \(seed)")
        }
        print("histories: \(seeds) seeds, \(total) operations")
    }
}

/// The checker finds what it is there to find.
final class HistoryCheckerTests: XCTestCase {
    private typealias Operation = StatusHistory.Operation

    private func operation(
        _ id: Int, _ act: StatusHistory.Act, _ began: Int, _ ended: Int, _ answer: StatusHistory.Answer
    ) -> Operation {
        Operation(id: id, certificate: "c", act: act, began: began, ended: ended, answer: answer)
    }

    /// Issued, held, released, revoked, one after another.
    private var life: [Operation] {
        [
            operation(1, .issue, 1, 2, .done), operation(2, .hold, 3, 4, .done),
            operation(3, .read, 5, 6, .saw(.onHold)), operation(4, .release, 7, 8, .done),
            operation(5, .read, 9, 10, .saw(.good)), operation(6, .revoke(reason: "a"), 11, 12, .done),
            operation(7, .read, 13, 14, .saw(.revoked)),
        ]
    }

    private func violations(_ operations: [Operation], _ recorded: [Int] = [2, 4, 6]) -> [StatusHistory.Violation] {
        StatusHistory(operations).violations(onRecord: ["c": recorded])
    }

    private func changing(_ id: Int, to answer: StatusHistory.Answer) -> [Operation] {
        life.map { operation in
            guard operation.id == id else { return operation }
            var changed = operation
            changed.answer = answer
            return changed
        }
    }

    func testALifeInOrderIsFoundPossible() {
        XCTAssertEqual(violations(life), [])
        // Asked again; refused; at the same time as another.
        XCTAssertEqual(violations(life + [operation(8, .revoke(reason: "a"), 15, 16, .standing)]), [])
        XCTAssertEqual(violations(life + [operation(8, .revoke(reason: "b"), 15, 16, .refused)]), [])
        XCTAssertEqual(violations(life + [operation(8, .read, 11, 12, .saw(.good))]), [])
        XCTAssertEqual(violations(life + [operation(8, .read, 11, 12, .saw(.revoked))]), [])
        XCTAssertEqual(violations(life + [operation(8, .hold, 3, 4, .standing)]), [])
    }

    func testAnAcknowledgedChangeThatIsNotOnRecordIsFound() {
        XCTAssertEqual(violations(life, [2, 4]), [.acknowledgedLost(certificate: "c", operation: 6)])
    }

    func testAChangeOnRecordTwiceOrThatNobodyAskedForIsFound() {
        XCTAssertEqual(violations(life, [2, 4, 6, 6]), [.unaskedChange(certificate: "c", operation: 6)])
        XCTAssertEqual(violations(life, [2, 4, 6, 99]), [.unaskedChange(certificate: "c", operation: 99)])
        XCTAssertEqual(
            violations(life + [operation(8, .hold, 15, 16, .refused)], [2, 4, 6, 8]),
            [.unaskedChange(certificate: "c", operation: 8)])
    }

    func testGoodBeforeAnyoneIssuedIsFound() {
        XCTAssertEqual(
            violations([operation(0, .read, -1, 0, .saw(.good))] + life),
            [.goodWithoutIssuance(certificate: "c", operation: 0)])
        XCTAssertEqual(violations([operation(0, .read, -1, 0, .saw(.unknown))] + life), [])
    }

    func testARevokedCertificateThatComesBackIsFound() {
        for answer in [StatusHistory.Answer.saw(.good), .saw(.onHold), .saw(.unknown)] {
            XCTAssertEqual(
                violations(changing(7, to: answer)), [.revokedNotFinal(certificate: "c", operation: 7)])
        }
        XCTAssertEqual(
            violations(life + [operation(8, .release, 15, 16, .done)], [2, 4, 6, 8]),
            [.revokedNotFinal(certificate: "c", operation: 8)])
    }

    func testAnAnswerThatFitsNoOrderIsFound() {
        let none: [StatusHistory.Violation] = [.notLinearizable(certificate: "c", operations: 7)]
        XCTAssertEqual(violations(changing(3, to: .saw(.good))), none, "an old status after a newer one was told")
        XCTAssertEqual(violations(changing(5, to: .saw(.onHold))), none)
        XCTAssertEqual(violations(changing(4, to: .standing), [2, 6]), none)
        // Two who both put it on hold at once: one of them found it so.
        XCTAssertEqual(
            violations(life + [operation(8, .hold, 3, 4, .done)], [2, 8, 4, 6]),
            [.notLinearizable(certificate: "c", operations: 8)])
    }

    func testWhatNobodyWasToldTheEndOfMayHaveHappenedOrNot() {
        let cut = changing(6, to: .none)
        XCTAssertEqual(violations(cut), [], "it is on record, and was seen")
        XCTAssertEqual(
            violations(cut, [2, 4]), [.notLinearizable(certificate: "c", operations: 6)],
            "not on record, so nobody can have seen it")
        XCTAssertEqual(violations(cut.dropLast(), [2, 4]), [])
    }
}

/// One run of clients on records of their own.
private final class HistoryRun: @unchecked Sendable {
    let recorder = HistoryRecorder()
    private let house: House
    private let seed: UInt64
    private let names: [CertificateReference]

    init(seed: UInt64) throws {
        self.seed = seed
        house = try House()
        names = (0..<5).map {
            CertificateReference(authority: "health", serial: SerialNumber(unsigned: [0x4d, 0x10, UInt8($0)]))
        }
    }

    func race(clients: Int, operations: Int) {
        let group = DispatchGroup()
        for client in 0..<clients {
            group.enter()
            Thread.detachNewThread { [self] in
                var random = SeededRandom(seed: seed &* 1_000 &+ UInt64(client))
                for _ in 0..<operations { step(&random) }
                group.leave()
            }
        }
        group.wait()
    }

    /// The operations that the records name as causes, in order.
    func onRecord() throws -> [String: [Int]] {
        var found: [String: [Int]] = [:]
        for name in names {
            guard let history = try? house.records.statusHistory(of: name) else { continue }
            found[name.serial.hex] = history.compactMap { Int($0.cause) }
        }
        return found
    }

    private func step(_ random: inout SeededRandom) {
        let first = Int.random(in: 0..<names.count, using: &random)
        let chosen = [names[first], names[(first + 1) % names.count]]
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<12: record(.issue, [chosen[0]]) { [self] name in [issue(chosen[0])] }
        case 12..<32: one(.hold, chosen[0])
        case 32..<52: one(.release, chosen[0])
        case 52..<57: one(.revoke(reason: .keyCompromise, invalidityDate: nil), chosen[0])
        case 57..<59: one(.revoke(reason: .superseded, invalidityDate: nil), chosen[0])
        case 59..<67: many(.hold, chosen)
        case 67..<74: many(.release, chosen)
        case 74..<76: many(.revoke(reason: .keyCompromise, invalidityDate: nil), chosen)
        default: record(.read, [chosen[0]]) { [self] _ in [read(chosen[0])] }
        }
    }

    private func record(
        _ act: StatusHistory.Act, _ certificates: [CertificateReference], _ body: (Int) -> [StatusHistory.Answer]
    ) {
        recorder.record(act, of: certificates.map(\.serial.hex), body)
    }

    private func issue(_ name: CertificateReference) -> StatusHistory.Answer {
        var writer = DERWriter()
        writer.sequence { $0.octetString(name.serial.bytes) }
        let tbs = writer.bytes
        var whole = DERWriter()
        whole.sequence { $0.raw(tbs) }
        let now = house.clock.now
        let draft = IssuanceDraft(
            tbs: tbs, lintCertificate: whole.bytes, subject: SubjectKeys(),
            validity: Validity(notBefore: now, notAfter: now.advanced(bySeconds: 86_400)))
        do {
            try house.records.recordIntentToSign(
                name, for: IssuanceRequest(withoutApplicationUnder: "doctor"), draft: draft, by: "ca", at: now)
            try house.records.fileCertificate(whole.bytes, of: name, as: .good, by: "ca", at: now)
            return .done
        } catch {
            // The number is taken: someone else issues it, or has.
            return .refused
        }
    }

    private func one(_ act: StatusAct, _ name: CertificateReference) {
        record(act.asked, [name]) { [house] id in
            let (clerk, now) = (house.clerk, house.clock.now)
            do {
                let change =
                    switch act {
                    case .hold: try clerk.hold(name, because: "\(id)", by: "client", at: now)
                    case .release: try clerk.release(name, because: "\(id)", by: "client", at: now)
                    case .revoke(let reason, _):
                        try clerk.revoke(name, reason: reason, because: "\(id)", by: "client", at: now)
                    }
                return [change.isNew ? .done : .standing]
            } catch {
                return [.refused]
            }
        }
    }

    private func many(_ act: StatusAct, _ names: [CertificateReference]) {
        record(act.asked, names) { [house] id in
            let outcomes =
                (try? house.records.change(act, of: names, because: "\(id)", by: "client", at: house.clock.now)) ?? []
            return outcomes.map { outcome in
                switch outcome.result {
                case .changed: .done
                case .standing: .standing
                case .refused: .refused
                }
            }
        }
    }

    private func read(_ name: CertificateReference) -> StatusHistory.Answer {
        switch (try? house.records.statusHistory(of: name))?.last?.interval.status {
        case nil: .saw(.unknown)
        case .good, .pendingAcceptance: .saw(.good)
        case .onHold: .saw(.onHold)
        case .revoked: .saw(.revoked)
        }
    }
}

extension StatusAct {
    /// As the checker calls it.
    fileprivate var asked: StatusHistory.Act {
        switch self {
        case .hold: .hold
        case .release: .release
        case .revoke(let reason, _): .revoke(reason: "\(reason)")
        }
    }
}

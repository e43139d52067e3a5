// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import HTTPServer
import JSON
import PKIX
import Records
import TestSupport
import XCTest

/// Clients of the office listener hold, release and revoke few certificates at once while the process is killed and
/// started again: whatever they were told has one order, and what they were told is done is on record.
final class KilledHistoryTests: XCTestCase {
    func testWhatWasAcknowledgedSurvivesKillsAndHasOneOrder() throws {
        let stock = try Stock()
        let workshop = try Workshop(stock.home)
        let officer = try workshop.enlist(.administrator, nationalID: "9990000239")
        workshop.close()
        let clients = try KilledClients(stock, officer)
        for _ in 0..<3 {
            let house = try ServedHouse(stock.home).ready()
            clients.begin(8, at: house.officeURL)
            Thread.sleep(forTimeInterval: 2)
            house.kill()
            XCTAssertEqual(try house.end(), .killed)
            clients.end()
        }
        let history = clients.recorder.history
        XCTAssertEqual(history.violations(onRecord: try clients.onRecord()), [])
        let answers = Dictionary(grouping: history.operations, by: \.answer).mapValues(\.count)
        print("killed histories: \(history.operations.count) operations, \(answers)")
        XCTAssertGreaterThan(answers[.done] ?? 0, 10, "the control: they did something")
        // The checker sees the loss of what these very clients were told.
        var forgetful = try clients.onRecord()
        let told = Set(history.operations.filter { $0.answer == .done && $0.act != .issue }.map(\.id))
        for (name, ids) in forgetful where ids.contains(where: told.contains) {
            forgetful[name] = ids.filter { !told.contains($0) }
        }
        XCTAssertFalse(history.violations(onRecord: forgetful).isEmpty)
    }
}

/// Clients that go on until the process dies.
private final class KilledClients: @unchecked Sendable {
    let recorder = HistoryRecorder()
    private let stock: Stock
    private let client: HTTPClient
    private let names: [CertificateReference]
    private let lock = NSLock()
    private var group = DispatchGroup()
    private var isOver = false
    private var round: UInt64 = 0

    init(_ stock: Stock, _ officer: OfficerAtDesk) throws {
        self.stock = stock
        client = try officer.client()
        names = try (0..<4).map { _ in try stock.make(.good) }
        for name in names { recorder.record(.issue, of: [name.serial.hex]) { _ in [.done] } }
    }

    func begin(_ count: Int, at url: String) {
        lock.withLock {
            isOver = false
            round += 1
        }
        for number in 0..<count {
            group.enter()
            Thread.detachNewThread { [self] in
                var random = SeededRandom(seed: round &* 100 &+ UInt64(number))
                while !lock.withLock({ isOver }) { step(url, &random) }
                group.leave()
            }
        }
    }

    func end() {
        lock.withLock { isOver = true }
        group.wait()
    }

    /// The operations that the records name as causes, in order.
    func onRecord() throws -> [String: [Int]] {
        let records = try Records(home: stock.home)
        defer { records.close() }
        var found: [String: [Int]] = [:]
        for name in names {
            found[name.serial.hex] = try records.statusHistory(of: name).compactMap { Int($0.cause) }
        }
        return found
    }

    private func step(_ url: String, _ random: inout SeededRandom) {
        let name = names[Int.random(in: 0..<names.count, using: &random)]
        let path = "\(url)/v1/certificates/\(name.serial.hex)"
        switch Int.random(in: 0..<200, using: &random) {
        case 0..<70: change(.hold, name, path + "/hold", "")
        case 70..<140: change(.release, name, path + "/release", "")
        case 140:
            change(.revoke(reason: "superseded"), name, path + "/revocation", ",\"reason\":\"superseded\"")
        default:
            recorder.record(.read, of: [name.serial.hex]) { _ in [read(path)] }
        }
    }

    private func change(_ act: StatusHistory.Act, _ name: CertificateReference, _ url: String, _ more: String) {
        recorder.record(act, of: [name.serial.hex]) { id in
            let answer = try? client.send(
                "POST", url, headers: [("Content-Type", "application/json"), ("Idempotency-Key", UUID().uuidString)],
                body: Array("{\"cause\":\"\(id)\"\(more)}".utf8))
            guard let answer else { return [.none] }
            if answer.status == 409 { return [.refused] }
            guard answer.status == 200, let value = try? JSONReader.read(answer.body) else { return [.none] }
            return [value["isNew"]?.flag == true ? .done : .standing]
        }
    }

    private func read(_ url: String) -> StatusHistory.Answer {
        guard let answer = try? client.get(url), answer.status == 200,
            let value = try? JSONReader.read(answer.body)
        else { return .none }
        return switch value["history"]?.elements?.last?["status"]?.text {
        case "good": .saw(.good)
        case "onHold": .saw(.onHold)
        case "revoked": .saw(.revoked)
        default: .saw(.unknown)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer
import JSON
import PKIX
import Records
import TestSupport

/// Clients that enrol people, and hold, release, revoke and look at certificates, as long as they are let.
///
/// Each answer is written down; what was not answered is asked again under the same key where an office would.
final class Crowd: @unchecked Sendable {
    let recorder = HistoryRecorder()
    let sightings = Sightings()
    let house: FaultHouse
    private let lock = NSLock()
    private let group = DispatchGroup()
    private var names: [Name] = []
    private var enrolments: [Enrolment] = []
    private var isOver = false
    private var strange: [String: Int] = [:]
    /// Told of each act that was acknowledged.
    var told: (@Sendable (String) -> Void)?

    /// A certificate, and whose business it is.
    struct Name: Sendable {
        let serial: String
        let officer: FaultHouse.Officer
    }

    init(_ house: FaultHouse, stock: [CertificateReference]) {
        self.house = house
        for reference in stock {
            let serial = reference.serial.hex
            names.append(Name(serial: serial, officer: house.administrator))
            recorder.record(.issue, of: [serial]) { _ in [.done] }
        }
    }

    /// Lets clients begin.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - seed: of what they do.
    func begin(_ count: Int, seed: UInt64) {
        lock.withLock { isOver = false }
        for number in 0..<count {
            group.enter()
            Thread.detachNewThread { [self] in
                var random = SeededRandom(seed: seed &* 1_000 &+ UInt64(number))
                while !lock.withLock({ isOver }) { step(&random) }
                group.leave()
            }
        }
    }

    /// Stops them; returns when the last has gone.
    func end() {
        lock.withLock { isOver = true }
        group.wait()
    }

    /// Answers that no client may get, by how often.
    var strangeAnswers: [String: Int] { lock.withLock { strange } }

    /// The people who are being enrolled or were.
    var people: [Enrolment] { lock.withLock { enrolments } }

    /// A certificate that somebody accepted: acts on it begin.
    func add(_ name: Name) { lock.withLock { names.append(name) } }

    /// Somebody is enrolled by a client outside the crowd; nobody else goes on with them.
    func follow(_ person: Enrolment) {
        _ = person.take()
        lock.withLock { enrolments.append(person) }
    }

    func note(strange answer: String) { lock.withLock { strange[answer, default: 0] += 1 } }

    /// The operations that the records name as causes, in order.
    func onRecord() throws -> [String: [Int]] {
        let records = try Records(home: house.home)
        defer { records.close() }
        var found: [String: [Int]] = [:]
        for name in lock.withLock({ names }) {
            guard let serial = SerialNumber(hex: name.serial) else { continue }
            let history = try records.statusHistory(of: CertificateReference(authority: "health", serial: serial))
            found[name.serial] = history.compactMap { Int($0.cause) }
        }
        return found
    }

    private func step(_ random: inout SeededRandom) {
        let dice = Int.random(in: 0..<100, using: &random)
        if dice < 12 {
            enrol(Int.random(in: 0..<4, using: &random) == 0)
            return
        }
        guard let name = lock.withLock({ names.randomElement(using: &random) }) else { return }
        switch dice {
        case 12..<36: change(.hold, name, "hold", "")
        case 36..<60: change(.release, name, "release", "")
        case 60: change(.revoke(reason: "superseded"), name, "revocation", ",\"reason\":\"superseded\"")
        case 61..<80: recorder.record(.read, of: [name.serial]) { _ in [read(name)] }
        default: sightings.look(at: name.serial, house, &random)
        }
        Thread.sleep(forTimeInterval: 0.001)
    }

    /// Begins with somebody, or goes on with whoever is not in work.
    private func enrol(_ isNew: Bool) {
        let chosen = lock.withLock { () -> Enrolment? in
            if let waiting = enrolments.first(where: { $0.take() }) { return waiting }
            guard isNew, enrolments.count < 400, let fresh = try? Enrolment(house) else { return nil }
            _ = fresh.take()
            enrolments.append(fresh)
            return fresh
        }
        guard let chosen else { return }
        chosen.step(self)
        chosen.release()
    }

    private func change(_ act: StatusHistory.Act, _ name: Name, _ path: String, _ more: String) {
        recorder.record(act, of: [name.serial]) { id in
            let answer = try? name.officer.client.send(
                "POST", "\(name.officer.base)/v1/certificates/\(name.serial)/\(path)",
                headers: [("Content-Type", "application/json"), ("Idempotency-Key", "\(UUID())")],
                body: Array("{\"cause\":\"\(id)\"\(more)}".utf8))
            guard let answer else {
                // Nobody is there just now.
                Thread.sleep(forTimeInterval: 0.05)
                return [.none]
            }
            if answer.status == 409 { return [.refused] }
            guard answer.status == 200, let value = try? JSONReader.read(answer.body) else {
                if answer.status != 503 { note(strange: "\(path) \(answer.status)") }
                return [.none]
            }
            guard value["isNew"]?.flag == true else { return [.standing] }
            told?("cause \(name.serial) \(id) \(value["status"]?.text ?? "")")
            if path == "revocation" { sightings.revoked(name.serial) }
            return [.done]
        }
    }

    private func read(_ name: Name) -> StatusHistory.Answer {
        guard let answer = try? name.officer.client.get("\(name.officer.base)/v1/certificates/\(name.serial)"),
            answer.status == 200, let value = try? JSONReader.read(answer.body)
        else {
            Thread.sleep(forTimeInterval: 0.05)
            return .none
        }
        return switch value["history"]?.elements?.last?["status"]?.text {
        case "good": .saw(.good)
        case "onHold": .saw(.onHold)
        case "revoked": .saw(.revoked)
        default: .saw(.unknown)
        }
    }
}

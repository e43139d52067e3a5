// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport

/// One client's way through everything: a person enrolled, then held, released and revoked, each once.
final class Walk {
    private let crowd: Crowd
    private let person: Enrolment?
    private var acts = ["hold", "release", "revocation"]
    private var key = "\(UUID())"
    private(set) var refusals = 0

    init(_ crowd: Crowd) {
        self.crowd = crowd
        person = try? Enrolment(crowd.house, isPrivate: true)
        if let person { crowd.follow(person) }
    }

    var isDone: Bool { acts.isEmpty }

    var place: String { "\(person.map { "\($0.stage)" } ?? "–") \(acts)" }

    /// Goes on until the end, or as long as it may.
    ///
    /// - Parameters:
    ///   - seconds: how long at most.
    ///   - mayGoOn: asked before each step.
    func run(seconds: Double = 20, while mayGoOn: () -> Bool) {
        let end = Date().addingTimeInterval(seconds)
        while mayGoOn(), !isDone, Date() < end { step() }
    }

    private func step() {
        guard let person else { return }
        if person.stage.rawValue < Enrolment.Stage.accepted.rawValue {
            let before = person.stage
            person.step(crowd)
            if person.stage == before { Thread.sleep(forTimeInterval: 0.02) }
            return
        }
        guard let serial = person.serial, let act = acts.first else {
            acts = []
            return
        }
        if crowd.once(act, serial, key) {
            acts.removeFirst()
            key = "\(UUID())"
        } else {
            Thread.sleep(forTimeInterval: 0.02)
        }
    }
}

extension Crowd {
    /// Makes a call under a key of the caller's; whether it is done.
    fileprivate func once(_ act: String, _ serial: String, _ key: String) -> Bool {
        let more = act == "revocation" ? ",\"reason\":\"superseded\"" : ""
        let officer = house.approver
        let answer = try? officer.client.send(
            "POST", "\(officer.base)/v1/certificates/\(serial)/\(act)",
            headers: [("Content-Type", "application/json"), ("Idempotency-Key", key)],
            body: Array("{\"cause\":\"walk\"\(more)}".utf8))
        guard let answer, let value = try? JSONReader.read(answer.body) else { return false }
        switch answer.status {
        case 200:
            if act == "revocation" { sightings.revoked(serial) }
            told?("status \(serial) 0 \(value["status"]?.text ?? "")")
            return true
        case 503: return false
        case 409 where value["type"]?.text?.hasSuffix("keyInUse") == true: return false
        default:
            note(strange: "\(act) \(answer.status) \(value["type"]?.text ?? "")")
            return false
        }
    }
}

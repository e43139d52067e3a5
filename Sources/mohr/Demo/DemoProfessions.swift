// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import JSON
import MohrValidation
import PKIX
import Records
import Service

/// The part of the story in which a doctor is suspended: what the Medical Council says is the second verdict.
struct DemoProfessions {
    private let story: DemoStory
    private let council: DemoStory.Staff

    init(_ story: DemoStory, _ council: DemoStory.Staff) {
        self.story = story
        self.council = council
    }

    /// Tells it.
    ///
    /// - Parameters:
    ///   - doctor: who is suspended, and then not any more.
    ///   - prescription: the document.
    ///   - before: the same, signed before.
    /// - Throws: what any room throws, or ``CommandFailure``.
    func tell(_ doctor: DemoPerson, _ prescription: [UInt8], _ before: [UInt8]) throws {
        var seal = try DemoPerson(latinName: "Medical Council")
        try story.enrol(
            &seal, profile: "health-organisation-seal",
            form: [
                ("organization", "سازمان نظام پزشکی جمهوری اسلامی ایران"), ("legalID", "99900000117"),
                ("mobile", "09990000117"),
            ],
            at: council, file: "council-seal.pem")
        let entitled = ProfessionalPeriod(.entitled, from: Instant.now().advanced(bySeconds: -86_400 * 3_650))
        let first = try take([entitled], nil, by: seal, issuedAt: Instant.now().advanced(bySeconds: -60))
        try story.expect(
            try story.verify(before, purpose: "prescription", report: "entitled"), "accept", subIndication: nil,
            cause: nil)
        story.narrator.tell("demo.professionFeed", [:], [Self.check("council-1.p7s")])

        // Times are whole seconds: the suspension begins in one in which nothing was signed yet.
        let timeBefore = Instant.now()
        let since = timeBefore.advanced(bySeconds: 1)
        wait(until: since)
        let suspended = ProfessionalPeriod(
            .suspended, scope: .national, acts: .prescribing, from: since, reason: "interim")
        let past = ProfessionalPeriod(.entitled, from: entitled.from, until: since)
        let second = try take([past, suspended], first, by: seal, issuedAt: since)
        let during = try story.sign(prescription, by: doctor, authority: "health", file: "by-suspended.p7s")
        let refused = try story.verify(during, purpose: "prescription", report: "by-suspended")
        try story.expect(refused, "reject", subIndication: nil, cause: "PROFESSION_SUSPENDED")
        guard refused["indication"] == "TOTAL-PASSED" else { throw story.unexpected("indication", "TOTAL-PASSED") }
        try story.expect(
            try story.verify(during, purpose: "signature", report: "by-suspended-letter"), "accept",
            subIndication: nil, cause: nil)
        story.narrator.tell("demo.suspended", ["since": since.rfc3339], [Self.check("by-suspended.p7s")])
        let then = try story.verify(before, purpose: "prescription&at=\(timeBefore.rfc3339)", report: "before")
        try story.expect(then, "accept", subIndication: nil, cause: nil)
        story.narrator.tell("demo.before", [:], [Self.check("prescription.p7s")])

        // Lifted at once, so that the doctor's story goes on; that it was so stays on record.
        let end = since.advanced(bySeconds: 1)
        let over = ProfessionalPeriod(
            .suspended, scope: .national, acts: .prescribing, from: since, until: end, reason: "interim")
        _ = try take([past, over, ProfessionalPeriod(.entitled, from: end)], second, by: seal, issuedAt: end)
        wait(until: end)
        story.narrator.tell("demo.reinstated", [:], [Self.check("council-3.p7s")])
    }

    /// Draws the next feed up, signs it and brings it to the house.
    private func take(
        _ periods: [ProfessionalPeriod], _ before: ProfessionDesk.Outcome?, by seal: DemoPerson, issuedAt: Instant
    ) throws -> ProfessionDesk.Outcome {
        let sequence = (before?.record.sequence ?? 0) + 1
        let feed = ProfessionFeed(
            body: "medical-council", kind: before == nil ? .full : .change, sequence: sequence,
            previous: before?.record.sha256, issuedAt: issuedAt,
            nextUpdate: issuedAt.advanced(bySeconds: 86_400 * 2), licences: [.init("9990018", periods)])
        let document = JSONWriter.bytes(feed.json, .indented)
        let file = "council-\(sequence).p7s"
        let signed = try story.sign(document, by: seal, authority: "health", file: file)
        let outcome = try story.house.service.takeFeed(signed, named: file, by: "demo")
        guard outcome.isNew, outcome.changed == 1 else { throw story.unexpected(file, "1") }
        return outcome
    }

    private func wait(until time: Instant) {
        while Instant.now() < time { Thread.sleep(forTimeInterval: 0.02) }
    }

    private static func check(_ file: String) -> String {
        "openssl cms -verify -cades -inform DER -in \(file) -CAfile root.pem"
            + " -certfile health-intermediate.pem -out /dev/null"
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Identity
import JSON
import Records
import Service

/// An application on the console: what it says, every step that it took, and its papers.
struct ApplicationView {
    let desk: DeskOfOne
    let officer: Officer

    func show(_ code: String, _ arguments: Arguments, _ console: Console) throws {
        let application = try desk.registration.application(code, seenBy: officer)
        let events = try desk.registration.events(of: code, seenBy: officer)
        let papers = try desk.registration.evidence(of: code, seenBy: officer)
        guard !arguments.has("json") else {
            console.write(JSONWriter.bytes(value(application, events, papers), .indented))
            return
        }
        desk.say(application, arguments, console)
        for field in FormField.allCases {
            guard let text = application[field]?.revealed else { continue }
            console.say("  \(Catalogue.sentence("field.\(field.rawValue)", in: console.language)): \(text)")
        }
        for event in events {
            console.say(
                "apply.event",
                [
                    "time": event.time.rfc3339, "by": event.actor, "cause": event.cause ?? "–",
                    "state": Catalogue.sentence("state.\(event.to.rawValue)", in: console.language),
                ])
        }
        for paper in papers {
            console.say("apply.paper", ["id": paper.id, "kind": paper.kind, "size": "\(paper.size)"])
        }
    }

    private func value(
        _ application: Application, _ events: [ApplicationEvent], _ papers: [EvidenceRecord]
    ) -> JSONValue {
        [
            "application": .string(application.id), "office": .string(application.office),
            "profile": .string(application.profile), "state": .string(application.state.rawValue),
            "version": .integer(Int64(application.record.version)),
            "form": .object(
                FormField.allCases.compactMap { field in
                    application[field].map { .init(field.rawValue, .string($0.revealed)) }
                }),
            "events": .array(
                events.map { event in
                    [
                        "to": .string(event.to.rawValue), "actor": .string(event.actor),
                        "time": .string(event.time.rfc3339), "cause": JSONValue(event.cause),
                        "signed": .boolean(event.signature != nil),
                    ]
                }),
            "evidence": .array(
                papers.map { paper in
                    ["id": .string(paper.id), "kind": .string(paper.kind), "size": .integer(Int64(paper.size))]
                }),
        ]
    }
}

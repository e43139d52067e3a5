// SPDX-License-Identifier: Apache-2.0
import Foundation
import Service

/// How a process that serves tells what it does: in sentences for people, or in an object a line for programs.
struct ServiceVoice: Sendable {
    /// Where lines of JSON go; nil where sentences are spoken.
    let log: EventLog?
    private let console: Console
    private let requests: Configuration.Monitoring.Requests

    init(_ plan: Configuration.Monitoring, role: String, _ console: Console) {
        self.console = console
        requests = plan.requests
        log = plan.isJSON ? EventLog(role: role) { Output.write($0, to: .standardOutput) } : nil
    }

    /// Tells something of the catalogue; its key is the event's name, and its facts are the event's.
    func say(_ key: String, _ facts: [String: String]) {
        guard let log else { return console.say(key, facts) }
        log.event(key, .info, facts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    }

    /// Tells what was not done.
    func complain(_ error: ServiceError) {
        guard let log else { return console.complain(error.sentence(in: console.language)) }
        guard case .fault(let fault) = error else {
            return log.event("complaint", .error, [("sentence", .string(error.sentence(in: .english)))])
        }
        log.event(
            "fault", .error,
            [
                ("reference", .string(fault.reference)), ("room", .string(fault.room)),
                ("detail", .string(fault.detail)),
            ])
    }

    /// What is told of every answer; nil where nobody wants to know.
    var answered: (@Sendable (RequestMeter.Answer) -> Void)? {
        guard let log, requests != .none else { return nil }
        let onlyFaults = requests == .faults
        return { answer in
            guard !onlyFaults || answer.status >= 500 else { return }
            log.event(
                "request", answer.status >= 500 ? .error : .info,
                [
                    ("listener", .string(answer.listener)), ("route", .string(answer.route)),
                    ("status", .integer(Int64(answer.status))), ("microseconds", .integer(answer.microseconds)),
                ])
        }
    }

    /// Writes what is left.
    func close() { log?.close() }
}

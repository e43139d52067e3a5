// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import JSON
import PKIX
import Service

/// `mohr observe`: looks at a service from outside, as whoever relies on it; needs anchors and nothing else.
enum ObserveCommand: Command {
    static let name = "observe"
    static let synopsis = [
        "URL --anchor F… [--once | --interval SECONDS] [--authority NAME]… [--certificate F]…",
        "    [--document F [--purpose P] [--expect accept|reject|cannotDecide]] [--state F] [--metrics F] [--json]",
    ]
    static let examples = [
        "mohr observe http://ca.example --anchor root.pem --once",
        "mohr observe http://ca.example --anchor root.pem --interval 60 --state seen.json --metrics observe.prom",
        "mohr observe http://ca.example --anchor root.pem --document prescription.p7s --purpose prescription --json",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1, single: ["interval", "document", "purpose", "expect", "state", "metrics"],
        repeated: ["anchor", "authority", "certificate"], flags: ["once", "json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let interval = try interval(arguments)
        let observer = try observer(arguments)
        var memory = try arguments["state"].map { try ObservedMemory(reading: $0) } ?? ObservedMemory()
        let signals = interval == nil ? nil : StopSignals()
        while true {
            let observation = observer.look(&memory, at: .now())
            if arguments.has("json") {
                console.write(JSONWriter.bytes(observation.value) + [0x0a])
            } else {
                observation.say(console)
            }
            if let file = arguments["metrics"] { try OutputFiles.write(Array(observation.metrics.utf8), to: file) }
            if let file = arguments["state"] { try memory.write(to: file) }
            guard let interval, let signals else { return observation.exitCode }
            // Ended by hand, it tells how it was last.
            if signals.wait(seconds: interval) { return observation.exitCode }
        }
    }

    private static func interval(_ arguments: Arguments) throws -> Int? {
        guard let text = arguments["interval"] else { return nil }
        guard !arguments.has("once"), let seconds = Int(text), (1...86_400).contains(seconds) else {
            throw UsageError.value(
                option: "interval", seen: arguments.has("once") ? "--once" : text, allowed: "1–86400, without --once")
        }
        return seconds
    }

    private static func observer(_ arguments: Arguments) throws -> Observer {
        _ = try arguments.required("anchor")
        let url = arguments.operands[0]
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw UsageError.value(option: "URL", seen: url, allowed: "http://host[:port]")
        }
        var observer = try Observer(url, anchors: try InputFiles.certificates(in: arguments.all("anchor")))
        observer.wanted = arguments.all("authority")
        observer.known = try InputFiles.certificates(in: arguments.all("certificate"))
        let expected = try arguments.choice("expect", of: ["accept", "reject", "cannotDecide"]) ?? "accept"
        if let file = arguments["document"] {
            observer.documents = [
                (file, try InputFiles.bytes(file), arguments["purpose"] ?? "signature", expected)
            ]
        } else if let option = ["expect", "purpose"].first(where: { arguments[$0] != nil }) {
            throw UsageError.value(option: option, seen: arguments[option] ?? "", allowed: "--document F")
        }
        return observer
    }
}

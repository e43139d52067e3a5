// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import Records
import Service

/// What a drill did, how long each step took, what was served meanwhile, and whether everything held that must.
final class DrillReport {
    /// A step with its time and what was served in it.
    struct Step {
        let key: String
        let seconds: Double
        let served: [String: DrillProbes.Served]
    }

    let drill: String
    let started = Instant.now()
    private(set) var steps: [Step] = []
    private(set) var failures: [String] = []
    private(set) var facts: [(String, String)] = []
    private let console: Console
    private let isQuiet: Bool
    let probes = DrillProbes()

    init(_ drill: String, _ console: Console, isQuiet: Bool) {
        self.drill = drill
        self.console = console
        self.isQuiet = isQuiet
    }

    var isPassed: Bool { failures.isEmpty && probes.wrong.isEmpty }

    /// Does a step, times it and tells of it.
    ///
    /// - Parameters:
    ///   - key: what it is, in the catalogue as `drill.step.<key>`.
    ///   - work: the step.
    /// - Returns: what the step returns.
    @discardableResult
    func step<Value>(_ key: String, _ work: () throws -> Value) rethrows -> Value {
        _ = probes.take()
        let start = DispatchTime.now().uptimeNanoseconds
        let value = try work()
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        let step = Step(key: key, seconds: seconds, served: probes.take())
        steps.append(step)
        if !isQuiet {
            console.say(
                "drill.step",
                [
                    "seconds": String(format: "%.1f", seconds),
                    "what": Catalogue.sentence("drill.step.\(key)", in: console.language),
                ])
            if !step.served.isEmpty {
                console.say("drill.served", ["served": Self.words(step.served)])
            }
        }
        return value
    }

    /// Something that has to hold, and does or does not.
    func expect(_ holds: Bool, _ what: String) {
        if !holds { failures.append(what) }
    }

    /// A figure for the report.
    func note(_ name: String, _ value: String) {
        facts.append((name, value))
        if !isQuiet { console.say("drill.fact", ["name": name, "value": value]) }
    }

    /// Seconds of the steps named, together.
    func seconds(of keys: String...) -> Double {
        steps.filter { keys.contains($0.key) }.reduce(0) { $0 + $1.seconds }
    }

    private static func words(_ served: [String: DrillProbes.Served]) -> String {
        served.sorted { $0.key < $1.key }.map { kind, count in
            "\(kind) \(count.answered)/\(count.asked)" + (count.wrong > 0 ? " (!\(count.wrong))" : "")
        }.joined(separator: ", ")
    }

    /// The report in JSON: one line that can be archived.
    var value: JSONValue {
        [
            "drill": .string(drill), "rehearsal": true, "started": .string(started.rfc3339),
            "seconds": .number(steps.reduce(0) { $0 + $1.seconds }), "passed": .boolean(isPassed),
            "steps": .array(
                steps.map { step in
                    [
                        "step": .string(step.key), "seconds": .number(step.seconds),
                        "served": .object(
                            step.served.sorted { $0.key < $1.key }.map { kind, count in
                                .init(
                                    kind,
                                    [
                                        "asked": .integer(Int64(count.asked)),
                                        "answered": .integer(Int64(count.answered)),
                                        "wrong": .integer(Int64(count.wrong)),
                                    ])
                            }),
                    ]
                }),
            "facts": .object(facts.map { .init($0.0, .string($0.1)) }),
            "failures": .array((failures + probes.wrong).map { .string($0) }),
        ]
    }

    /// Ends the probes, puts the result into an audit log, and tells it.
    ///
    /// - Parameters:
    ///   - records: where the line goes; nil for nowhere.
    ///   - file: where the JSON line goes; nil for nowhere but the console.
    ///   - asJSON: whether the console gets the JSON line instead of sentences.
    /// - Returns: done, or rejected when something did not hold.
    /// - Throws: what any room throws, or ``CommandFailure``.
    func close(in records: Records?, to file: String?, asJSON: Bool) throws -> ExitCode {
        probes.stop()
        note("measured on", Circumstances(in: NSTemporaryDirectory(), checkout: try? Assets.root()).text)
        let line = JSONWriter.bytes(value)
        try records?.note(
            "drill.\(isPassed ? "passed" : "failed")", of: "drill:\(drill)", by: "drill", at: .now(),
            details: ["rehearsal": "yes", "sha256": Hex.encode(DigestAlgorithm.sha256.digest(line))])
        if let file { try OutputFiles.write(line + [0x0A], to: file) }
        if asJSON {
            console.write(line + [0x0A])
        } else {
            for failure in failures + probes.wrong { console.say("drill.failure", ["what": failure]) }
            console.say(
                isPassed ? "drill.passed" : "drill.failed",
                [
                    "drill": drill,
                    "seconds": String(format: "%.1f", steps.reduce(0) { $0 + $1.seconds }),
                    "sha256": Hex.encode(DigestAlgorithm.sha256.digest(line)),
                ])
        }
        return isPassed ? .done : .rejected
    }
}

// SPDX-License-Identifier: Apache-2.0
import Service

/// 285,000 certificates revoked by a campaign, audited, every list published and every answer signed, in one process.
enum MassRevocationBenchmark {
    /// As many members as the Medical Council has.
    static let certificates = 285_000

    static func run() throws -> [Benchmarks.Figure] {
        let console = Console()
        let work = try MassRevocation(nil, certificates: certificates, console: console, keeps: false)
        let report = DrillReport("mass-revocation", console, isQuiet: true)
        try work.measure(report)
        guard report.isPassed else {
            throw CommandFailure(.fault, "cli.fault", ["detail": report.failures.joined(separator: "; ")])
        }
        var figures = report.steps.map { step in
            Benchmarks.Figure(
                name: Catalogue.sentence("drill.step.\(step.key)", in: .english), value: step.seconds, unit: "s")
        }
        let total = report.seconds(of: "revoke", "read", "lists", "answers")
        figures.append(.init(name: "revoked, listed and answered: certificates", value: Double(work.count), unit: ""))
        figures.append(.init(name: "together, without planning (asked: 60 at most)", value: total, unit: "s"))
        return figures
    }
}

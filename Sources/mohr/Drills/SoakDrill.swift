// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Service

/// A steady load for a long time: what the process holds at its end is what it held when it had warmed up.
struct SoakDrill {
    let house: LoadHouse

    /// Half the peak: 267 verdicts and 86 OCSP answers a second (`domain.md` §4).
    static let halfThePeak = 176.0

    init(_ source: HouseArguments?, console: Console, keeps: Bool) throws {
        house = try LoadHouse(source, console: console, keeps: keeps)
    }

    /// The drill.
    ///
    /// - Parameters:
    ///   - report: what is told.
    ///   - terms: how long and how much; broken, a connection is left open every tenth of a second.
    /// - Throws: what any room throws, or ``CommandFailure``.
    func drill(_ report: DrillReport, _ terms: LoadTerms) throws {
        let process = try report.step("serve") { try house.serve() }
        let leak = terms.isBroken ? Leak(port: house.port) : nil
        let (seen, figures) = report.step("soak") { soak(report, process, terms) }
        leak?.stop()
        for (kind, figures) in figures.sorted(by: { $0.key < $1.key }) { report.note(kind, figures.words) }
        let all = LoadClients.together(figures)
        report.expect(process.isRunning, "the service ended")
        report.expect(all.refused + all.failed == 0, "\(all.refused) refused, \(all.failed) failed")
        judge(report, seen, terms)
        process.stop()
    }

    private func soak(
        _ report: DrillReport, _ process: DrillProcess, _ terms: LoadTerms
    ) -> ([ProcessFigures], [String: LoadClients.Figures]) {
        let watch = ProcessWatch(process.identifier, every: max(terms.seconds / 60, 0.25))
        let clients = LoadClients.run(
            port: house.port, [house.verdicts(), house.ocsp(), house.verdicts(), house.verdicts()], rate: terms.rate,
            clients: 8, seconds: terms.seconds)
        return (watch.stop(), clients)
    }

    /// The first fifth is for warming up; after it memory stays within 5 % of its mean, and descriptors within eight.
    private func judge(_ report: DrillReport, _ seen: [ProcessFigures], _ terms: LoadTerms) {
        let warm = Array(seen.dropFirst(seen.count / 5))
        guard let first = warm.first, let last = warm.last else { return report.expect(false, "nothing was seen") }
        let tenth = max(seen.count / 10, 1)
        report.note(
            "MB in memory over time",
            stride(from: 0, to: seen.count, by: tenth).map { String(format: "%.1f", Double(seen[$0].resident) / 1e6) }
                .joined(separator: " "))
        report.note(
            "descriptors over time",
            stride(from: 0, to: seen.count, by: tenth).map { "\(seen[$0].descriptors)" }.joined(separator: " "))
        let range = warm.map(\.descriptors)
        let (low, high) = (range.min() ?? 0, range.max() ?? 0)
        report.expect(high - low <= 8, "descriptors went from \(low) to \(high)")
        let growth = Double(last.resident - first.resident) / Double(first.resident)
        report.note("growth of memory after the first fifth", String(format: "%.1f %%", growth * 100))
        if terms.isTimed {
            report.expect(abs(growth) <= 0.05, String(format: "memory changed by %.1f %%", growth * 100))
        }
    }

    /// A client that forgets to close.
    private final class Leak: @unchecked Sendable {
        private let lock = NSLock()
        private var isStopped = false

        init(port: Int) {
            let thread = Thread { [self] in
                var held: [Int32] = []
                while !lock.withLock({ isStopped }), held.count < 100 {
                    if let one = LoopbackClients.connection(to: port, from: "127.0.0.4", timeout: 1) {
                        held.append(one)
                    }
                    Thread.sleep(forTimeInterval: 0.1)
                }
                while !lock.withLock({ isStopped }) { Thread.sleep(forTimeInterval: 0.05) }
                for descriptor in held { close(descriptor) }
            }
            thread.start()
        }

        func stop() { lock.withLock { isStopped = true } }
    }
}

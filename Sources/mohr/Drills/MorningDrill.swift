// SPDX-License-Identifier: Apache-2.0
import Foundation
import Service

/// Monday, eight in the morning: the verifying role has just been started with nothing in its caches, no authority's key is
/// on the machine, and every pharmacy asks at once.
struct MorningDrill {
    let house: LoadHouse

    /// The bursts of `domain.md` §4, together: 800 verdicts and 800 OCSP answers a second.
    static let burst = 1_600.0

    init(_ source: HouseArguments?, console: Console, keeps: Bool) throws {
        house = try LoadHouse(source, console: console, keeps: keeps)
    }

    /// The drill.
    ///
    /// - Parameters:
    ///   - report: what is told.
    ///   - terms: how long and how much; broken, the responder's key is gone too.
    /// - Throws: what any room throws, or ``CommandFailure``.
    func drill(_ report: DrillReport, _ terms: LoadTerms) throws {
        try report.step("offline") {
            for authority in ["root", "health", "trade"]
            where FileManager.default.fileExists(atPath: house.home.home.key(authority)) {
                try FileManager.default.removeItem(atPath: house.home.home.key(authority))
            }
            if terms.isBroken {
                try FileManager.default.removeItem(atPath: house.home.home.key(Home.responder(of: "health")))
            }
        }
        let began = Date()
        let process = try report.step("serve") { try house.serve(role: "va", within: terms.isBroken ? 5 : 60) }
        report.note("seconds from start to the first answer", String(format: "%.2f", Date().timeIntervalSince(began)))
        // Nobody has asked anything yet but health.
        let questions = [house.ocsp(), house.verdicts()]
        let first = report.step("first-second") {
            LoadClients.run(port: house.port, questions, rate: terms.rate, clients: 32, seconds: 1)
        }
        let rest = report.step("morning") {
            LoadClients.run(port: house.port, questions, rate: terms.rate, clients: 32, seconds: terms.seconds)
        }
        for (when, figures) in [("first second", first), ("after it", rest)] {
            for (kind, figures) in figures.sorted(by: { $0.key < $1.key }) {
                report.note("\(kind), \(when)", figures.words)
                report.expect(figures.refused + figures.failed == 0, "\(kind), \(when): not all were answered")
                guard terms.isTimed else { continue }
                // A pharmacy has its colour in well under 300 ms.
                report.expect(figures.percentile(0.99) <= 300, "\(kind), \(when): p99 \(figures.percentile(0.99)) ms")
            }
        }
        report.expect(process.isRunning, "the service ended")
        process.stop()
    }
}

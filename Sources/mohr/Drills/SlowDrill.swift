// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Foundation
import Glibc
import HTTPServer
import Identity
import PKIX
import Records
import Service

/// Slow and greedy clients by the hundred, honest ones beside them, and an office that must be able to revoke meanwhile.
struct SlowDrill {
    let house: LoadHouse
    private let administrator: DemoOffice

    init(_ source: HouseArguments?, console: Console, keeps: Bool) throws {
        house = try LoadHouse(source, console: console, keeps: keeps)
        let service = try house.home.open()
        defer { service.records.close() }
        administrator = try DrillStaff.administrator(house.home, service)
    }

    /// The drill.
    ///
    /// - Parameters:
    ///   - report: what is told.
    ///   - terms: how long and how much; broken, one address may hold every connection there is, and nobody makes room.
    /// - Throws: what any room throws, or ``CommandFailure``.
    func drill(_ report: DrillReport, _ terms: LoadTerms) throws {
        // Fewer than there are slow ones, who else would not fill them; more than one address may have.
        try house.home.change("connections: 1024", "connections: \(min(1_024, max(160, terms.connections / 2)))")
        if terms.isBroken {
            try house.home.change("connectionsPerAddress: 128", "connectionsPerAddress: 1024")
            try house.home.change("graceMilliseconds: 50", "graceMilliseconds: 0")
        }
        let process = try report.step("serve") { try house.serve() }
        let quiet = report.step("quiet") { honest(terms, min(terms.seconds, 10)) }
        report.note("honest clients, quiet", quiet.words)
        let before = ProcessFigures(of: process.identifier)
        try report.step("slow") {
            try attack(report, process, terms, quiet, "one address") { _ in "127.0.0.1" }
        }
        try report.step("crowd") {
            try attack(report, process, terms, quiet, "as many addresses") { number in
                "127.\(64 + number / 62_500 % 64).\(number / 250 % 250).\(number % 250 + 1)"
            }
        }
        try report.step("recover") { try recover(report, process, terms, before) }
        try report.step("flood") { try flood(report, process, terms) }
        process.stop()
    }

    private func honest(_ terms: LoadTerms, _ seconds: Double) -> LoadClients.Figures {
        LoadClients.together(
            LoadClients.run(
                port: house.port, [house.ocsp(), house.verdicts()], rate: terms.rate, clients: 4, seconds: seconds))
    }

    private func attack(
        _ report: DrillReport, _ process: DrillProcess, _ terms: LoadTerms, _ quiet: LoadClients.Figures,
        _ place: String, _ address: @escaping @Sendable (Int) -> String
    ) throws {
        let slow = SlowClients(port: house.port, count: terms.connections, from: address)
        // The first round of them is inside, or has been turned away.
        while slow.attempts < terms.connections, process.isRunning { Thread.sleep(forTimeInterval: 0.05) }
        let watch = ProcessWatch(process.identifier, every: 0.5)
        let figures = honest(terms, terms.seconds)
        let most = watch.stop().map(\.descriptors).max() ?? 0
        report.note("honest clients, \(terms.connections) slow ones beside from \(place)", figures.words)
        report.note(
            "slow connections held, attempts, descriptors from \(place)", "\(slow.holding), \(slow.attempts), \(most)")
        slow.stop()
        report.expect(process.isRunning, "the service ended")
        report.expect(figures.refused == 0, "\(figures.refused) honest questions were refused")
        report.expect(figures.failed == 0, "\(figures.failed) honest questions were not answered")
        let limit = try house.home.configuration.limits.connections
        report.expect(most <= 2 * limit + 128, "\(most) descriptors, \(limit) connections allowed a listener")
        guard terms.isTimed else { return }
        report.expect(
            figures.percentile(0.99) <= 3 * max(quiet.percentile(0.99), 1),
            "honest p99 went from \(quiet.percentile(0.99)) to \(figures.percentile(0.99)) ms")
    }

    /// The slow ones are gone: so are their descriptors, and the next question is answered.
    private func recover(
        _ report: DrillReport, _ process: DrillProcess, _ terms: LoadTerms, _ before: ProcessFigures?
    ) throws {
        let began = Date()
        let patience = terms.isTimed ? 1.0 : 60
        var now = ProcessFigures(of: process.identifier)
        while let figures = now, let before, figures.descriptors > before.descriptors + 16,
            Date().timeIntervalSince(began) < patience
        {
            Thread.sleep(forTimeInterval: 0.02)
            now = ProcessFigures(of: process.identifier)
        }
        let answered = honest(LoadTerms(seconds: 1, rate: 20), 1)
        report.note(
            "descriptors before and after", "\(before?.descriptors ?? -1), \(now?.descriptors ?? -1)")
        report.note("seconds until they were free", String(format: "%.2f", Date().timeIntervalSince(began) - 1))
        report.expect(answered.refused + answered.failed == 0, "not every question was answered afterwards")
        report.expect(
            (now?.descriptors ?? .max) <= (before?.descriptors ?? 0) + 16, "descriptors were not given back")
    }

    /// Every worker of the public listener is busy, and its queue full; the office revokes four certificates.
    private func flood(_ report: DrillReport, _ process: DrillProcess, _ terms: LoadTerms) throws {
        let (port, question) = (house.port, house.verdicts())
        let counter = FloodCounter()
        let group = DispatchGroup()
        let thread = Thread {
            Crew.work(300) { number in
                var buffer = [UInt8](repeating: 0, count: 65_536)
                while !counter.isStopped {
                    guard
                        let descriptor = LoopbackClients.connection(
                            to: port, from: "127.0.0.\(3 + number % 3)", timeout: 30)
                    else {
                        continue
                    }
                    while !counter.isStopped, LoopbackClients.send(descriptor, question.message()),
                        let answer = LoopbackClients.answer(descriptor, &buffer)
                    {
                        counter.add(answer.starts(with: "HTTP/1.1 200".utf8))
                        if answer.starts(with: "HTTP/1.1 503".utf8) { break }
                    }
                    close(descriptor)
                }
            }
            group.leave()
        }
        group.enter()
        thread.start()
        Thread.sleep(forTimeInterval: 1)
        var times: [Double] = []
        for sample in house.samples {
            let began = Date()
            let answer = try administrator.post(
                "/v1/certificates/\(sample.reference.serial.hex)/revocation",
                ["reason": "cardStolen", "cause": "drill: revoked while the public listener is flooded"])
            times.append(Date().timeIntervalSince(began) * 1_000)
            report.expect(answer.0 == 200, "the office was told \(answer.0): \(answer.1)")
        }
        counter.stop()
        group.wait()
        report.note("flood: answered, turned away", "\(counter.answered), \(counter.turnedAway)")
        report.note("revocations meanwhile, ms", times.map { String(format: "%.0f", $0) }.joined(separator: ", "))
        let client = try HTTPClient()
        for sample in house.samples {
            report.expect(sample.isRevoked(at: house.home.publicURL, client), "OCSP knows nothing of a revocation")
        }
        report.expect(process.isRunning, "the service ended")
        guard terms.isTimed else { return }
        report.expect((times.max() ?? 0) <= 1_000, "a revocation took \(times.max() ?? 0) ms during the flood")
    }
}

/// What a flood was answered.
private final class FloodCounter: @unchecked Sendable {
    private let lock = NSLock()
    private var counts = (yes: 0, no: 0)
    private var isOver = false
    func add(_ isAnswered: Bool) { lock.withLock { if isAnswered { counts.yes += 1 } else { counts.no += 1 } } }
    func stop() { lock.withLock { isOver = true } }
    var isStopped: Bool { lock.withLock { isOver } }
    var answered: Int { lock.withLock { counts.yes } }
    var turnedAway: Int { lock.withLock { counts.no } }
}

extension DrillStaff {
    /// An administrator of the drill's office, with a key and a connection to the office listener.
    ///
    /// - Parameters:
    ///   - home: of the drill.
    ///   - service: the house, opened with its keys; the office is there.
    /// - Returns: the administrator.
    /// - Throws: what any room throws, or ``CommandFailure``.
    static func administrator(_ home: DrillHome, _ service: MohrService) throws -> DemoOffice {
        guard let issuer = service.authorities["health"], let anchor = service.authorities["root"] else {
            throw CommandFailure(.fault, "demo.unexpected", ["seen": "no health", "wanted": "health"])
        }
        var person = try DemoPerson(latinName: "Drill Officer")
        person.certificate = try service.enlist(
            OfficerRegistration(
                id: "drill-administrator", office: office, name: try PersianName(checking: "کارشناس تمرین"),
                nationalID: try NationalID(checking: nationalID(99)), role: .administrator),
            names: OfficerNames(
                givenName: try PersianName(checking: "کارشناس"), surname: try PersianName(checking: "تمرین"),
                latin: try LatinName(checking: "Drill Officer")),
            request: person.request, by: "health", administrator: .console("drill"))
        return try DemoOffice(person, chain: [issuer], anchor: anchor, base: home.officeURL)
    }
}

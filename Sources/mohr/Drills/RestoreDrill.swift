// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
import PKIX
import Records
import Revocation
import Service
import Transparency

/// A house under load, copied at random moments and lost at later ones.
///
/// Each copy is put back and shown what had left the house by then. Nothing that was on a published list may be good
/// again, and no list number may come twice.
struct RestoreDrill {
    let home: DrillHome
    private let names: [CertificateReference]
    private let people = DrillPeople()

    init(_ source: HouseArguments?, console: Console, keeps: Bool) throws {
        home = try DrillHome(copying: source, console: console, keeps: keeps)
        let service = try home.open()
        defer { service.records.close() }
        try service.tellLogKey()
        _ = try DrillStaff(home, service)
        let mill = try CertificateMill(service, passphrase: home.passphrase)
        try mill.grow(400, offices: [DrillStaff.office], progress: ProgressLine(console, of: 400))
        var names: [CertificateReference] = []
        try service.records.statusIndex().forEach {
            if $0.reference.authority == "health" { names.append($0.reference) }
        }
        self.names = names.sorted { "\($0)" < "\($1)" }
        try service.publishLists()
        try service.signLog()
    }

    /// What relying parties hold at the moment of the loss.
    private struct Published {
        let lists: [CertificateList]
        let checkpoint: Checkpoint

        /// The newest number of each authority, over all its lists.
        func newestNumbers(in records: Records) throws -> [String: Int64] {
            var newest: [String: Int64] = [:]
            for list in lists {
                let seen = try SeenList(list, in: records)
                newest[seen.authority] = max(newest[seen.authority] ?? 0, seen.number)
            }
            return newest
        }
    }

    /// The drill.
    ///
    /// - Parameters:
    ///   - report: what is told.
    ///   - count: how many copies.
    ///   - seed: decides the moments.
    ///   - isBroken: the negative control: the copies are served as they are, without a lock.
    ///   - progress: told how many are done.
    /// - Throws: what any room throws.
    func drill(_ report: DrillReport, rounds count: Int, seed: UInt64, isBroken: Bool, progress: ProgressLine) throws {
        let service = try home.open()
        defer { service.records.close() }
        var random = DrillRandom(seed: seed)
        var tally = Tally()
        try report.step("rounds") {
            for round in 0..<count {
                try self.round(round, service, &random, isBroken, &tally, report)
                progress.reached(round + 1)
            }
        }
        progress.end()
        report.note("restored", "\(tally.restored) of \(count)")
        report.note("revocations published before the loss", "\(tally.revocations)")
        report.note("of these missing in the copies", "\(tally.imported)")
        report.note("lost after the restores", "\(tally.lost)")
        report.note("list numbers used twice", "\(tally.reused)")
        report.note("lines of the log missing in the copies", "\(tally.lines)")
        report.note("slowest restore, s", String(format: "%.2f", tally.slowest))
        report.note("seed", "\(seed)")
    }

    private struct Tally {
        var restored = 0
        var revocations = 0
        var imported = 0
        var lost = 0
        var reused = 0
        var lines = 0
        var slowest = 0.0
    }

    private func round(
        _ number: Int, _ service: MohrService, _ random: inout DrillRandom, _ isBroken: Bool, _ tally: inout Tally,
        _ report: DrillReport
    ) throws {
        let backup = home.home.path + "-backup"
        let copy = Home(home.home.path + "-restored")
        let manager = FileManager.default
        func clear() { for path in [backup, copy.path] { try? manager.removeItem(atPath: path) } }
        clear()
        defer { clear() }
        let load = RestoreLoad(service, names, people, seed: random.next())
        Thread.sleep(forTimeInterval: Double.random(in: 0.05...0.6, using: &random))
        _ = try HomeBackup(service.home, service.records).make(in: backup, withKeys: true, at: .now())
        Thread.sleep(forTimeInterval: Double.random(in: 1.2...2.5, using: &random))
        load.stop()
        let published = try published(by: service)
        let numbers = try published.newestNumbers(in: service.records)
        let start = Date()
        if isBroken {
            // As by hand: a copy is put to work as if it were the house, and its lock taken away.
            try manager.copyItem(atPath: backup, toPath: copy.path)
            try manager.removeItem(atPath: copy.path + "/records/locked")
        } else {
            try HomeRestoration.restore(backup, try HomeRestoration.check(backup), to: copy, at: .now())
            do {
                let early = try open(copy)
                early.records.close()
                report.expect(false, "round \(number): the copy opened before anything was shown to it")
            } catch ServiceError.records(.locked) {
                // As it must be.
            }
            let records = try Records(home: copy.path, evenIfLocked: true)
            defer { records.close() }
            let head = AuditHead(size: published.checkpoint.size, rootHash: published.checkpoint.rootHash)
            let told = try records.unlock(
                shown: try published.lists.map { try SeenList($0, in: records).shown }, checkpoint: head, by: "drill",
                at: .now())
            tally.imported += told.revoked.count + told.unknown.count
            tally.lines += told.missingLines
        }
        try judge(number, copy, published, numbers, &tally, report)
        tally.slowest = max(tally.slowest, Date().timeIntervalSince(start))
        tally.restored += 1
    }

    private func published(by service: MohrService) throws -> Published {
        let note = try service.signLog() ?? []
        return Published(
            lists: try service.lists.all.map { try CertificateList(der: $0.encoded) },
            checkpoint: try Checkpoint(try SignedNote(note).text))
    }

    private func open(_ copy: Home) throws -> MohrService {
        try MohrService(
            home: copy, configuration: try home.configuration, passphrase: home.passphrase, roles: Set(Role.allCases),
            opening: .forOneCommand)
    }

    /// The copy at work again, held against what relying parties hold.
    private func judge(
        _ number: Int, _ copy: Home, _ published: Published, _ numbers: [String: Int64], _ tally: inout Tally,
        _ report: DrillReport
    ) throws {
        let service = try open(copy)
        defer { service.records.close() }
        let index = try service.records.statusIndex()
        for list in published.lists where list.deltaBase == nil {
            let seen = try SeenList(list, in: service.records)
            guard seen.scope == "full" else { continue }
            for entry in list.entries {
                let name = CertificateReference(authority: seen.authority, serial: entry.serialNumber)
                tally.revocations += 1
                let now = index.certificate(name).map { PresentedStatus($0.intervals).status }
                var isKept = false
                if case .revoked(_, let reason)? = now {
                    isKept = entry.reason == .certificateHold || reason != .certificateHold
                }
                guard !isKept else { continue }
                tally.lost += 1
                report.expect(false, "round \(number): \(name) was revoked, and is \(now.map { "\($0)" } ?? "unknown")")
            }
        }
        // The next lists, and that they are above all that were seen.
        Thread.sleep(forTimeInterval: 1.1)
        do {
            try service.publishLists()
        } catch {
            report.expect(false, "round \(number): no list followed: \(error)")
        }
        for (authority, newest) in numbers where service.issuers.contains(where: { $0.name == authority }) {
            let next = try service.records.newestList(of: authority, scope: "full")?.number ?? 0
            if next <= newest {
                tally.reused += 1
                report.expect(false, "round \(number): list \(next) of \(authority) follows \(newest)")
            }
        }
        let check = HouseCheck(copy, service.records, passphrase: home.passphrase)
        for part in [HouseCheck.Part.database, .invariants, .rows, .log, .coverage] {
            let findings = try check.findings(in: part)
            report.expect(findings.isEmpty, "round \(number): fsck \(part.rawValue): \(findings.prefix(3))")
        }
    }
}

/// People of whom none comes twice: a person has one certificate (invariant I10).
private final class DrillPeople: @unchecked Sendable {
    private let lock = NSLock()
    private var last = 100_000

    /// The next one's number.
    func next() -> Int {
        lock.withLock {
            last += 1
            return last
        }
    }
}

/// Officers and an authority at work, until they are stopped.
private final class RestoreLoad: @unchecked Sendable {
    private let lock = NSLock()
    private var isStopped = false
    private let group = DispatchGroup()

    init(_ service: MohrService, _ names: [CertificateReference], _ people: DrillPeople, seed: UInt64) {
        for thread in 0..<3 {
            run { [self] in
                var random = DrillRandom(seed: seed &+ UInt64(thread))
                while !isOver {
                    guard let name = names.randomElement(using: &random) else { return }
                    // Refusals are part of it: it is revoked already, or on hold.
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0:
                        _ = try? service.records.revoke(
                            name, reason: .superseded, because: "drill", by: "drill", at: .now())
                    case 1: _ = try? service.records.hold(name, because: "drill", by: "drill", at: .now())
                    case 2: _ = try? service.records.release(name, because: "drill", by: "drill", at: .now())
                    default:
                        let number = people.next()
                        if let sample = try? DrillSample(service, number: number), number % 3 == 0 {
                            _ = try? service.records.revoke(
                                sample.reference, reason: .keyCompromise, because: "drill", by: "drill", at: .now())
                        }
                    }
                    Thread.sleep(forTimeInterval: 0.02)
                }
            }
        }
        run { [self] in
            while !isOver {
                _ = try? service.refreshStatus()
                _ = try? service.publishLists()
                _ = try? service.signLog()
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }

    /// Ends the work; returns when everybody has put down what they had in hand.
    func stop() {
        lock.withLock { isStopped = true }
        group.wait()
    }

    private var isOver: Bool { lock.withLock { isStopped } }

    private func run(_ work: @escaping @Sendable () -> Void) {
        group.enter()
        let thread = Thread { [group] in
            work()
            group.leave()
        }
        thread.start()
    }
}

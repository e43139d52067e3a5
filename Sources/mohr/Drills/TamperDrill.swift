// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import Foundation
import PKIX
import Records
import Revocation
import Service
import Transparency

/// Attacks on copies of a home's records, each looked for as `mohr fsck` looks: how many were found, and by what.
///
/// Two of them cannot be found from inside, whatever is computed: the whole log rewritten by somebody who has the key of
/// its heads, and an older copy in the records' place. Those take a head that somebody kept outside, a checkpoint or a
/// revocation list, and the drill says how many were found only so.
struct TamperDrill {
    let home: DrillHome
    private let records: [UInt8]
    private let older: [UInt8]
    private let seen: [AuditHead]
    private let key: PrivateKey
    private let origin: String
    private let work: Home

    /// Founds a house and works in it; keeps an older copy of its records, and what left it.
    init(_ source: HouseArguments?, console: Console, keeps: Bool) throws {
        home = try DrillHome(copying: source, console: console, keeps: keeps)
        let service = try home.open()
        defer { service.records.close() }
        try service.tellLogKey()
        _ = try DrillStaff(home, service)
        let mill = try CertificateMill(service, passphrase: home.passphrase)
        try mill.grow(60, offices: [DrillStaff.office], progress: ProgressLine(console, of: 60))
        var names: [CertificateReference] = []
        try service.records.statusIndex().forEach { names.append($0.reference) }
        names.sort { "\($0)" < "\($1)" }
        for name in names.prefix(6) {
            _ = try? service.records.revoke(name, reason: .superseded, because: "drill", by: "drill", at: .now())
        }
        try service.publishLists()
        try service.signLog()
        work = Home(home.home.path + "-work")
        try FileManager.default.createDirectory(
            atPath: work.path + "/records", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        older = try Self.copy(service.records, work)
        // What is done after the copy is what a roll-back takes away.
        for name in names.dropFirst(6).prefix(6) {
            _ = try? service.records.hold(name, because: "drill", by: "drill", at: .now())
        }
        Thread.sleep(forTimeInterval: 1.1)
        try service.publishLists()
        let note = try service.signLog() ?? []
        records = try Self.copy(service.records, work)
        origin = service.logOrigin
        key = try PrivateKey(
            pem: try InputFiles.bytes(service.home.key(Home.log), limit: 65_536), passphrase: home.passphrase)
        let head = try Checkpoint(try SignedNote(note).text)
        let listed = service.lists.all.compactMap { list in
            (try? CertificateList(der: list.encoded)).flatMap { LogCheckpoint.read(from: $0) }
        }
        seen = listed + [AuditHead(size: head.size, rootHash: head.rootHash)]
        try OutputFiles.write(InputFiles.bytes(home.home.logKey), to: work.logKey)
    }

    private static func copy(_ records: Records, _ work: Home) throws -> [UInt8] {
        let file = work.path + "/copy.sqlite"
        defer { try? FileManager.default.removeItem(atPath: file) }
        _ = try records.copy(to: file)
        return try InputFiles.bytes(file, limit: 1 << 30)
    }

    /// The drill.
    ///
    /// - Parameters:
    ///   - report: what is told.
    ///   - count: how many attacks.
    ///   - seed: the same seed, the same attacks.
    ///   - isBroken: the negative control: nobody outside kept anything.
    ///   - progress: told how many are done.
    /// - Throws: what any room throws.
    func drill(_ report: DrillReport, attacks count: Int, seed: UInt64, isBroken: Bool, progress: ProgressLine) throws {
        defer { try? FileManager.default.removeItem(atPath: work.path) }
        report.expect(try isFound(records, .flip, doing: nil, outside: true) == nil, "the records before any attack")
        var random = DrillRandom(seed: seed)
        var tallies: [RecordsTampering: (done: Int, inside: Int, outside: Int)] = [:]
        try report.step("attacks") {
            for number in 0..<count {
                let kinds = RecordsTampering.allCases
                let kind = number < kinds.count ? kinds[number] : kinds.randomElement(using: &random) ?? .flip
                var tally = tallies[kind] ?? (0, 0, 0)
                tally.done += 1
                var what = ""
                let start = random
                let inside = try isFound(records, kind, doing: { what = $0 }, outside: false, &random)
                if inside != nil {
                    tally.inside += 1
                } else if !isBroken {
                    random = start
                    if try isFound(records, kind, doing: { what = $0 }, outside: true, &random) != nil {
                        tally.outside += 1
                    }
                }
                if inside == nil, tally.inside + tally.outside < tally.done {
                    report.expect(false, "attack \(number) was not found: \(kind.rawValue) \(what)")
                }
                tallies[kind] = tally
                progress.reached(number + 1)
                if report.failures.count >= 20 { break }
            }
        }
        progress.end()
        tell(tallies, seed, report)
    }

    private func tell(
        _ tallies: [RecordsTampering: (done: Int, inside: Int, outside: Int)], _ seed: UInt64, _ report: DrillReport
    ) {
        for kind in RecordsTampering.allCases {
            guard let tally = tallies[kind] else { continue }
            report.note(
                kind.rawValue,
                "\(tally.inside + tally.outside) of \(tally.done) found, \(tally.outside) only by heads kept outside")
            report.expect(
                kind.isFoundOnlyOutside || tally.outside == 0, "\(kind.rawValue) was found only from outside")
        }
        let done = tallies.values.reduce(0) { $0 + $1.done }
        let found = tallies.values.reduce(0) { $0 + $1.inside + $1.outside }
        report.note("attacks found", "\(found) of \(done)")
        report.note("seed", "\(seed)")
        report.note("lines in the log", "\(seen.map(\.size).max() ?? 0)")
    }

    private func isFound(
        _ bytes: [UInt8], _ kind: RecordsTampering, doing tell: ((String) -> Void)?, outside: Bool
    ) throws -> String? {
        var random = DrillRandom(seed: 0)
        return try isFound(bytes, kind, doing: tell, outside: outside, &random)
    }

    /// Puts the records there, attacks them, and looks; gives the first thing that was found.
    private func isFound(
        _ bytes: [UInt8], _ kind: RecordsTampering, doing tell: ((String) -> Void)?, outside: Bool,
        _ random: inout DrillRandom
    ) throws -> String? {
        let file = work.path + "/records/records.sqlite"
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + suffix) }
        let isOld = kind == .rollBack && tell != nil
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data(isOld ? older : bytes), attributes: [.posixPermissions: 0o600])
        else { throw CommandFailure(.input, "cli.file.unwritable", ["file": file, "cause": "–"]) }
        if let tell, !isOld { tell(try kind.perform(on: file, key: key, origin: origin, random: &random)) }
        do {
            let records = try Records(home: work.path, evenIfLocked: true)
            defer { records.close() }
            let check = HouseCheck(work, records, passphrase: nil)
            for part in [HouseCheck.Part.log, .rows, .invariants, .lists] {
                if let first = try check.findings(in: part).first { return "\(first)" }
            }
            guard outside else { return nil }
            return try records.verifyAudit(against: seen).findings.first.map { "\($0)" }
        } catch {
            // What cannot be read is not answered from.
            return "\(error)"
        }
    }
}

/// Numbers that are the same for the same seed: SplitMix64.
struct DrillRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

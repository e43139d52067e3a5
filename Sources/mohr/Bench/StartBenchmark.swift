// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Glibc
import Records
import Service

/// `mohr bench start`: what a process that answers for statuses does before it answers: every row read, and held against
/// its line in the audit log.
///
/// The records are made up once, in `--home`, and kept for the next run. The process's own seconds are told beside the
/// clock's, which on a busy machine say little.
enum StartBenchmark {
    static let standardCount = 1_000_000

    static func run(home: String?, certificates count: Int, _ console: Console) throws -> [Benchmarks.Figure] {
        let folder = home ?? FileManager.default.temporaryDirectory.path + "/mohr-start-\(UUID().uuidString)"
        defer { if home == nil { try? FileManager.default.removeItem(atPath: folder) } }
        let records = try Records(home: folder)
        defer { records.close() }
        let made = try SyntheticRecords(records, from: Instant(secondsSince1970: 1_700_000_000))
        let progress = ProgressLine(console, of: count)
        try made.fill(upTo: count) { done in
            progress.reached(done)
            return true
        }
        progress.end()
        let before = memory("VmRSS")
        let cpu = clock()
        var index: StatusIndex?
        let seconds = try Stopwatch.seconds { index = try records.statusIndex() }
        let worked = Double(clock() - cpu) / 1_000_000
        let (count, altered) = (index?.count ?? 0, index?.untrusted.count ?? -1)
        return [
            .init(name: "every status read and held against the log", value: seconds, unit: "s"),
            .init(name: "of the process's own", value: worked, unit: "s"),
            .init(name: "asked: at most", value: 3, unit: "s"),
            .init(name: "memory at its highest", value: Double(memory("VmHWM")) / 1_048_576, unit: "MB"),
            .init(name: "of it before", value: Double(before) / 1_048_576, unit: "MB"),
            .init(name: "asked: at most", value: 300, unit: "MB"),
            .init(name: "certificates on record", value: Double(count), unit: ""),
            .init(name: "rows that are not what the log says", value: Double(altered), unit: ""),
        ]
    }

    private static func memory(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("\(name):") }
        return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
            .map { $0 * 1_024 } ?? 0
    }
}

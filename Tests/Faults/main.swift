// SPDX-License-Identifier: Apache-2.0
import Foundation

// Drills of crashes and faults on the real program; each prints figures, takes a seed, and ends with status 1 when a
// promise was broken. `--broken` is the control: the same drill with a promise broken on purpose, which must end with 1.
signal(SIGPIPE, SIG_IGN)
setenv("MOHR_LANGUAGE", "en", 1)
let drills: [(name: String, run: @Sendable (Options, Report) throws -> Void)] = [
    ("histories", Histories.run), ("kills", Kills.run), ("syncs", SyncKills.run), ("power-cuts", PowerCuts.run),
    ("disk", DiskFaults.run), ("full", FullDisk.run), ("gone", DatabaseGone.run), ("clock", ClockSteps.run),
]
guard let options = Options(Array(CommandLine.arguments.dropFirst())),
    let drill = drills.first(where: { $0.name == options.drill })
else {
    print("usage: Faults \(drills.map(\.name).joined(separator: "|")) [--seed N] [--count N] [--seconds S] [--broken]")
    exit(64)
}
let report = Report(options)
do {
    try drill.run(options, report)
} catch {
    report.fail("\(error)")
}
exit(report.end())

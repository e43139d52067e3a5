// SPDX-License-Identifier: Apache-2.0

/// One drill: what breaks, and what has to hold.
struct Drill: Sendable {
    let name: String
    /// What is done.
    let summary: String
    /// What `--count` and `--seconds` mean to it.
    let counts: String
    /// What `--broken` breaks.
    let control: String
    let run: @Sendable (Options, Report) throws -> Void

    static let all = [
        Drill(
            name: "histories",
            summary: "16 clients at work while the process is stopped and killed; one order explains all",
            counts: "--count: seeds, from --seed on (10); --seconds: each (2)",
            control: "lies planted into a true history", run: Histories.run),
        Drill(
            name: "kills",
            summary: "SIGKILL at random moments under 8 clients; nothing acknowledged is lost or doubled",
            counts: "--count: kills (20); --seconds: the longest run between two (1)",
            control: "an acknowledged act taken off the record", run: Kills.run),
        Drill(
            name: "syncs", summary: "SIGKILL at each sync of the disk of one person's way; the same",
            counts: "--count: syncs at the most (200)", control: "nothing is killed", run: SyncKills.run),
        Drill(
            name: "power-cuts",
            summary: "the power is cut at every change of the house's files; nothing acknowledged is lost",
            counts: "--count: cuts (2000); --seconds: how long is recorded, twice (1)",
            control: "syncs are forgotten", run: PowerCuts.run),
        Drill(
            name: "disk", summary: "no space, an error, an interruption, a short write at each of the first 60 calls",
            counts: "--count: so many of the 240, by chance", control: "no fault is made", run: DiskFaults.run),
        Drill(
            name: "full", summary: "a full disk, by order and in a small file system (as root)",
            counts: "--count: times (1); --seconds: how long it is full (3)", control: "it is not full",
            run: FullDisk.run),
        Drill(
            name: "gone",
            summary: "the database moved, replaced by an older copy, its log moved; healthy 5 s after it is back",
            counts: "--count: times (1); --seconds: how long it is gone (2)", control: "it stays", run: DatabaseGone.run
        ),
        Drill(
            name: "clock", summary: "the clock set by -1 h, +1 h, +10 years; nothing is signed or dated by it",
            counts: "--seconds: how long each (4)", control: "it is not set", run: ClockSteps.run),
    ]

    /// What the program can do.
    static var help: String {
        var lines = [
            "swift run Faults DRILL [--seed N] [--count N] [--seconds S] [--broken]", "",
            "  swift run Faults kills --count 500 --seed 7", "  swift run Faults power-cuts --count 100000",
            "  swift run Faults gone --broken; test $? = 1", "",
            "Breaks the real program on a throw-away house. Exit 0: no promise broken; 1: one was; 64: not understood.",
            "--broken is the control, which has to end with 1. MOHR_PROGRAM names another program, MOHR_GROWN a home to copy.",
        ]
        for drill in all {
            lines += ["", "\(drill.name): \(drill.summary)", "    \(drill.counts)", "    --broken: \(drill.control)"]
        }
        return lines.joined(separator: "\n")
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation

// Drills of crashes and faults on the real program; each prints figures, takes a seed, and ends with status 1 when a
// promise was broken. `--broken` is the control: the same drill with a promise broken on purpose, which must end with 1.
signal(SIGPIPE, SIG_IGN)
setenv("MOHR_LANGUAGE", "en", 1)
let words = Array(CommandLine.arguments.dropFirst())
guard !words.contains("--help"), words.first != "help" else {
    print(Drill.help)
    exit(0)
}
guard let options = Options(words), let drill = Drill.all.first(where: { $0.name == options.drill }) else {
    FileHandle.standardError.write(Data("\(Drill.help)\n".utf8))
    exit(64)
}
let report = Report(options)
do {
    try drill.run(options, report)
} catch {
    report.fail("\(error)")
}
exit(report.end())

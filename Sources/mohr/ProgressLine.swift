// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import Service

/// How far a long work has come: a line that is written over on a terminal, now and then a plain line in a pipe.
///
/// Goes to standard error, so that what a command answers can be piped on.
final class ProgressLine {
    private let console: Console
    private let total: Int
    private let begun: Int
    private let start = DispatchTime.now().uptimeNanoseconds
    private var last: UInt64 = 0
    private var isShown = false
    private let isTerminal: Bool

    /// Begins.
    ///
    /// - Parameters:
    ///   - console: where the language is known.
    ///   - total: how much there is to do.
    ///   - begun: how much was done before, by a run that was interrupted.
    init(_ console: Console, of total: Int, from begun: Int = 0) {
        self.console = console
        self.total = total
        self.begun = begun
        isTerminal = isatty(STDERR_FILENO) == 1
    }

    /// So much is done.
    func reached(_ done: Int) {
        let now = DispatchTime.now().uptimeNanoseconds
        let interval: UInt64 = isTerminal ? 200_000_000 : 10_000_000_000
        guard done == total || now - last >= interval else { return }
        last = now
        isShown = true
        let seconds = Double(now - start) / 1e9
        let rate = seconds > 0 ? Double(done - begun) / seconds : 0
        let left = rate > 0 ? Int(Double(total - done) / rate) : 0
        let line = Catalogue.sentence(
            "progress.line",
            [
                "done": "\(done)", "total": "\(total)", "percent": "\(total > 0 ? done * 100 / total : 100)",
                "rate": String(format: "%.0f", rate), "left": "\(left / 60):\(String(format: "%02d", left % 60))",
            ], in: console.language)
        write(isTerminal ? "\r\(line)\u{1B}[K" : line + "\n")
    }

    /// Leaves the line.
    func end() {
        if isShown, isTerminal { write("\n") }
        isShown = false
    }

    private func write(_ text: String) { Output.write(text.utf8, to: .standardError) }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How far the process's memory grew above what it was.
struct PeakMemory {
    private let start: Int?

    /// Begins to watch.
    init() {
        // Resets the high-water mark (proc(5), clear_refs); where that is refused the mark is the process's own.
        try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
        start = Self.field("VmRSS")
    }

    /// From the beginning to the highest point, in bytes; nil where that cannot be told.
    var growth: Int? {
        guard let start, let peak = Self.field("VmHWM") else { return nil }
        return max(0, peak - start)
    }

    private static func field(_ name: String) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("\(name):") }
        return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
            .map { $0 * 1_024 }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What the system says of this process, under the names that every Prometheus client library uses.
///
/// - SeeAlso: proc(5).
enum ProcessReading {
    static func write(to metrics: inout MetricsText) {
        // Fields after the name, which is in brackets and may hold anything; the first is field 3.
        let stat = text("stat").split(separator: ")").last?.split(separator: " ").map(String.init) ?? []
        // Ticks are hundredths on every Linux that Swift runs on.
        if stat.count > 19, let user = Double(stat[11]), let system = Double(stat[12]) {
            metrics.add(.processCPUSeconds, [], (user + system) / 100)
            if let threads = Double(stat[17]) { metrics.add(.processThreads, [], threads) }
            if let start = Double(stat[19]), let boot = bootTime {
                metrics.add(.processStartTime, [], boot + start / 100)
            }
        }
        let resident = text("status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        if let kilobytes = resident?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) }) {
            metrics.add(.processResidentBytes, [], kilobytes * 1_024)
        }
        if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            metrics.add(.processOpenFDs, [], Double(open.count))
        }
        let limit = text("limits").split(separator: "\n").first { $0.hasPrefix("Max open files") }
        if let most = limit?.split(whereSeparator: \.isWhitespace).dropFirst(3).first.flatMap({ Double($0) }) {
            metrics.add(.processMaxFDs, [], most)
        }
    }

    private static func text(_ name: String) -> String {
        (try? String(contentsOfFile: "/proc/self/\(name)", encoding: .utf8)) ?? ""
    }

    private static var bootTime: Double? {
        let text = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").first { $0.hasPrefix("btime ") }?.split(separator: " ").last.flatMap {
            Double($0)
        }
    }
}

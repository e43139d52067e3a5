// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a process holds, as Linux tells it.
struct ProcessFigures: Sendable {
    /// Bytes in memory: `VmRSS`.
    let resident: Int
    /// Open files and sockets.
    let descriptors: Int

    /// Looks at a process; nil when it is not there.
    init?(of process: Int32) {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kilobytes = line.split(separator: " ").compactMap({ Int($0) }).first,
            let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
        else { return nil }
        resident = kilobytes * 1_024
        descriptors = open.count
    }
}

/// Looks at a process again and again on a thread of its own.
final class ProcessWatch: @unchecked Sendable {
    private let lock = NSLock()
    private var seen: [ProcessFigures] = []
    private var isStopped = false
    private let group = DispatchGroup()

    /// Begins to look.
    ///
    /// - Parameters:
    ///   - process: its number.
    ///   - seconds: from one look to the next.
    ///   - tell: told of each look.
    init(_ process: Int32, every seconds: Double, _ tell: @escaping @Sendable (ProcessFigures) -> Void = { _ in }) {
        group.enter()
        let thread = Thread { [self] in
            var next = Date()
            while !lock.withLock({ isStopped }) {
                if Date() >= next {
                    next = next.addingTimeInterval(seconds)
                    guard let figures = ProcessFigures(of: process) else { break }
                    lock.withLock { seen.append(figures) }
                    tell(figures)
                }
                Thread.sleep(forTimeInterval: 0.05)
            }
            group.leave()
        }
        thread.start()
    }

    /// Ends; gives everything that was seen.
    func stop() -> [ProcessFigures] {
        lock.withLock { isStopped = true }
        group.wait()
        return lock.withLock { seen }
    }
}

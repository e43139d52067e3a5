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

    /// Seconds that a process and its children have computed, for itself and in the kernel; nil when it is not there.
    ///
    /// - Parameter process: its number.
    /// - Returns: to a hundredth.
    static func computed(by process: Int32) -> Double? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return nil }
        // proc(5): utime and stime are the 14th and 15th; the name, the second, may hold anything.
        let fields = text[name...].split(separator: " ")
        guard fields.count > 14, let user = Double(fields[12]), let system = Double(fields[13]) else { return nil }
        let children = (try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)) ?? ""
        let theirs = children.split(separator: " ").compactMap { Int32($0) }.compactMap { computed(by: $0) }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK))) + theirs.reduce(0, +)
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

// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a figure was measured on; said beside every figure, so that nobody takes one machine's for another's.
///
/// A figure of what is durable is worth as much as the syncs of the disk below it are slow: on a virtual disk that
/// syncs in some tens of microseconds thousands of acts a second are no achievement.
public struct Circumstances: Sendable {
    /// The processor, how many of them, and the system.
    public let machine: String

    /// How long a sync of 4 KiB takes, the middle one of some; milliseconds, nil where none can be made.
    public let syncMilliseconds: Double?

    /// The commit that the checkout stands at; nil without a checkout.
    public let commit: String?

    /// Looks.
    ///
    /// - Parameters:
    ///   - folder: where syncs are timed: on the disk that the figure is about.
    ///   - checkout: the folder of the sources.
    public init(in folder: String, checkout: String?) {
        machine = Self.machine()
        syncMilliseconds = Self.sync(in: folder)
        commit = checkout.flatMap(Self.commit)
    }

    /// In one line.
    public var text: String {
        let sync = syncMilliseconds.map { String(format: "%.3f ms", $0) } ?? "–"
        return "\(machine); sync of the disk \(sync); commit \(commit ?? "–")"
    }

    private static func machine() -> String {
        let processors = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = processors.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = line?.split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
        let system = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? ""
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        return "\(name ?? "processor unknown") × \(ProcessInfo.processInfo.activeProcessorCount), Linux "
            + system.trimmingCharacters(in: .whitespacesAndNewlines) + ", load \(load.prefix { $0 != " " })"
    }

    private static let syncs = 21

    private static func sync(in folder: String) -> Double? {
        let path = "\(folder)/sync-\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { return nil }
        defer {
            try? file.close()
            try? FileManager.default.removeItem(atPath: path)
        }
        var times: [UInt64] = []
        for _ in 0..<syncs {
            let begun = DispatchTime.now().uptimeNanoseconds
            guard (try? file.write(contentsOf: Data(count: 4_096))) != nil, (try? file.synchronize()) != nil else {
                return nil
            }
            times.append(DispatchTime.now().uptimeNanoseconds &- begun)
        }
        return Double(times.sorted()[syncs / 2]) / 1_000_000
    }

    private static func commit(of checkout: String) -> String? {
        func text(_ name: String) -> String? {
            (try? String(contentsOfFile: "\(checkout)/.git/\(name)", encoding: .utf8))?
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard let head = text("HEAD") else { return nil }
        guard head.hasPrefix("ref: ") else { return String(head.prefix(12)) }
        let name = head.dropFirst(5)
        let packed = text("packed-refs")?.split(separator: "\n").first { $0.hasSuffix(" \(name)") }
        return (text(String(name)) ?? packed.map(String.init)).map { String($0.prefix(12)) }
    }
}

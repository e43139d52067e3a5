// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// Which process on which machine: told apart from every other, also from a later one of the same number.
///
/// - SeeAlso: proc(5): `/proc/sys/kernel/random/boot_id`, `/proc/PID/stat` (starttime), `/proc/PID/ns/pid`.
public struct ProcessIdentity: Sendable, Hashable {
    /// `<boot of the machine>/<namespace of process numbers>/<number>/<start>`.
    public let text: String

    /// This process.
    public static let own: ProcessIdentity = {
        let number = ProcessInfo.processInfo.processIdentifier
        return ProcessIdentity("\(place)/\(number)/\(start(of: number) ?? "0")")
    }()

    /// A process by its text, as it stands in the records.
    public init(_ text: String) { self.text = String(text.prefix { $0 != "@" }) }

    /// Whether it is known to be over: it was on this machine, and is there no more.
    ///
    /// Of a process on another machine nothing is known.
    public var isOver: Bool {
        let parts = text.split(separator: "/")
        guard parts.count == 4, "\(parts[0])/\(parts[1])" == Self.place, let number = Int32(parts[2]) else {
            return false
        }
        if let start = Self.start(of: number) { return start != parts[3] }
        // A system may hide what others' processes are, but not that they are there.
        return kill(number, 0) != 0 && errno == ESRCH
    }

    /// The machine since it was started, and the world of process numbers within it.
    private static let place: String = {
        let boot = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? "unknown"
        let space = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? "unknown"
        return boot.filter { !$0.isWhitespace } + "/" + space.filter(\.isNumber)
    }()

    /// When a process was started, in ticks since the machine was; nil if there is none, or only its remains.
    private static func start(of number: Int32) -> String? {
        guard let stat = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
            // The program's name, in parentheses, may hold anything.
            let end = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return String(fields[19])
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Records

/// `DIR/state`: how each process of a home said it is, for those that no listener can be asked for, and for its neighbours.
///
///     state/<role>.json      {"role", "process", "time", "complaints", "warnings"}
///     state/<role>.prom      its metrics; node_exporter's textfile collector takes them as they are
///
/// A process that ends as it should takes its files away.
struct StateFolder: Sendable {
    let path: String
    let role: String

    /// How another process is.
    struct Neighbour: Sendable, Hashable {
        let role: String
        let ageSeconds: Int64
        let isWell: Bool
    }

    /// Writes this process's files.
    func write(complaints: [String], warnings: [String], metrics: String, at time: Instant) {
        let value: JSONValue = [
            "role": .string(role), "process": .string(ProcessIdentity.own.text), "time": .string(time.rfc3339),
            "complaints": .array(complaints.map { .string($0) }), "warnings": .array(warnings.map { .string($0) }),
        ]
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        replace("json", with: JSONWriter.bytes(value) + [0x0a])
        replace("prom", with: Array(metrics.utf8))
    }

    /// Takes this process's files away.
    func remove() {
        for ending in ["json", "prom"] { try? FileManager.default.removeItem(atPath: file(ending)) }
    }

    /// The process that wrote this role's file last, if it has not taken it away.
    var lastProcess: ProcessIdentity? {
        guard let data = FileManager.default.contents(atPath: file("json")),
            let value = try? JSONReader.read([UInt8](data)), let text = value["process"]?.text
        else { return nil }
        return ProcessIdentity(text)
    }

    /// The others.
    func neighbours(at time: Instant) -> [Neighbour] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().compactMap { name in
            guard name.hasSuffix(".json"), Self.roles.contains(String(name.dropLast(5))),
                name.dropLast(5) != role[...],
                let data = FileManager.default.contents(atPath: "\(path)/\(name)"),
                let value = try? JSONReader.read([UInt8](data)), let text = value["time"]?.text,
                let written = Instant(rfc3339: text)
            else { return nil }
            return Neighbour(
                role: String(name.dropLast(5)), ageSeconds: time.seconds(since: written),
                isWell: value["complaints"]?.elements?.isEmpty ?? false)
        }
    }

    /// The files' names come from a folder that others write to: only these are taken.
    private static let roles = ["all", "ca", "ra", "va"]

    private func file(_ ending: String) -> String { "\(path)/\(role).\(ending)" }

    // Not synced: what it says is of this moment.
    private func replace(_ ending: String, with bytes: [UInt8]) {
        try? Data(bytes).write(to: URL(fileURLWithPath: file(ending)), options: .atomic)
    }
}

// SPDX-License-Identifier: Apache-2.0
import PKIX

/// `Config/controls.json`: every clause that the house is held against, how it is kept, and what proves that.
public struct Controls: Sendable {
    /// How far a clause is kept.
    public enum Status: String, Sendable, CaseIterable {
        /// A mechanism, and a test of the running program.
        case covered
        /// A mechanism and a test of the room it is in.
        case implemented
        /// Not kept, or not wholly; `why` says what is missing.
        case gap
        /// Not for software; `why` says whose it is.
        case outOfScope = "out-of-scope"
    }

    /// One clause.
    public struct Control: Sendable, Hashable {
        /// `S3`, `I7`, `crl-24h`; unique.
        public let id: String
        /// Where it is from: `RFC 9654`, `EN 319 411-1`, or `Mohr` for its own promises.
        public let standard: String
        /// The clause there.
        public let clause: String
        /// What it asks for, in a sentence.
        public let demand: String
        /// How far it is kept.
        public let status: Status
        /// Files that keep it; below the repository.
        public let mechanism: [String]
        /// `Class.test` of a room.
        public let unitTests: [String]
        /// `Class.test` of the running program.
        public let binaryTests: [String]
        /// What is missing, or whose it is; empty for what is kept.
        public let why: String
    }

    /// All of them, in the file's order.
    public let all: [Control]

    /// Reads the table.
    ///
    /// - Parameters:
    ///   - bytes: JSON.
    ///   - file: what to call it.
    /// - Throws: ``ServiceError/unreadable(file:cause:)`` naming the entry.
    public init(_ bytes: [UInt8], file: String) throws(ServiceError) {
        let value: JSONValue
        do {
            value = try JSONReader.read(bytes, limit: 1_048_576)
        } catch {
            throw .unreadable(file: file, cause: CaseWords.of(error))
        }
        var controls: [Control] = []
        for entry in value["controls"]?.elements ?? [] {
            let texts = { (name: String) in (entry[name]?.elements ?? []).compactMap(\.text) }
            guard let id = entry["id"]?.text, let standard = entry["standard"]?.text,
                let clause = entry["clause"]?.text, let demand = entry["demand"]?.text,
                let status = entry["status"]?.text.flatMap({ Status(rawValue: $0) }),
                Set((entry.members ?? []).map(\.name)).isSubset(of: Self.names)
            else { throw .unreadable(file: file, cause: entry["id"]?.text ?? "entry \(controls.count + 1)") }
            controls.append(
                Control(
                    id: id, standard: standard, clause: clause, demand: demand, status: status,
                    mechanism: texts("mechanism"), unitTests: texts("unitTests"), binaryTests: texts("binaryTests"),
                    why: entry["why"]?.text ?? ""))
        }
        all = controls
    }

    /// How many have a status.
    public func count(_ status: Status) -> Int { all.count { $0.status == status } }

    /// What is not kept, as a table for a page.
    public var gaps: String {
        let head = [
            "\(count(.covered)) clauses are covered by a test of the running program, \(count(.implemented)) by tests of"
                + " their room, \(count(.gap)) are gaps, \(count(.outOfScope)) are not for software.",
            "", "| clause | what it asks for | what is missing |", "|---|---|---|",
        ]
        let rows = all.filter { $0.status == .gap }.map { "| \($0.standard) \($0.clause) | \($0.demand) | \($0.why) |" }
        return (head + rows).joined(separator: "\n") + "\n"
    }

    private static let names: Set<String> = [
        "id", "standard", "clause", "demand", "status", "mechanism", "unitTests", "binaryTests", "why",
    ]
}

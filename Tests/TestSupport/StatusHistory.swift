// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What many clients did to certificates' statuses at once and what they were told, and whether that can have been.
///
/// Judged for each certificate by itself: there has to be one order of its operations, in which each comes after those
/// that had ended when it began, that a certificate of RFC 5280 can go through: issued → (on hold ⇄ valid) → revoked.
/// An operation that nobody was told the end of may have happened at any time since, or never.
///
/// - SeeAlso: Herlihy and Wing 1990 (linearizability); Wing and Gong 1993 (the search); Lowe 2017 (its memory).
public struct StatusHistory: Sendable {
    /// What a certificate is.
    public enum Status: String, Sendable, Hashable { case unknown, good, onHold, revoked }

    /// What was asked.
    public enum Act: Sendable, Hashable {
        case issue, hold, release, read
        case revoke(reason: String)
    }

    /// What was told.
    public enum Answer: Sendable, Hashable {
        /// The act made it so.
        case done
        /// It was so already.
        case standing
        /// It cannot be; nothing was changed.
        case refused
        /// What was read.
        case saw(Status)
        /// Nothing: the process died first.
        case none
    }

    /// One operation of one client.
    public struct Operation: Sendable, Hashable {
        /// Nobody else's name; goes on record as the act's cause.
        public let id: Int
        /// Which certificate.
        public let certificate: String
        /// What was asked.
        public let act: Act
        /// Positions on one clock of all clients.
        public let began: Int
        /// As ``began``; never, without an answer.
        public var ended: Int
        /// What was told.
        public var answer: Answer

        /// Writes an operation down.
        public init(id: Int, certificate: String, act: Act, began: Int, ended: Int, answer: Answer) {
            self.id = id
            self.certificate = certificate
            self.act = act
            self.began = began
            self.ended = answer == .none ? Int.max : ended
            self.answer = answer
        }
    }

    /// What cannot have been.
    public enum Violation: Hashable, Sendable, CustomStringConvertible {
        /// A change that was acknowledged is not on record.
        case acknowledgedLost(certificate: String, operation: Int)
        /// A change is on record twice, or one that was refused is.
        case unaskedChange(certificate: String, operation: Int)
        /// A certificate that nobody issued was called good.
        case goodWithoutIssuance(certificate: String, operation: Int)
        /// A revoked certificate was called something else, or was changed.
        case revokedNotFinal(certificate: String, operation: Int)
        /// There is no order in which the answers can have come about.
        case notLinearizable(certificate: String, operations: Int)

        /// In words.
        public var description: String {
            switch self {
            case .acknowledgedLost(let name, let id): "acknowledged but lost: \(name) #\(id)"
            case .unaskedChange(let name, let id): "on record twice or although refused: \(name) #\(id)"
            case .goodWithoutIssuance(let name, let id): "good without issuance: \(name) #\(id)"
            case .revokedNotFinal(let name, let id): "revoked and then not: \(name) #\(id)"
            case .notLinearizable(let name, let count): "no order of \(count) operations explains \(name)"
            }
        }
    }

    /// What was done, as it was written down.
    public private(set) var operations: [Operation] = []

    /// Takes operations.
    public init(_ operations: [Operation] = []) { self.operations = operations }

    /// Looks for everything that cannot have been.
    ///
    /// - Parameter onRecord: for each certificate, the operations that the records name as causes, in order.
    /// - Returns: violations; none for a history that can have been.
    public func violations(onRecord: [String: [Int]]) -> [Violation] {
        Dictionary(grouping: operations, by: \.certificate).sorted { $0.key < $1.key }.flatMap { name, all in
            let recorded = onRecord[name] ?? []
            let ordered = Self.told(all, recorded).sorted { ($0.began, $0.id) < ($1.began, $1.id) }
            var found = Self.lost(name, ordered, recorded)
            found += Self.impossible(name, ordered)
            if found.isEmpty, !Search(ordered).succeeds() {
                found.append(.notLinearizable(certificate: name, operations: ordered.count))
            }
            return found
        }
    }

    /// What nobody was told the end of, the records tell: it was done, or never.
    private static func told(_ all: [Operation], _ recorded: [Int]) -> [Operation] {
        all.compactMap { operation in
            guard operation.answer == .none, operation.act != .issue else { return operation }
            guard recorded.contains(operation.id) else { return nil }
            var done = operation
            done.answer = .done
            return done
        }
    }

    /// Holds the records against what was acknowledged.
    private static func lost(_ name: String, _ all: [Operation], _ recorded: [Int]) -> [Violation] {
        var counts: [Int: Int] = [:]
        for id in recorded { counts[id, default: 0] += 1 }
        let asked = Set(all.map(\.id))
        let strangers = recorded.filter { !asked.contains($0) }
        return strangers.map { .unaskedChange(certificate: name, operation: $0) }
            + all.compactMap { operation in
                guard operation.act != .read, operation.act != .issue else { return nil }
                let count = counts[operation.id] ?? 0
                switch operation.answer {
                case .done where count == 0: return .acknowledgedLost(certificate: name, operation: operation.id)
                case .done where count == 1: return nil
                case .standing where count == 0, .refused where count == 0: return nil
                default: return .unaskedChange(certificate: name, operation: operation.id)
                }
            }
    }

    /// What needs no search to be seen.
    private static func impossible(_ name: String, _ all: [Operation]) -> [Violation] {
        let issuance = all.filter { $0.act == .issue && $0.answer != .refused }.map(\.began).min() ?? Int.max
        var revocation = Int.max
        for operation in all {
            if case .revoke = operation.act, operation.answer == .done || operation.answer == .standing {
                revocation = min(revocation, operation.ended)
            }
            if operation.answer == .saw(.revoked) { revocation = min(revocation, operation.ended) }
        }
        return all.compactMap { operation in
            let isGood = operation.answer == .saw(.good) || operation.answer == .saw(.onHold)
            if isGood, operation.ended < issuance {
                return .goodWithoutIssuance(certificate: name, operation: operation.id)
            }
            guard operation.began > revocation else { return nil }
            switch (operation.act, operation.answer) {
            case (.read, .saw(.revoked)), (_, .none), (_, .refused), (.revoke, .standing): return nil
            default: return .revokedNotFinal(certificate: name, operation: operation.id)
            }
        }
    }
}

/// A certificate as the search goes through its life.
private struct Model: Hashable {
    var status = StatusHistory.Status.unknown
    var reason: String?
    /// Whether the last change was the end of a hold.
    var isReleased = false

    /// What it becomes by an act that gets an answer; nil if it cannot get that answer.
    func after(_ act: StatusHistory.Act, told answer: StatusHistory.Answer) -> Model? {
        let (next, right) = applying(act)
        if answer == .none { return next }
        // The number is given out before the certificate is there: meanwhile, and if it came to nothing, it is taken.
        if act == .issue, answer == .refused { return self }
        return answer == right ? next : nil
    }

    private func applying(_ act: StatusHistory.Act) -> (Model, StatusHistory.Answer) {
        switch (act, status) {
        case (.read, _): (self, .saw(status))
        case (.issue, .unknown): (Model(status: .good), .done)
        case (.hold, .good): (Model(status: .onHold), .done)
        case (.hold, .onHold): (self, .standing)
        case (.release, .onHold): (Model(status: .good, isReleased: true), .done)
        case (.release, .good) where isReleased: (self, .standing)
        case (.revoke(let reason), .good), (.revoke(let reason), .onHold):
            (Model(status: .revoked, reason: reason), .done)
        case (.revoke(let given), .revoked) where given == reason: (self, .standing)
        default: (self, .refused)
        }
    }
}

/// The search for an order: an operation may come next if it began before every other that is left had ended.
private struct Search {
    private let operations: [StatusHistory.Operation]
    private var seen: Set<Position> = []

    /// What was put in order so far, and what the certificate is by then.
    private struct Position: Hashable {
        /// All operations before it are in order.
        var first: Int
        /// Those after it that are too.
        var beyond: Set<Int>
        var model: Model
    }

    init(_ operations: [StatusHistory.Operation]) { self.operations = operations }

    func succeeds() -> Bool {
        var copy = self
        return copy.search()
    }

    private mutating func search() -> Bool {
        var open = [Position(first: 0, beyond: [], model: Model())]
        while let position = open.popLast() {
            guard seen.insert(position).inserted else { continue }
            if isDone(position) { return true }
            // Nobody knows of one without an answer: it is left out by never being taken.
            var limit = Int.max
            for index in position.first..<operations.count where !position.beyond.contains(index) {
                limit = min(limit, operations[index].ended)
                if operations[index].began > limit { break }
            }
            for index in position.first..<operations.count where !position.beyond.contains(index) {
                let operation = operations[index]
                guard operation.began <= limit else { break }
                guard let model = position.model.after(operation.act, told: operation.answer) else { continue }
                open.append(advanced(position, by: index, to: model))
            }
        }
        return false
    }

    private func isDone(_ position: Position) -> Bool {
        (position.first..<operations.count).allSatisfy {
            position.beyond.contains($0) || operations[$0].answer == .none
        }
    }

    private func advanced(_ position: Position, by index: Int, to model: Model) -> Position {
        var next = Position(first: position.first, beyond: position.beyond, model: model)
        next.beyond.insert(index)
        while next.beyond.remove(next.first) != nil { next.first += 1 }
        return next
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import JSON

/// Honest clients at a rate of their own, whatever the service's pace: each answer's time counts from when the question
/// was due, so that a stall is paid for by everyone who waited behind it.
enum LoadClients {
    /// What is asked: whole requests, and what a good answer has in it.
    struct Question: Sendable {
        let kind: String
        let message: @Sendable () -> [UInt8]
        let sign: [UInt8]
    }

    /// What came of it.
    struct Figures: Sendable {
        /// Milliseconds, in order.
        var times: [Double] = []
        var asked = 0
        /// Connections that were not let in, and answers 503.
        var refused = 0
        /// Answers that are not what was asked for, and connections that ended.
        var failed = 0

        func percentile(_ share: Double) -> Double {
            times.isEmpty ? .infinity : times[min(times.count - 1, Int(Double(times.count) * share))]
        }

        var words: String {
            String(
                format: "%d asked, p50 %.1f ms, p99 %.1f ms, %d refused, %d failed", asked, percentile(0.5),
                percentile(0.99), refused, failed)
        }

        mutating func add(_ other: Figures) {
            times = (times + other.times).sorted()
            asked += other.asked
            refused += other.refused
            failed += other.failed
        }
    }

    /// Asks.
    ///
    /// - Parameters:
    ///   - port: of a listener of this machine.
    ///   - questions: asked in turn.
    ///   - rate: questions a second, all clients together.
    ///   - clients: connections, a thread each.
    ///   - seconds: how long.
    ///   - address: where the clients are: 127.0.0.0/8.
    /// - Returns: what came of it, by kind.
    static func run(
        port: Int, _ questions: [Question], rate: Double, clients: Int, seconds: Double,
        from address: String = "127.0.0.2"
    ) -> [String: Figures] {
        let total = Collected()
        let start = DispatchTime.now().uptimeNanoseconds
        let count = Int(rate * seconds)
        Crew.work(clients) { number in
            var client = LoadClient(port: port, address: address)
            defer { client.leave() }
            var figures: [String: Figures] = [:]
            for index in stride(from: number, to: count, by: clients) where !questions.isEmpty {
                let question = questions[index % questions.count]
                let due = start + UInt64(Double(index) / rate * 1e9)
                let now = DispatchTime.now().uptimeNanoseconds
                if due > now { usleep(UInt32((due - now) / 1_000)) }
                figures[question.kind, default: Figures()].asked += 1
                switch client.ask(question) {
                case .good:
                    let time = Double(DispatchTime.now().uptimeNanoseconds - due) / 1e6
                    figures[question.kind]?.times.append(time)
                case .refused: figures[question.kind]?.refused += 1
                case .bad: figures[question.kind]?.failed += 1
                }
            }
            total.add(figures)
        }
        return total.figures
    }

    /// All kinds together.
    static func together(_ figures: [String: Figures]) -> Figures {
        figures.values.reduce(into: Figures()) { $0.add($1) }
    }

    private final class Collected: @unchecked Sendable {
        private let lock = NSLock()
        private var all: [String: Figures] = [:]
        func add(_ more: [String: Figures]) {
            lock.withLock { for (kind, figures) in more { all[kind, default: Figures()].add(figures) } }
        }
        var figures: [String: Figures] { lock.withLock { all } }
    }
}

/// One connection that is opened again when it ends.
private struct LoadClient {
    enum Outcome {
        case good, refused, bad
    }

    private let port: Int
    private let address: String
    private var descriptor: Int32?
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    init(port: Int, address: String) {
        self.port = port
        self.address = address
    }

    mutating func leave() {
        if let descriptor { close(descriptor) }
        descriptor = nil
    }

    mutating func ask(_ question: LoadClients.Question) -> Outcome {
        let isFresh = descriptor == nil
        let outcome = once(question)
        // A connection that has stood idle may have been closed between two questions: asked again, once.
        guard outcome == .bad, !isFresh else { return outcome }
        return once(question)
    }

    private mutating func once(_ question: LoadClients.Question) -> Outcome {
        if descriptor == nil { descriptor = LoopbackClients.connection(to: port, from: address, timeout: 30) }
        guard let descriptor else { return .refused }
        let message = question.message()
        guard LoopbackClients.send(descriptor, message), let answer = LoopbackClients.answer(descriptor, &buffer) else {
            leave()
            return .bad
        }
        if answer.starts(with: "HTTP/1.1 503".utf8) {
            leave()
            return .refused
        }
        let isGood = answer.starts(with: "HTTP/1.1 200".utf8) && answer.firstRange(of: question.sign) != nil
        if answer.firstRange(of: Array("Connection: close".utf8)) != nil { leave() }
        return isGood ? .good : .bad
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Database
import Foundation
import Issuance
import PKIX
import Service

/// Durable, audited issuance by 32 threads; against one verification and two signatures on as many cores, and against
/// what keeps it: the disk's syncs, or a server's commits.
enum IssueBenchmark {
    private static let threads = 32
    private static let each = 200
    private static let singles = 60

    /// Measures.
    ///
    /// - Parameter server: the server that the records are kept on, in a schema of their own; nil for a file.
    /// - Returns: the figures.
    /// - Throws: what any room throws.
    static func run(on server: PostgreSQLSettings?) throws -> [Benchmarks.Figure] {
        let scratch = server.map { PostgreSQLScratch(on: $0) }
        defer { try? scratch?.remove() }
        // Gone before the schema is.
        let figures = try measure(scratch)
        guard let scratch else {
            return try figures + [
                .init(name: "limit: one fdatasync, median", value: Benchmarks.syncSeconds() * 1_000, unit: "ms")
            ]
        }
        let commits = try scratch.commitsPerSecond(3)
        return figures + [
            .init(name: "limit: commits of one row, one connection", value: commits, unit: "/s"),
            .init(name: "issuances to one such commit", value: (figures.first?.value ?? 0) / commits, unit: ""),
        ]
    }

    private static func measure(_ scratch: PostgreSQLScratch?) throws -> [Benchmarks.Figure] {
        let house = try BenchHouse(database: scratch.map { DatabaseSection.server($0.settings) })
        let (authority, profile) = try house.health()
        let key = try PrivateKey.generate(.p256)
        let failures = Failures()
        let batch = Stopwatch.seconds {
            Crew.work(threads) { thread in
                for number in 0..<each {
                    do {
                        let request = BenchHouse.request(key.publicKey, number: thread * each + number)
                        _ = try authority.issue(request, under: profile)
                    } catch {
                        failures.add("\(error)")
                    }
                }
            }
        }
        if let failure = failures.first { throw CommandFailure(.fault, "cli.fault", ["detail": failure]) }
        var single: [Double] = []
        for number in 0..<singles {
            single.append(
                try Stopwatch.seconds {
                    _ = try authority.issue(BenchHouse.request(key.publicKey, number: 9_000 + number), under: profile)
                })
        }
        let limit = try cryptographyLimit(key)
        let rate = Double(threads * each) / batch
        return [
            .init(name: "issue, durable and audited, 32 threads", value: rate, unit: "/s"),
            .init(name: "limit: 1 verification + 2 signatures, all cores", value: limit, unit: "/s"),
            .init(name: "ratio (asked: 0.5)", value: rate / limit, unit: ""),
            .init(name: "single issuance, p99", value: single.sorted()[singles * 99 / 100] * 1_000, unit: "ms"),
        ]
    }

    private static func cryptographyLimit(_ key: PrivateKey) throws -> Double {
        let message = [UInt8](repeating: 1, count: 900)
        let signature = try key.sign(message, by: .ecdsa(.sha256))
        let sign = try Stopwatch.rate(0.5) { _ = try key.sign(message, by: .ecdsa(.sha256)) }
        let verify = Stopwatch.rate(0.5) {
            _ = key.publicKey.isValid(signature[...], over: message[...], by: .ecdsa(.sha256))
        }
        return Double(ProcessInfo.processInfo.activeProcessorCount) / (1 / verify + 2 / sign)
    }
}

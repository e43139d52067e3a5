// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX
import Service

/// `mohr bench hsm`: signatures a second in the token that a house's configuration names, beside this machine's own.
///
/// Keys are made in the token for it and destroyed again; no key of the house is touched.
enum TokenBenchmark {
    static func run(_ token: PKCS11Token, sessions: Int) throws -> [Benchmarks.Figure] {
        var figures: [Benchmarks.Figure] = []
        for (kind, algorithm) in [
            (KeyKind.p256, SignatureAlgorithm.ecdsa(.sha256)), (.p384, .ecdsa(.sha384)),
            (.rsa(bits: 3072), .rsaPKCS1(.sha256)),
        ] {
            figures += try measure(kind, algorithm, token, sessions)
        }
        return figures
    }

    private static func measure(
        _ kind: KeyKind, _ algorithm: SignatureAlgorithm, _ token: PKCS11Token, _ sessions: Int
    ) throws -> [Benchmarks.Figure] {
        let label = "mohr-bench-\(UInt32.random(in: .min ... .max))"
        let key = try token.generateKey(kind, label: label)
        defer { token.destroyKey(key.uri) }
        let own = try PrivateKey.generate(kind)
        let message = Array("mohr bench hsm".utf8)
        // What leaves the token is verified, so the limit verifies as well.
        let outcome = try Stopwatch.race(slices: 5) {
            _ = try key.sign(message, by: algorithm)
        } against: {
            let signature = try own.sign(message, by: algorithm)
            _ = own.publicKey.isValid(signature[...], over: message[...], by: algorithm)
        }
        let many = try parallel(sessions) { _ = try key.sign(message, by: algorithm) }
        return [
            Benchmarks.Figure(name: "\(kind) in the token, one thread", value: outcome.rate, unit: "/s"),
            Benchmarks.Figure(name: "\(kind) in the token, \(sessions) threads", value: many, unit: "/s"),
            Benchmarks.Figure(name: "limit: \(kind) sign and verify by OpenSSL", value: outcome.limit, unit: "/s"),
            Benchmarks.Figure(name: "ratio, one thread", value: outcome.ratio, unit: ""),
        ]
    }

    /// How often a second some threads do something together, for two seconds.
    private static func parallel(_ threads: Int, _ work: @escaping @Sendable () throws -> Void) throws -> Double {
        let seconds = 2.0
        let tally = Tally()
        let group = DispatchGroup()
        let end = Date(timeIntervalSinceNow: seconds)
        for _ in 0..<threads {
            group.enter()
            Thread {
                var count = 0
                do {
                    while Date() < end {
                        try work()
                        count += 1
                    }
                } catch {
                    tally.fail(error)
                }
                tally.add(count)
                group.leave()
            }.start()
        }
        group.wait()
        return Double(try tally.total()) / seconds
    }

    private final class Tally: @unchecked Sendable {
        private let lock = NSLock()
        private var count = 0
        private var failure: (any Error)?

        func add(_ more: Int) { lock.withLock { count += more } }

        func fail(_ error: any Error) { lock.withLock { failure = error } }

        func total() throws -> Int {
            try lock.withLock {
                if let failure { throw failure }
                return count
            }
        }
    }
}

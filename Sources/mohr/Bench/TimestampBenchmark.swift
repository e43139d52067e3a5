// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Service
import Timestamping

/// Time stamps a second, in process and over HTTP, beside the bare P-256 signatures of the core.
enum TimestampBenchmark {
    static func run() throws -> [Benchmarks.Figure] {
        let house = try BenchHouse(onFreePorts: true)
        guard let authority = house.service.timestamps else {
            throw CommandFailure(.fault, "cli.fault", ["detail": "no time-stamping unit"])
        }
        let request = TimestampRequest(
            messageImprint: MessageImprint(
                hashAlgorithm: AlgorithmIdentifier(digest: .sha256), hashedMessage: DigestAlgorithm.sha256.digest([1])),
            nonce: [1, 2, 3, 4, 5, 6, 7, 8]
        ).encoded()
        let key = try PrivateKey.generate(.p256)
        let message = [UInt8](repeating: 1, count: 150)
        let outcome = try Stopwatch.race {
            _ = authority.answer(request)
        } against: {
            _ = try key.sign(message, by: .ecdsa(.sha256))
        }
        let signature = try key.sign(message, by: .ecdsa(.sha256))
        let verify = Stopwatch.rate(0.4) {
            _ = key.publicKey.isValid(signature[...], over: message[...], by: .ecdsa(.sha256))
        }
        let served = try overHTTP(house, request)
        return [
            .init(name: "time stamps, verified before they leave, one core", value: outcome.rate, unit: "/s"),
            .init(name: "the same over HTTP, all cores, client beside it", value: served, unit: "/s"),
            .init(name: "limit: P-256 signatures, same core", value: outcome.limit, unit: "/s"),
            .init(name: "limit: P-256 signature and verification", value: both(outcome.limit, verify), unit: "/s"),
            .init(name: "ratio over HTTP (asked: 0.5)", value: served / outcome.limit, unit: ""),
            .init(
                name: "ratio to signature and verification", value: outcome.rate / both(outcome.limit, verify), unit: ""
            ),
        ]
    }

    private static func both(_ sign: Double, _ verify: Double) -> Double { 1 / (1 / sign + 1 / verify) }

    /// The whole service on loopback, asked by several clients that keep their connections.
    private static func overHTTP(_ house: BenchHouse, _ request: [UInt8]) throws -> Double {
        let host = try ServiceHost(house.service, passphrase: house.passphrase) { _ in }
        defer { host.stop() }
        guard let port = host.publicListener?.port else {
            throw CommandFailure(.fault, "cli.fault", ["detail": "no public listener"])
        }
        let head =
            "POST /timestamps HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/timestamp-query\r\n"
            + "Content-Length: \(request.count)\r\n\r\n"
        let message = Array(head.utf8) + request
        return try LoopbackClients.rate(port: port, message: message, connections: 8, seconds: 2)
    }
}

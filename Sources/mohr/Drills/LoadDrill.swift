// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import JSON
import MohrSigning
import PKIX
import Records
import Service

/// How a load drill is to be run.
struct LoadTerms: Sendable {
    /// How long the load, or the attack, goes on.
    var seconds: Double
    /// Questions a second.
    var rate: Double
    /// Slow connections.
    var connections = 1_000
    /// Whether times are judged; a machine with other work to do may only count.
    var isTimed = true
    /// The negative control.
    var isBroken = false
}

extension LoadTerms {
    /// What is asked on the command line; the rest as each drill is meant.
    init(_ drill: String, _ arguments: Arguments) throws(UsageError) {
        func number(_ option: String, _ standard: Double, _ allowed: ClosedRange<Int>) throws(UsageError) -> Double {
            guard let text = arguments[option] else { return standard }
            guard let number = Int(text), allowed.contains(number) else {
                throw .value(option: option, seen: text, allowed: "\(allowed.lowerBound)–\(allowed.upperBound)")
            }
            return Double(number)
        }
        let standard: (seconds: Double, rate: Double) =
            switch drill {
            case "soak": (3_600, SoakDrill.halfThePeak)
            case "morning": (10, MorningDrill.burst)
            default: (60, 100)
            }
        seconds = try number("seconds", standard.seconds, 1...86_400)
        rate = try number("rate", standard.rate, 1...100_000)
        connections = Int(try number("connections", 1_000, 4...60_000))
        isTimed = !arguments.has("untimed")
        isBroken = arguments.has("broken")
    }
}

/// A house in a process of its own with four doctors, and what honest clients ask of it.
struct LoadHouse {
    let home: DrillHome
    let samples: [DrillSample]

    init(_ source: HouseArguments?, console: Console, keeps: Bool) throws {
        home = try DrillHome(copying: source, console: console, keeps: keeps)
        let service = try home.open()
        defer { service.records.close() }
        _ = try DrillStaff(home, service)
        samples = try (1...4).map { try DrillSample(service, number: $0) }
        try service.refreshStatus()
        try service.publishLists()
    }

    /// The port of the public listener.
    var port: Int { Int(home.publicURL.split(separator: ":").last ?? "") ?? 0 }

    func serve(role: String = "all", core: Int? = nil, within seconds: Double = 60) throws -> DrillProcess {
        let process = try DrillProcess(home, role: role, core: core)
        guard process.isServing(within: seconds) else {
            throw CommandFailure(.fault, "drill.notServing", ["detail": process.lastWords])
        }
        return process
    }

    /// Verdicts: each document is judged four times, as it is in its life (`domain.md`); a new one is signed for every
    /// fourth question.
    func verdicts() -> LoadClients.Question {
        let documents = Documents(samples)
        return LoadClients.Question(
            kind: "verdicts",
            message: {
                Self.request(
                    "POST /v1/verifications?purpose=prescription", "application/cms", documents.next())
            }, sign: Array("\"decision\":\"accept\"".utf8))
    }

    /// OCSP: a request about each doctor in turn.
    func ocsp() -> LoadClients.Question {
        let messages = samples.compactMap { sample in
            (try? CertID(serialNumber: sample.certificate.serialNumber, issuer: sample.issuer)).map {
                Self.request("POST /ocsp", "application/ocsp-request", OCSPRequest.make([$0]))
            }
        }
        // responseStatus successful: SEQUENCE, long length, ENUMERATED 0.
        return LoadClients.Question(
            kind: "ocsp", message: { messages.randomElement() ?? [] }, sign: [0x0a, 0x01, 0x00, 0xa0])
    }

    private static func request(_ line: String, _ type: String, _ body: [UInt8]) -> [UInt8] {
        Array(
            "\(line) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n\r\n".utf8
        )
            + body
    }

    private final class Documents: @unchecked Sendable {
        private let samples: [DrillSample]
        private let lock = NSLock()
        private var ring: [[UInt8]] = []
        private var count = 0

        init(_ samples: [DrillSample]) { self.samples = samples }

        func next() -> [UInt8] {
            let number = lock.withLock {
                count += 1
                return count
            }
            if number % 4 == 1, let fresh = try? samples[number / 4 % samples.count].document(number) {
                lock.withLock {
                    ring.append(fresh)
                    if ring.count > 64 { ring.removeFirst() }
                }
                return fresh
            }
            return lock.withLock { ring.randomElement() } ?? samples[0].signature
        }
    }
}

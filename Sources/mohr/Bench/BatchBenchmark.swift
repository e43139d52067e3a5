// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Glibc
import HTTPServer
import Issuance
import MohrSigning
import MohrValidation
import PKIX
import Records
import Service

/// Lines of a batch a second through the whole service, beside the bare P-256 verifications of all cores.
enum BatchBenchmark {
    private static let lines = 20_000

    static func run() throws -> [Benchmarks.Figure] {
        let house = try BenchHouse(onFreePorts: true)
        let (authority, profile) = try house.health()
        let key = try PrivateKey.generate(.p256)
        let certificate = try authority.issue(BenchHouse.request(key.publicKey, number: 1), under: profile)
        try house.service.records.accept(
            CertificateReference(authority: "health", serial: certificate.serialNumber), by: "bench", at: .now())
        try house.service.refreshStatus()
        let token = try FileToken(key: key, certificate: certificate, path: [authority.certificate])
        let signature = try DocumentSigner().sign(
            [UInt8](repeating: 0x61, count: 3_072), with: token, signingTime: .now())
        let line = #"{"signature":"\#(Base64.encode(signature))","purpose":"prescription"}"# + "\n"
        let withID = line.replacingOccurrences(of: "}\n", with: #","prescriptionID":"RX-1"}"# + "\n")
        let host = try ServiceHost(house.service, passphrase: house.passphrase) { _ in }
        defer { host.stop() }
        guard let port = host.publicListener?.port else {
            throw CommandFailure(.fault, "cli.fault", ["detail": "no public listener"])
        }
        let before = residentBytes()
        let rate = try BatchClient.rate(port: port, line: Array(line.utf8), count: lines)
        let after = residentBytes()
        let known = try BatchClient.rate(port: port, line: Array(withID.utf8), count: lines / 2)
        let message = try SignedData(der: signature)
        guard let signer = message.signerInfos.first, let attributes = signer.signedAttributes,
            let scheme = signer.signatureScheme
        else { throw CommandFailure(.fault, "cli.fault", ["detail": "no signer"]) }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let limit = Self.limit(cores) {
            _ = key.publicKey.isValid(signer.signature, over: attributes.encodedAsSetOf[...], by: scheme)
        }
        let read = Stopwatch.rate(0.4) { _ = try? JSONReader.read(Array(line.utf8)) }
        return [
            .init(name: "lines verified in a batch, all cores, client beside it", value: rate, unit: "/s"),
            .init(name: "limit: P-256 verifications, all cores", value: limit, unit: "/s"),
            .init(name: "ratio", value: rate / limit, unit: ""),
            .init(name: "the same, each a prescription's id looked up", value: known, unit: "/s"),
            .init(name: "lines read as JSON, one core", value: read, unit: "/s"),
            .init(name: "memory that \(lines) lines took", value: Double(after - before) / 1e6, unit: "MB"),
        ]
    }

    private static func limit(_ threads: Int, _ verify: @escaping @Sendable () -> Void) -> Double {
        let each = 5_000
        let seconds = Stopwatch.seconds {
            Crew.work(threads) { _ in for _ in 0..<each { verify() } }
        }
        return Double(threads * each) / seconds
    }

    /// What the process holds in memory; `VmRSS` of Linux.
    private static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) * 1_024
    }
}

/// A client that sends a batch and reads its answers at the same time.
private enum BatchClient {
    static func rate(port: Int, line: [UInt8], count: Int) throws -> Double {
        guard let descriptor = LoopbackClients.connection(to: port) else { throw failure("connect") }
        defer { close(descriptor) }
        let head = Array(
            ("POST /v1/verifications/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Content-Type: application/x-ndjson\r\nContent-Length: \(line.count * count)\r\n\r\n").utf8)
        // Joined before the descriptor is closed: its number may be another file's a moment later.
        let sending = DispatchGroup()
        sending.enter()
        let thread = Thread {
            defer { sending.leave() }
            guard LoopbackClients.send(descriptor, head) else { return }
            let many = Array(repeatElement(line, count: 16).joined())
            for _ in 0..<(count / 16) where !LoopbackClients.send(descriptor, many) { return }
        }
        thread.start()
        defer {
            // Wakes it, should the answers have ended before the questions.
            shutdown(descriptor, Int32(SHUT_RDWR))
            sending.wait()
        }
        var answered = 0
        let seconds = Stopwatch.seconds { answered = read(descriptor) }
        guard answered == count / 16 * 16 else { throw failure("\(answered) of \(count) lines") }
        return Double(answered) / seconds
    }

    private static func failure(_ detail: String) -> CommandFailure {
        CommandFailure(.fault, "cli.fault", ["detail": detail])
    }

    /// Reads to the end.
    ///
    /// - Returns: how many lines came, if the first was accepted.
    private static func read(_ descriptor: Int32) -> Int {
        var buffer = [UInt8](repeating: 0, count: 262_144)
        var (lines, last) = (0, UInt8(0))
        var first: [UInt8] = []
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { break }
            if first.count < 2_000 { first += buffer[..<count].prefix(2_000) }
            for octet in buffer[..<count] {
                // A line's end is a LF alone; heads and chunks end theirs with CR LF.
                if octet == 0x0a, last != 0x0d { lines += 1 }
                last = octet
            }
        }
        return first.firstRange(of: Array("\"decision\":\"accept\"".utf8)) == nil ? 0 : lines
    }
}

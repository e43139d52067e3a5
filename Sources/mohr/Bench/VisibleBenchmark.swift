// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import Identity
import Issuance
import JSON
import MohrSigning
import PKIX
import Records
import Service

/// How soon a revocation shows: certificates are revoked at random moments over the office listener of a house that
/// serves, and verdict, OCSP and list are asked until they say so.
///
/// Counted from the moment at which the request was sent, which is what ETSI EN 319 411-1 REV-6.2.4-03A counts from.
final class VisibleBenchmark: Sendable {
    /// What is asked, and within how many seconds it is promised to say so.
    enum Channel: String, CaseIterable {
        case verdict, ocsp, list

        var promise: Double { self == .list ? 300 : 1 }
    }

    static let standardCount = 100

    private let service: MohrService
    private let authority: CertificateAuthority
    private let publicURL: String
    private let officeURL: String
    private let officer: HTTPClient
    private let visitor: HTTPClient

    /// Measures.
    ///
    /// - Parameter count: how many certificates are revoked.
    /// - Returns: the median, the 99th percentile and the longest for each channel, beside its promise.
    /// - Throws: when the house cannot be founded or a request is refused.
    static func run(certificates count: Int) throws -> [Benchmarks.Figure] {
        let house = try BenchHouse(onFreePorts: true)
        let host = try ServiceHost(house.service, passphrase: house.passphrase) { _ in }
        defer { host.stop() }
        let benchmark = try VisibleBenchmark(house, host)
        var seen: [Channel: [Double]] = [:]
        for (certificate, documents) in try benchmark.doctors(count) {
            Thread.sleep(forTimeInterval: Double.random(in: 0...0.25))
            for (channel, seconds) in try benchmark.measure(certificate, documents) {
                seen[channel, default: []].append(seconds)
            }
        }
        return Channel.allCases.flatMap { channel in
            let sorted = (seen[channel] ?? []).sorted()
            func at(_ share: Int) -> Double {
                sorted.dropFirst(min(sorted.count * share / 100, sorted.count - 1)).first ?? 0
            }
            return [
                Benchmarks.Figure(name: "\(channel.rawValue): seen after, median", value: at(50), unit: "s"),
                Benchmarks.Figure(name: "\(channel.rawValue): 99th percentile", value: at(99), unit: "s"),
                Benchmarks.Figure(name: "\(channel.rawValue): longest", value: sorted.last ?? 0, unit: "s"),
                Benchmarks.Figure(name: "\(channel.rawValue): promised", value: channel.promise, unit: "s"),
            ]
        }
    }

    private init(_ house: BenchHouse, _ host: ServiceHost) throws {
        service = house.service
        (authority, _) = try house.health()
        publicURL = "http://127.0.0.1:\(host.publicListener?.port ?? 0)"
        officeURL = "https://127.0.0.1:\(host.officeListener?.port ?? 0)"
        visitor = try HTTPClient()
        let key = try PrivateKey.generate(.p256)
        let administrator = Administrator.console("bench")
        try service.registration.addOffice(
            OfficeRegistration(
                id: "bench", kind: .medicalCouncil, persianName: "دفتر نمونه", englishName: "Bench",
                profiles: ["doctor-signing"], licensedUntil: Instant.now().advanced(bySeconds: 86_400)),
            by: administrator)
        let certificate = try service.enlist(
            OfficerRegistration(
                id: "bench", office: "bench", name: try PersianName(checking: "مدیر نمونه"),
                nationalID: try NationalID(checking: "9990000026"), role: .administrator),
            names: OfficerNames(
                givenName: try PersianName(checking: "مدیر"), surname: try PersianName(checking: "نمونه"),
                latin: try LatinName(checking: "Modir Nemouneh")),
            request: try CertificationRequest.make(subject: Name([(OID.commonName, "bench")]), key: key), by: "health",
            administrator: administrator)
        officer = try HTTPClient(
            anchorsPEM: service.authorities["root"]?.pem ?? [],
            identity: .init(
                certificateChainPEM: [certificate, authority.certificate].flatMap(\.pem), privateKeyPEM: try key.pem()))
    }

    private typealias Documents = (before: [UInt8], after: [UInt8])

    /// Certificates with two documents signed by each: one is seen before the revocation, and has a receipt then.
    private func doctors(_ count: Int) throws -> [(Certificate, Documents)] {
        guard let profile = service.profiles["doctor-signing"] else {
            throw CommandFailure(.fault, "cli.fault", ["detail": "no doctors' profile"])
        }
        let key = try PrivateKey.generate(.p256)
        return try (0..<count).map { number in
            let request = BenchHouse.request(key.publicKey, number: number, office: "bench")
            let certificate = try authority.issue(request, under: profile)
            try service.records.accept(reference(certificate), by: "bench", at: .now())
            let token = try FileToken(key: key, certificate: certificate, path: [authority.certificate])
            let documents = try ["{}", "[]"].map {
                try DocumentSigner().sign(Array($0.utf8), with: token, signingTime: .now())
            }
            return (certificate, (before: documents[0], after: documents[1]))
        }
    }

    private func reference(_ certificate: Certificate) -> CertificateReference {
        CertificateReference(authority: "health", serial: certificate.serialNumber)
    }

    /// Revokes one and waits until every channel says so.
    private func measure(_ certificate: Certificate, _ documents: Documents) throws -> [(Channel, Double)] {
        for channel in Channel.allCases where try isRevoked(certificate, documents.before, on: channel) {
            throw CommandFailure(.fault, "cli.fault", ["detail": "\(channel) says revoked before"])
        }
        let start = DispatchTime.now().uptimeNanoseconds
        let answer = try officer.send(
            "POST", "\(officeURL)/v1/certificates/\(certificate.serialNumber.hex)/revocation",
            headers: [("Content-Type", "application/json"), ("Idempotency-Key", UUID().uuidString)],
            body: Array(#"{"reason":"keyCompromise","cause":"measured"}"#.utf8))
        guard answer.status == 200 else {
            throw CommandFailure(.fault, "cli.fault", ["detail": String(decoding: answer.body, as: UTF8.self)])
        }
        var waiting = Set(Channel.allCases)
        var seen: [(Channel, Double)] = []
        while !waiting.isEmpty {
            for channel in Channel.allCases where waiting.contains(channel) {
                let isSeen = try isRevoked(certificate, documents.after, on: channel)
                let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
                guard isSeen || seconds > 2 * channel.promise else { continue }
                waiting.remove(channel)
                seen.append((channel, isSeen ? seconds : .infinity))
            }
            Thread.sleep(forTimeInterval: 0.005)
        }
        return seen
    }

    private func isRevoked(_ certificate: Certificate, _ signed: [UInt8], on channel: Channel) throws -> Bool {
        switch channel {
        case .verdict:
            let answer = try visitor.post(
                "\(publicURL)/v1/verifications?purpose=prescription", contentType: "application/cms", body: signed)
            let signature = try JSONReader.read(answer.body, limit: 1_048_576)["signatures"]?.elements?.first
            return signature?["certificateStatus"]?["status"]?.text == "revoked"
        case .ocsp:
            let identifier = try CertID(serialNumber: certificate.serialNumber, issuer: authority.certificate)
            let answer = try visitor.post(
                "\(publicURL)/ocsp", contentType: "application/ocsp-request", body: OCSPRequest.make([identifier]))
            if case .revoked = try OCSPResponse(der: answer.body).basic?.responses.first?.status { return true }
            return false
        case .list:
            let shard = ShardNumber.of(certificate.serialNumber, count: service.configuration.crl.shards)
            let answer = try visitor.get("\(publicURL)/crls/health/\(shard).crl")
            guard answer.status == 200 else { return false }
            let list = try CertificateList(der: answer.body)
            return list.entry(for: certificate.serialNumber, issuer: authority.certificate.subject) != nil
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import Identity
import Issuance
import PKIX
import Records
import Service

/// `mohr bench desk`: the desk's pages when 10,000 applications wait at one office: whole pages over mutual TLS, from the
/// request to the last byte, and beside them what the records need of that.
enum DeskBenchmark {
    private static let count = 10_000
    private static let pageSize = 51
    private static let repetitions = 200
    private static let limitMilliseconds = 100.0
    private static let office = "measure"

    static func run() throws -> [Benchmarks.Figure] {
        let house = try BenchHouse(onFreePorts: true)
        let host = try ServiceHost(house.service, passphrase: house.passphrase) { _ in }
        defer { host.stop() }
        // Filed a minute apart, the last of them now.
        let begin = Instant.now().advanced(bySeconds: -Int64(count) * 60)
        try house.service.registration.addOffice(
            OfficeRegistration(
                id: office, kind: .counter, persianName: "دفتر نمونه", englishName: "Sample office",
                profiles: ["doctor-signing"], licensedUntil: Instant.now().advanced(bySeconds: 86_400)),
            by: .console("bench"))
        try SyntheticApplications(house.service.records).file(count, at: office, from: begin)
        return try pages(house, host) + figures(house.service.records, begin)
    }

    /// What an officer waits for.
    private static func pages(_ house: BenchHouse, _ host: ServiceHost) throws -> [Benchmarks.Figure] {
        let base = "https://127.0.0.1:\(host.officeListener?.port ?? 0)"
        var figures: [Benchmarks.Figure] = []
        let place = count / 2
        for (role, number, addresses) in [
            (
                OfficerRecord.Role.enterer, "9990000026",
                [
                    ("page of the queue", "/desk"), ("the same, newest first", "/desk?order=newest"),
                    ("page of an application", "/desk/applications/\(SyntheticApplications.id(place))"),
                    (
                        "page that confirms its entry",
                        "/desk/applications/\(SyntheticApplications.id(place))/acts/enter"
                    ),
                    ("page of the form", "/desk/applications/new?profile=doctor-signing"),
                    ("end-of-day sheet", "/desk/day"),
                ]
            ),
            (
                .supervisor, "9990000018",
                [
                    ("page of the office, with its figures", "/desk/offices/\(office)"),
                    ("page of anomalies", "/desk/offices/\(office)/anomalies"),
                ]
            ),
        ] {
            let client = try officer(role, number, house)
            for (name, path) in addresses {
                figures += try measured(name) {
                    let answer = try client.get(base + path)
                    guard answer.status == 200 else {
                        throw CommandFailure(.fault, "cli.fault", ["detail": "\(path): \(answer.status)"])
                    }
                }
            }
        }
        return figures
    }

    private static func officer(
        _ role: OfficerRecord.Role, _ nationalID: String, _ house: BenchHouse
    ) throws -> HTTPClient {
        let (authority, _) = try house.health()
        let key = try PrivateKey.generate(.p256)
        let certificate = try house.service.enlist(
            OfficerRegistration(
                id: "bench-\(role.rawValue)", office: office, name: try PersianName(checking: "کارشناس نمونه"),
                nationalID: try NationalID(checking: nationalID), role: role),
            names: OfficerNames(
                givenName: try PersianName(checking: "کارشناس"), surname: try PersianName(checking: "نمونه"),
                latin: try LatinName(checking: "Officer Nemouneh")),
            request: try CertificationRequest.make(subject: Name([(OID.commonName, "bench")]), key: key), by: "health",
            administrator: .console("bench"))
        return try HTTPClient(
            anchorsPEM: house.service.authorities["root"]?.pem ?? [],
            identity: .init(
                certificateChainPEM: [certificate, authority.certificate].flatMap(\.pem), privateKeyPEM: try key.pem()))
    }

    private static func figures(_ records: Records, _ begin: Instant) throws -> [Benchmarks.Figure] {
        var figures: [Benchmarks.Figure] = []
        let now = begin.advanced(bySeconds: Int64(count) * 60)
        for (name, place) in [
            ("records: first page of the queue", 0), ("records: page in its middle", count / 2),
            ("records: last page", count - 60),
        ] {
            for isNewestFirst in [false, true] {
                var queue = DeskQueue(in: .submitted, of: office)
                queue.isNewestFirst = isNewestFirst
                if place > 0 {
                    let nth = isNewestFirst ? count - place : place
                    queue.after = .init(
                        changed: begin.advanced(bySeconds: Int64(nth) * 60), id: SyntheticApplications.id(nth))
                }
                let asked = queue
                let order = isNewestFirst ? "newest first" : "oldest first"
                figures += try measured("\(name), \(order)") {
                    _ = try records.applications(asked, for: "officer", at: now, limit: pageSize)
                }
            }
        }
        var finding = ApplicationFinding()
        finding.mobile = SyntheticApplications.mobile(count / 3)
        finding.office = office
        let asked = finding
        figures += try measured("records: search by mobile number") { _ = try records.applications(found: asked) }
        var named = ApplicationFinding()
        named.name = "احمدی"
        named.office = office
        let name = named
        figures += try measured("records: search by part of a name") { _ = try records.applications(found: name) }
        figures.append(.init(name: "limit of each", value: limitMilliseconds, unit: "ms"))
        figures.append(.init(name: "applications in the queue", value: Double(count), unit: ""))
        return figures
    }

    private static func measured(_ name: String, _ work: () throws -> Void) throws -> [Benchmarks.Figure] {
        var times: [Double] = []
        for _ in 0..<repetitions { times.append(try Stopwatch.seconds(work) * 1_000) }
        times.sort()
        return [
            .init(name: "\(name), p50", value: times[times.count / 2], unit: "ms"),
            .init(name: "\(name), p99", value: times[times.count * 99 / 100], unit: "ms"),
        ]
    }
}

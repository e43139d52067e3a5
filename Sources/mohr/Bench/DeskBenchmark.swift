// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Records

/// `mohr bench desk`: what the desk reads for a page when 10,000 applications wait at one office.
enum DeskBenchmark {
    private static let count = 10_000
    private static let pageSize = 51
    private static let repetitions = 200
    private static let limitMilliseconds = 100.0
    private static let office = "measure"

    static func run() throws -> [Benchmarks.Figure] {
        let folder = FileManager.default.temporaryDirectory.path + "/mohr-desk-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let records = try Records(home: folder)
        defer { records.close() }
        let begin = Instant(secondsSince1970: 1_700_000_000)
        try records.register(
            OfficeRecord(
                id: office, kind: "counter", persianName: "دفتر نمونه", englishName: "Sample office",
                profiles: ["doctor-signing"], licensedUntil: begin.advanced(bySeconds: 86_400 * 1_000), created: begin),
            by: "measure")
        try SyntheticApplications(records).file(count, at: office, from: begin)
        return try figures(records, begin)
    }

    private static func figures(_ records: Records, _ begin: Instant) throws -> [Benchmarks.Figure] {
        var figures: [Benchmarks.Figure] = []
        let now = begin.advanced(bySeconds: Int64(count) * 60)
        for (name, place) in [
            ("first page of the queue", 0), ("page in its middle", count / 2), ("last page", count - 60),
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
        figures += try measured("search by mobile number") { _ = try records.applications(found: asked) }
        var named = ApplicationFinding()
        named.name = "احمدی"
        named.office = office
        let name = named
        figures += try measured("search by part of a name") { _ = try records.applications(found: name) }
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

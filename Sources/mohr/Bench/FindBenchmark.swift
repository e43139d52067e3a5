// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Identity
import Records
import Service

/// `mohr bench find`: searches in records that are as full as a country's.
///
/// The records are made up once, in `--home`, by the steps that write any other, and kept for the next run; without
/// `--home` they are made and thrown away. `--certificates` says how many.
enum FindBenchmark {
    static let standardCount = 1_000_000
    private static let limitMilliseconds = 50.0
    private static let repetitions = 200

    static func run(home: String?, certificates count: Int, _ console: Console) throws -> [Benchmarks.Figure] {
        let folder = home ?? FileManager.default.temporaryDirectory.path + "/mohr-find-\(UUID().uuidString)"
        defer { if home == nil { try? FileManager.default.removeItem(atPath: folder) } }
        let records = try Records(home: folder)
        defer { records.close() }
        let begin = Instant(secondsSince1970: 1_700_000_000)
        let made = try SyntheticRecords(records, from: begin)
        let progress = ProgressLine(console, of: count)
        try made.fill(upTo: count) { done in
            progress.reached(done)
            return true
        }
        progress.end()
        return try figures(records, Searches(count: count, begin: begin))
    }

    private static func figures(_ records: Records, _ searches: Searches) throws -> [Benchmarks.Figure] {
        let now = searches.begin.advanced(bySeconds: 86_400 * 700)
        var figures: [Benchmarks.Figure] = []
        for (name, make) in searches.kinds {
            var times: [Double] = []
            for round in 0..<repetitions {
                var query = CertificateQuery()
                make(round, &query)
                times.append(try Stopwatch.seconds { _ = try records.find(query, at: now) } * 1_000)
            }
            times.sort()
            figures.append(.init(name: "\(name), p50", value: times[times.count / 2], unit: "ms"))
            figures.append(.init(name: "\(name), p99", value: times[times.count * 99 / 100], unit: "ms"))
            figures.append(.init(name: "\(name), slowest", value: times.last ?? 0, unit: "ms"))
        }
        figures.append(.init(name: "limit of each", value: limitMilliseconds, unit: "ms"))
        figures.append(.init(name: "certificates on record", value: Double(searches.count), unit: ""))
        return figures
    }
}

/// What is looked for: of holders who are there, as people type.
private struct Searches {
    let count: Int
    let begin: Instant
    let people = SyntheticPeople()

    /// Each kind with how its nth query is made.
    var kinds: [(String, (Int, inout CertificateQuery) -> Void)] {
        [
            ("family name", { $1.name = person($0).surname }),
            ("common family name", { $1.name = person($0 % 4 * 1_001).surname }),
            ("given and family name", { $1.name = person($0).givenName + " " + person($0).surname }),
            ("names of two people", { $1.name = person($0).givenName + " " + person($0 + 7).surname }),
            ("three letters", { $1.name = String(person($0).surname.prefix(3)) }),
            (
                "one letter and one letter",
                { $1.name = "\(person($0).surname.prefix(1)) \(person($0).givenName.prefix(1))" }
            ),
            ("Latin name", { $1.name = person($0).latinName.lowercased() }),
            ("Arabic letters", { $1.name = person($0).surname.replacing("ی", with: "ي").replacing("ک", with: "ك") }),
            ("national ID", { $1.nationalID = person($0).nationalID }),
            ("licence", { $1.licence = person($0).licence }),
            ("serial number", { $1.serial = SyntheticRecords.serial(place($0)) }),
            ("office", { $1.office = SyntheticPeople.office($0 % SyntheticPeople.offices) }),
            (
                "name at an office",
                {
                    $1.name = person($0).givenName
                    $1.office = SyntheticPeople.office($0 % SyntheticPeople.offices)
                }
            ),
            (
                "a day",
                {
                    $1.issuedFrom = begin.advanced(bySeconds: Int64($0) * 86_400)
                    $1.issuedBefore = begin.advanced(bySeconds: Int64($0 + 1) * 86_400)
                }
            ),
            (
                "name in a month",
                {
                    $1.name = person($0).givenName
                    $1.issuedFrom = begin.advanced(bySeconds: Int64($0) * 86_400)
                    $1.issuedBefore = begin.advanced(bySeconds: Int64($0 + 30) * 86_400)
                }
            ),
            (
                "name on hold",
                {
                    $1.name = person($0).givenName
                    $1.state = .onHold
                }
            ),
            (
                "name revoked",
                {
                    $1.name = person($0).surname
                    $1.state = .revoked
                }
            ),
        ]
    }

    /// Holders spread over all of them.
    private func place(_ round: Int) -> Int { (round &* 7_919) % max(count, 1) }

    private func person(_ round: Int) -> SyntheticPeople.Person { people[place(round)] }
}

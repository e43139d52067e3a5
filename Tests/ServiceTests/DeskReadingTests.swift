// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Foundation
import PKIX
import Records
import XCTest

@testable import Service

/// What supervisors and inspectors read, and how the queue behaves when it is long.
final class DeskReadingTests: XCTestCase {
    private static let noon = Instant(secondsSince1970: 1_763_800_000 - 1_763_800_000 % 86_400 + 30_600)

    private func step(
        _ id: Int, _ state: ApplicationState, by officer: String, after seconds: Int64, person: String? = nil
    ) -> OfficeStep {
        OfficeStep(
            application: "A\(id)", person: person ?? "p\(id)", profile: "doctor-signing", state: state,
            officer: officer, time: Self.noon.advanced(bySeconds: seconds))
    }

    func testAnHonestDayHasNoAnomaly() {
        let steps = (0..<8).flatMap { n in
            [
                step(n, .entered, by: "e\(n % 2)", after: Int64(n) * 900),
                step(n, .approved, by: "a\(n % 3)", after: Int64(n) * 900 + 300),
            ]
        }
        let found = OfficeAnomalies(steps)
        XCTAssertTrue(found.nightWork.isEmpty && found.crowds.isEmpty && found.pairs.isEmpty)
        XCTAssertTrue(found.bursts.isEmpty && found.hasty.isEmpty)
    }

    func testEachAnomalyIsFoundByItsOwnTrace() {
        let night = OfficeAnomalies([step(1, .entered, by: "e", after: 12 * 3_600)])
        XCTAssertEqual(night.nightWork.map(\.officer), ["e"])
        let crowd = OfficeAnomalies((0..<3).map { step($0, .entered, by: "e", after: Int64($0) * 900, person: "p") })
        XCTAssertEqual(crowd.crowds.map(\.count), [3])
        let pair = OfficeAnomalies(
            (0..<10).flatMap { n in
                [
                    step(n, .entered, by: "e", after: Int64(n) * 900),
                    step(n, .approved, by: "a", after: Int64(n) * 900 + 300),
                ]
            })
        XCTAssertEqual(pair.pairs, [.init(enterer: "e", approver: "a", together: 10, entered: 10)])
        let burst = OfficeAnomalies((0..<15).map { step($0, .entered, by: "e", after: Int64($0) * 30) })
        XCTAssertEqual(burst.bursts.map(\.count), [15])
        let haste = OfficeAnomalies([
            step(1, .entered, by: "e", after: 0), step(1, .approved, by: "a", after: 59),
            step(2, .entered, by: "e", after: 100), step(2, .approved, by: "a", after: 160),
        ])
        XCTAssertEqual(haste.hasty.map(\.application), ["A1"])
    }

    private func candidates() -> [InspectionCandidate] {
        (0..<200).map { n in
            let filed = Self.noon.advanced(bySeconds: Int64(n) * 86_400)
            return InspectionCandidate(
                reference: CertificateReference(
                    authority: "health", serial: SerialNumber(unsigned: [0x4d, UInt8(n)])),
                application: "A\(n)", profile: n == 50 ? "seal" : n == 60 ? "affiliated" : "doctor",
                person: n % 40 == 0 ? "many" : "p\(n)", filed: filed,
                revoked: n % 25 == 3 ? filed.advanced(bySeconds: 86_400 * 90) : nil, isComplete: n != 70,
                approved: filed)
        }
    }

    private let classes: [String: SubjectClass] = ["seal": .seal, "affiliated": .affiliated, "doctor": .independent]

    func testASampleHasEveryClassAndTwoRevokedAndIsTheSameForTheSameSeed() {
        let sample = InspectionSample(of: candidates(), seed: "one", classes: classes)
        XCTAssertEqual(sample.choices.count, 7)
        XCTAssertEqual(Set(sample.choices.map(\.candidate.reference)).count, 7)
        XCTAssertEqual(
            Set(sample.choices.compactMap { classes[$0.candidate.profile] }), [.seal, .affiliated, .independent])
        XCTAssertGreaterThanOrEqual(sample.choices.filter { $0.candidate.revoked != nil }.count, 2)
        XCTAssertEqual(InspectionSample(of: candidates(), seed: "one", classes: classes), sample)
        XCTAssertNotEqual(InspectionSample(of: candidates(), seed: "two", classes: classes), sample)
        // An office with fewer certificates is inspected whole.
        XCTAssertEqual(
            InspectionSample(of: Array(candidates().prefix(3)), seed: "one", classes: classes).choices.count, 3)
    }

    func testAQueueOfTenThousandIsPagedByItsIndex() throws {
        let house = try HouseFixture.shared.get()
        try house.service.registration.addOffice(
            OfficeRegistration(
                id: "busy-office", kind: .counter, persianName: "دفتر شلوغ", englishName: "Busy office",
                profiles: ["doctor-signing"], licensedUntil: Instant.now().advanced(bySeconds: 86_400)),
            by: .console("tests"))
        let begin = Instant.now().advanced(bySeconds: -10_000 * 60)
        try SyntheticApplications(house.service.records).file(10_000, at: "busy-office", from: begin)
        let clerk = DeskBrowser(house, try house.officer(.enterer, office: "busy-office"))
        var seen: Set<String> = []
        var path: String? = "/desk?order=oldest"
        var times: [Double] = []
        for _ in 0..<60 {
            guard let next = path else { break }
            let start = Date()
            clerk.get(next)
            times.append(Date().timeIntervalSince(start) * 1_000)
            let ids = clerk.page.components(separatedBy: "href=\"/desk/applications/MEASURE-").dropFirst()
                .map { $0.components(separatedBy: "\"")[0] }
            XCTAssertEqual(ids.count, 50)
            XCTAssertTrue(seen.isDisjoint(with: ids), "a page repeats another")
            seen.formUnion(ids)
            path = clerk.page.components(separatedBy: "href=\"").last {
                $0.hasPrefix("/desk?") && $0.contains("after=")
            }
            .map { $0.components(separatedBy: "\"")[0].replacingOccurrences(of: "&amp;", with: "&") }
        }
        XCTAssertEqual(seen.count, 3_000)
        times.sort()
        print(
            "Information: queue of 10,000, whole page of 50 in a debug build: p50 \(times[times.count / 2]) ms,",
            "slowest \(times.last ?? 0) ms")
    }

    func testOfTwoOfficersWhoReachForOneApplicationOneHasIt() throws {
        let house = try HouseFixture.shared.get()
        let (_, request) = try HouseFixture.requestText()
        let clerk = DeskBrowser(house, try house.officer(.enterer))
        clerk.get("/desk/applications/new?profile=doctor-signing")
        clerk.post("/desk/drafts", HouseFixture.doctorFields(nationalID: house.freshNationalID(), request: request))
        let submission = try XCTUnwrap(
            clerk.page.components(separatedBy: "action=\"").map { $0.components(separatedBy: "\"")[0] }
                .first { $0.hasSuffix("/submission") })
        clerk.post(submission, ["confirmed": "yes"])
        let id = submission.components(separatedBy: "/")[3]
        clerk.get("/desk/applications/\(id)/acts/enter")
        clerk.post("/desk/applications/\(id)/acts/enter")
        let (one, other) = (
            DeskBrowser(house, try house.officer(.approver)), DeskBrowser(house, try house.officer(.approver))
        )
        one.get("/desk/applications/\(id)")
        one.post("/desk/applications/\(id)/claim")
        XCTAssertEqual(one.status, 200)
        XCTAssertFalse(other.get("/desk?order=newest").contains(id), "claimed by a colleague")
        XCTAssertFalse(other.get("/desk/applications/\(id)").contains("/acts/approve"))
        other.get("/desk/applications/\(id)/acts/approve")
        other.post("/desk/applications/\(id)/acts/approve")
        XCTAssertEqual(other.status, 409)
        one.get("/desk/applications/\(id)")
        one.post("/desk/applications/\(id)/release")
        XCTAssertTrue(other.get("/desk?order=newest").contains(id), "given back")
        // Both have the confirmation before them; the second finds what the first did.
        for browser in [one, other] { browser.get("/desk/applications/\(id)/acts/approve") }
        one.post("/desk/applications/\(id)/acts/approve")
        other.post("/desk/applications/\(id)/acts/approve")
        XCTAssertEqual([one.status, other.status], [200, 409])
        let approvals = try house.service.records.events(ofApplication: id).filter { $0.to == .approved }
        XCTAssertEqual(approvals.map(\.actor), [one.officer.id])
    }
}

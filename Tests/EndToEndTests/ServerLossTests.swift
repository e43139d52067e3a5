// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import HTTPServer
import JSON
import Records
import TestSupport
import XCTest

/// The database goes away in the middle of the work, and comes back.
final class ServerLossTests: XCTestCase, @unchecked Sendable {
    private var enterer: OfficerAtDesk!
    private var approver: OfficerAtDesk!

    /// A national ID of the numbers that nobody has.
    private static func nationalID(_ number: Int) -> String {
        let head = "999" + String(format: "%06d", 200_000 + number)
        let sum = zip(head, (2...10).reversed()).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        return head + "\(sum % 11 < 2 ? sum % 11 : 11 - sum % 11)"
    }

    /// What was acknowledged of one application, step by step; the first refusal ends it.
    private func approve(_ number: Int, at house: ServedHouse, _ told: Told) throws {
        var doctor = try DoctorsApplication()
        doctor.nationalID = Self.nationalID(number)
        doctor.licence = "\(2_000_000 + number)"
        func post(_ officer: OfficerAtDesk?, _ path: String, _ body: JSONValue) throws -> JSONValue? {
            let answer = try XCTUnwrap(officer).post(path, body, at: house)
            guard (200..<300).contains(answer.response.status) else {
                told.refused(answer.response.status)
                return nil
            }
            return answer.value
        }
        guard let id = try post(enterer, "/v1/applications", doctor.json)?["id"]?.text else { return }
        told.acknowledged(id, .submitted)
        guard try post(enterer, "/v1/applications/\(id)/entry", [:]) != nil else { return }
        told.acknowledged(id, .entered)
        guard try post(approver, "/v1/applications/\(id)/approval", [:]) != nil else { return }
        told.acknowledged(id, .approved)
    }

    func testWithTheServerKilledUnderLoadNothingAcknowledgedIsLostAndWorkGoesOn() throws {
        let server = try PostgreSQLServer()
        defer { server.stop() }
        let house = try ServerHome(in: try temporaryFolder(), on: server) { home in
            let workshop = try Workshop(home)
            enterer = try workshop.enlist(.enterer, nationalID: "9990001006")
            approver = try workshop.enlist(.approver, nationalID: "9990001022")
            workshop.close()
        }
        nonisolated(unsafe) let served = try ServedHouse(house.home).ready()
        let told = Told()
        let work = DispatchGroup()
        for thread in 0..<3 {
            work.enter()
            Thread.detachNewThread { [self] in
                var number = thread
                while !told.isOver {
                    do { try approve(number, at: served, told) } catch {
                        told.refused(0)
                    }
                    number += 3
                }
                work.leave()
            }
        }
        func waitForMore(_ what: String) throws -> Double {
            let (start, before) = (Date(), told.approved.count)
            try Patience.wait(what, seconds: 60) { told.approved.count > before ? true : nil }
            return Date().timeIntervalSince(start)
        }
        _ = try waitForMore("the first")
        // Every connection is cut, again and again.
        var cuts: [Double] = []
        for _ in 0..<3 {
            try server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mohr'")
            cuts.append(try waitForMore("after a cut"))
        }
        // As in a power cut.
        server.halt(immediately: true)
        let refusals = told.refusals
        try Patience.wait("refused while it is gone") { told.refusals > refusals ? true : nil }
        // What is signed goes out all the same.
        XCTAssertEqual(try HTTPClient().get(served.publicURL + "/crls/health.crl").status, 200)
        try server.start()
        let back = try waitForMore("after the server came back")
        told.end()
        work.wait()
        print(
            String(
                format:
                    "  approved again %.2f s after the server answered; after cuts: %@; %d acknowledged, %d refused",
                back, cuts.map { String(format: "%.2f", $0) }.joined(separator: ", "), told.approved.count,
                told.refusals))
        try judge(house, told)
        XCTAssertEqual(try served.stop(), .clean)
    }

    /// Each act that was acknowledged is on record, each approval is issued once, and nothing is broken.
    private func judge(_ house: ServerHome, _ told: Told) throws {
        let records = try house.records()
        defer { records.close() }
        let order: [ApplicationState] = [.submitted, .entered, .approved, .issuing, .issued]
        for (id, state) in told.states {
            let now = try records.application(id).state
            let (reached, acknowledged) = (order.firstIndex(of: now) ?? -1, order.firstIndex(of: state) ?? 99)
            XCTAssertGreaterThanOrEqual(reached, acknowledged, "\(id): \(state) was acknowledged, \(now) is on record")
        }
        for id in told.approved {
            try Patience.wait("issued \(id)", seconds: 60) {
                try records.application(id).state == .issued ? true : nil
            }
            let issued = try records.certificates(matching: .application(id), limit: 10).filter { $0.state == .issued }
            XCTAssertEqual(issued.count, 1, id)
        }
        XCTAssertEqual(try records.verifyAudit().findings, [])
        XCTAssertEqual(try records.invariantBreaches().map { "\($0)" }, [])
    }
}

/// What the house has told its clients.
private final class Told: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [String: ApplicationState] = [:]
    private var refusalCount = 0
    private var ended = false

    func acknowledged(_ id: String, _ state: ApplicationState) { lock.withLock { all[id] = state } }

    func refused(_ status: Int) {
        lock.withLock { refusalCount += 1 }
        Thread.sleep(forTimeInterval: 0.05)
    }

    func end() { lock.withLock { ended = true } }

    var isOver: Bool { lock.withLock { ended } }
    var refusals: Int { lock.withLock { refusalCount } }
    var states: [String: ApplicationState] { lock.withLock { all } }
    var approved: [String] { lock.withLock { all.filter { $0.value == .approved }.map(\.key) } }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import PKIX
import Records
import Revocation
import XCTest

@testable import Service

/// The table of PKI/CP-CPS.md 4.9.1: every act from every status, by the records, the clerk, many at once and the office
/// listener; what is not in the table is refused and changes nothing.
final class StatusTableTests: XCTestCase {
    enum From: CaseIterable {
        case unissued, pending, good, onHold, revoked, expiredPending, expiredGood, expiredOnHold
    }

    enum Act: CaseIterable {
        case accept, hold, release, revoke
    }

    enum Told: Equatable {
        case done(RecordedStatus)
        case standing
        case refused
    }

    /// The table, once.
    static func expected(_ act: Act, _ from: From) -> Told {
        switch (act, from) {
        case (.accept, .pending): .done(.good)
        case (.hold, .good): .done(.onHold)
        case (.hold, .onHold), (.hold, .expiredOnHold): .standing
        case (.release, .onHold), (.release, .expiredOnHold): .done(.good)
        case (.revoke, .unissued): .refused
        case (.revoke, .revoked): .standing
        case (.revoke, _): .done(.revoked)
        default: .refused
        }
    }

    private var house: HouseFixture!
    private var records: Records { house.service.records }

    override func setUpWithError() throws { house = try HouseFixture.shared.get() }

    /// A certificate of nobody, at a status.
    private func make(_ from: From) throws -> CertificateReference {
        let serial = try SecureRandom.bytes(16)
        let name = CertificateReference(authority: "health", serial: SerialNumber(unsigned: [0x4d] + serial))
        var writer = DERWriter()
        writer.sequence { $0.octetString(serial) }
        let tbs = writer.bytes
        var whole = DERWriter()
        whole.sequence { $0.raw(tbs) }
        let now = Instant.now()
        let isExpired = [From.expiredPending, .expiredGood, .expiredOnHold].contains(from)
        // A hold comes before the end; both are made in one second here, so the end is in that second.
        let end =
            isExpired ? now.advanced(bySeconds: from == .expiredOnHold ? 0 : -60) : now.advanced(bySeconds: 86_400)
        try records.recordIntentToSign(
            name, for: IssuanceRequest(withoutApplicationUnder: "officer", office: "council"),
            draft: IssuanceDraft(
                tbs: tbs, lintCertificate: whole.bytes, subject: SubjectKeys(),
                validity: Validity(notBefore: now.advanced(bySeconds: -86_400), notAfter: end)),
            by: "tests", at: now)
        guard from != .unissued else { return name }
        let isPending = from == .pending || from == .expiredPending
        try records.fileCertificate(
            whole.bytes, of: name, as: isPending ? .pendingAcceptance : .good, by: "tests", at: now)
        switch from {
        case .onHold, .expiredOnHold: try records.hold(name, because: "x", by: "tests", at: now)
        case .revoked: try records.revoke(name, reason: .keyCompromise, because: "x", by: "tests", at: now)
        default: break
        }
        return name
    }

    private func standing(_ name: CertificateReference) throws -> [StatusRecord] {
        try records.statusHistory(of: name)
    }

    private func check(
        _ channel: String, _ acts: [Act] = Act.allCases, _ ask: (Act, CertificateReference) throws -> Told
    ) throws {
        for from in From.allCases {
            for act in acts {
                let name = try make(from)
                if from == .expiredOnHold { Thread.sleep(forTimeInterval: 1.1) }
                let before = try standing(name)
                let told = try ask(act, name)
                let after = try standing(name)
                let expected = Self.expected(act, from)
                XCTAssertEqual(told, expected, "\(channel): \(act) from \(from)")
                if case .done(let status) = expected {
                    XCTAssertEqual(after.last?.interval.status, status, "\(channel): \(act) from \(from)")
                    XCTAssertEqual(after.count, before.count + 1)
                } else {
                    XCTAssertEqual(after, before, "\(channel): \(act) from \(from)")
                }
            }
        }
    }

    func testByTheRecords() throws {
        try check("records") { act, name in
            do {
                let now = Instant.now()
                let interval =
                    switch act {
                    case .accept: try records.accept(name, by: "tests", at: now)
                    case .hold: try records.hold(name, because: "x", by: "tests", at: now)
                    case .release: try records.release(name, because: "x", by: "tests", at: now)
                    case .revoke:
                        try records.revoke(name, reason: .keyCompromise, because: "x", by: "tests", at: now)
                    }
                return .done(interval.status)
            } catch RecordsError.statusStep(_, .onHold, _) where act == .hold {
                return .standing
            } catch RecordsError.revokedAlready where act == .revoke {
                return .standing
            } catch is RecordsError {
                return .refused
            }
        }
    }

    private static func act(_ act: Act) -> StatusAct {
        switch act {
        case .accept, .hold: .hold
        case .release: .release
        case .revoke: .revoke(reason: .keyCompromise, invalidityDate: nil)
        }
    }

    func testByTheClerkAndManyAtOnce() throws {
        let acts: [Act] = [.hold, .release, .revoke]
        try check("clerk", acts) { act, name in
            let outcome = try house.service.clerk.change(Self.act(act), of: [name], because: "x", by: "tests")
            if let first = outcome.changed.first { return .done(try standing(first).last?.interval.status ?? .good) }
            return outcome.standing.isEmpty ? .refused : .standing
        }
    }

    func testOverTheOfficeListenerOneAndMany() throws {
        let administrator = try house.officer(.administrator)
        try check("listener", [.hold, .release, .revoke]) { act, name in
            let word = act == .revoke ? "revocation" : act == .hold ? "hold" : "release"
            let body: JSONValue = act == .revoke ? ["cause": "x", "reason": "keyCompromise"] : ["cause": "x"]
            let answer = try house.ask(
                administrator, "POST", "/v1/certificates/\(name.serial.hex)/\(word)", body)
            guard answer.status == 200 else {
                XCTAssertTrue([404, 409].contains(answer.status), "\(answer.value)")
                return .refused
            }
            let status = answer.value["status"]?.text.flatMap(RecordedStatus.init(rawValue:)) ?? .good
            return answer.value["isNew"]?.flag == true ? .done(status) : .standing
        }
        try check("listener, many", [.hold, .release, .revoke]) { act, name in
            let word = act == .revoke ? "revocations" : act == .hold ? "holds" : "releases"
            var body: [JSONValue.Member] = [
                .init("cause", "x"), .init("dryRun", false),
                .init("selection", ["serials": [.string(name.serial.hex)]]),
            ]
            if act == .revoke { body.append(.init("reason", "keyCompromise")) }
            let answer = try house.ask(administrator, "POST", "/v1/certificates/\(word)", .object(body))
            guard let outcome = answer.value["outcome"] else { return .refused }
            if outcome["changed"]?.wholeNumber == 1 {
                return .done(try standing(name).last?.interval.status ?? .good)
            }
            return outcome["standing"]?.wholeNumber == 1 ? .standing : .refused
        }
    }

    /// Nobody may do by hand what only lists or ceremonies say.
    func testReasonsOfOtherActsAreRefusedEverywhere() throws {
        let administrator = try house.officer(.administrator)
        for reason in [RevocationReason.certificateHold, .removeFromCRL, .aACompromise] {
            let name = try make(.good)
            XCTAssertThrowsError(
                try house.service.clerk.revoke(name, reason: reason, because: "x", by: "tests", at: .now()))
            let answer = try house.ask(
                administrator, "POST", "/v1/certificates/\(name.serial.hex)/revocation",
                ["cause": "x", "reason": .string("\(reason)")])
            XCTAssertEqual(answer.status, 400)
            XCTAssertEqual(try standing(name).last?.interval.status, .good)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// Four hundred days of a responder whose certificates last thirty.
final class ResponderRolloverTests: XCTestCase {
    private struct Walk {
        var steps = 0
        var gaps = 0
        var responders = 0
        var outlived = 0
    }

    private func walk(rollsOver: Bool, fromFile: Bool) throws -> Walk {
        let house = try House()
        let doctor = try house.issue()
        func certify() throws -> RespondingAuthority {
            let now = house.clock.now
            let identity = try house.health.responder {
                $0.validity = Validity(
                    notBefore: now.advanced(bySeconds: -300), notAfter: now.advanced(bySeconds: 30 * 86_400 - 300))
                $0.set(.authorityInformationAccess)
            }
            return try house.responding(identity)
        }
        var responders = [try certify()]
        let plan = try AnswerPlan(lifetimeSeconds: 57_600)
        let status = try house.status()
        let responder = StatusResponder(
            authorities: responders, index: status.reading.index, asOf: house.clock.now, plan: plan,
            clock: house.clock.reading)
        let press = AnswerPress(
            folder: house.folder.path("answers"), authority: "health", plan: plan, clock: house.clock.reading)
        var store: AnswerStore?
        var walk = Walk()
        let question = OCSPRequest.make([try doctor.certID(issuer: house.health)])
        let issuerKey = try house.health.certificate.publicKey()
        for _ in 0..<(400 * 4) {
            if rollsOver, ResponderTerm(responders[0].responder).isOver(at: house.clock.now) {
                responders = [try certify(), responders[0]]
                responder.replace(authorities: responders)
                walk.responders += 1
            }
            let reading = try status.refresh()
            responder.replace(index: reading.index, asOf: reading.asOf)
            if fromFile, press.isDue(store, responders: responders) {
                store = try press.press(reading, by: responders)
                responder.answer(from: [store].compactMap { $0 })
            }
            let now = house.clock.now
            let basic = try OCSPResponse(der: responder.answer(question).der).basic
            walk.steps += 1
            if let basic, let signer = basic.certificates.first, let single = basic.responses.first,
                let end = single.nextUpdate, signer.tbs.validity.contains(now), signer.isSigned(by: issuerKey),
                basic.isSigned(by: try signer.publicKey()), single.thisUpdate <= now, now < end,
                single.status == .good
            {
                if end > signer.tbs.validity.notAfter { walk.outlived += 1 }
            } else {
                walk.gaps += 1
            }
            house.clock.advance(bySeconds: 6 * 3_600)
        }
        return walk
    }

    func testFourHundredDaysWithoutAGap() throws {
        for fromFile in [false, true] {
            let walk = try walk(rollsOver: true, fromFile: fromFile)
            XCTAssertEqual(walk.steps, 1_600)
            XCTAssertEqual(walk.gaps, 0)
            XCTAssertEqual(walk.outlived, 0, "no answer outlives its responder's certificate")
            XCTAssertTrue((25...27).contains(walk.responders), "\(walk.responders)")
        }
    }

    func testWithoutRollOverThereIsAGap() throws {
        let walk = try walk(rollsOver: false, fromFile: false)
        XCTAssertEqual(walk.gaps, 1_600 - 30 * 4, "control: from the thirtieth day on")
        XCTAssertEqual(walk.outlived, 0)
    }

    func testOldAndNewAnswerTogetherWhileBothAreValid() throws {
        let house = try House()
        let doctor = try house.issue()
        let responder = try house.statusResponder()
        let question = OCSPRequest.make([try doctor.certID(issuer: house.health)])
        let before = responder.answer(question)
        let next = try house.health.responder {
            let validity = House.validity(around: house.clock.now)
            $0.validity = Validity(notBefore: validity.notBefore, notAfter: validity.notAfter.advanced(bySeconds: 9))
        }
        responder.replace(authorities: [try house.responding(), try house.responding(next)])
        XCTAssertEqual(responder.answer(question).der, before.der, "what was signed is still good")
        let live = responder.answer(OCSPRequest.make([try doctor.certID(issuer: house.health)], nonce: [1, 2, 3]))
        XCTAssertEqual(try OCSPResponse(der: live.der).basic?.certificates.first, next.certificate)
    }
}

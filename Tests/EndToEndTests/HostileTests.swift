// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Service
import TestSupport
import XCTest

/// What arrives over the network to do harm, at a house that is being served.
final class HostileTests: XCTestCase {
    private struct Place {
        let folder: TemporaryFolder
        let house: ServedHouse
        let officer: OfficerAtDesk
    }

    nonisolated(unsafe) private static var place: Place?

    private func place() throws -> Place {
        if let place = Self.place { return place }
        let folder = try TemporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        let officer = try workshop.enlist(.enterer, nationalID: "9990001006")
        workshop.close()
        let place = Place(folder: folder, house: try ServedHouse(home).ready(), officer: officer)
        Self.place = place
        return place
    }

    override class func tearDown() {
        // It served all of this class's requests and can still be asked to stop.
        XCTAssertEqual(try place?.house.stop() ?? .clean, .clean)
        XCTAssertEqual(place?.house.complained ?? "", "")
        place = nil
        super.tearDown()
    }

    /// Posts a document; there must be a verdict, and if it is good it must be on the same content and signer.
    private func assertHarmless(_ document: [UInt8], like good: JSONValue, at time: String, _ what: String) throws {
        let report = try place().house.verdict(on: document, at: time)
        let decision = try XCTUnwrap(report["decision"]?.text, what)
        XCTAssertTrue(["accept", "reject", "cannotDecide"].contains(decision), what)
        guard decision == "accept" else { return }
        XCTAssertEqual(report["contentSHA256"], good["contentSHA256"], what)
        let signers = [report, good].map { $0["signatures"]?.elements?.first?["signer"]?["certificateSHA256"] }
        XCTAssertEqual(signers[0], signers[1], what)
    }

    private func goodPrescription() throws -> (document: [UInt8], report: JSONValue, time: String) {
        let tree = try DemoTree.shared()
        let (document, time) = (try tree.bytes("prescription.p7s"), try tree.timeOfPrescription())
        let report = try place().house.verdict(on: document, at: time)
        XCTAssertEqual(report["decision"], "accept", "\(report)")
        return (document, report, time)
    }

    func testEveryPrefixOfAPrescriptionHasAVerdict() throws {
        let (document, _, time) = try goodPrescription()
        for count in stride(from: 0, to: document.count, by: 7) {
            let report = try place().house.verdict(on: Array(document.prefix(count)), at: time)
            XCTAssertNotEqual(report["decision"], "accept", "\(count) of \(document.count) bytes")
            XCTAssertNotNil(report["indication"]?.text, "\(count)")
        }
        XCTAssertTrue(try place().house.isRunning)
    }

    func testFlippedBitsInAPrescriptionHaveAVerdict() throws {
        let (document, report, time) = try goodPrescription()
        var random = SeededRandom(seed: 2_026)
        for _ in 0..<300 {
            let bit = Int.random(in: 0..<document.count * 8, using: &random)
            var broken = document
            broken[bit / 8] ^= 1 << UInt8(bit % 8)
            try assertHarmless(broken, like: report, at: time, "bit \(bit)")
        }
        XCTAssertTrue(try place().house.isRunning)
    }

    /// Files an application that has to be refused.
    ///
    /// - Returns: the problem's type.
    private func refusal(_ application: DoctorsApplication, _ what: String) throws -> String {
        let place = try place()
        let answer = try place.officer.post("/v1/applications", application.json, at: place.house)
        XCTAssertTrue(
            (400..<500).contains(answer.response.status), "\(what): \(answer.response.status) \(answer.value)")
        XCTAssertEqual(answer.response.header("Content-Type"), "application/problem+json", what)
        let english = answer.value["detail"]?["en"]?.text ?? ""
        let persian = answer.value["detail"]?["fa"]?.text ?? ""
        XCTAssertTrue(english.contains(" ") && !english.hasPrefix("problem."), "\(what): \(english)")
        XCTAssertTrue(persian.unicodeScalars.contains { (0x0600...0x06FF).contains($0.value) }, "\(what): \(persian)")
        for text in [english, persian] { XCTAssertFalse(text.contains(application.nationalID), "\(what): \(text)") }
        let type = try XCTUnwrap(answer.value["type"]?.text, what)
        XCTAssertTrue(type.hasPrefix("urn:mohr:problem:"), "\(what): \(type)")
        return type
    }

    func testEachBadApplicationIsRefusedForACauseOfItsOwn() throws {
        var types: [String: String] = [:]
        func assertOwnCause(_ what: String, _ change: (inout DoctorsApplication) throws -> Void) throws {
            var application = try DoctorsApplication()
            try change(&application)
            let type = try refusal(application, what)
            XCTAssertNil(types[type], "\(what) and \(types[type] ?? "") are both \(type)")
            types[type] = what
        }
        try assertOwnCause("a bad signature") { $0.request[$0.request.count - 1] ^= 1 }
        try assertOwnCause("a pharmacist's licence number") { $0.licence = "د-9990026" }
        try assertOwnCause("a wrong check digit") { $0.nationalID = "9990001048" }
        try assertOwnCause("a bidi control in the name") { $0.givenName = "آر\u{202E}ش" }
        try assertOwnCause("RSA-1024") { $0 = try DoctorsApplication(key: .rsa(bits: 1_024)) }
        try assertOwnCause("P-192") { $0 = try DoctorsApplication(key: .p192) }
        try assertOwnCause("a point off the curve") { application in
            let key = try CertificationRequest(der: application.request).subjectPublicKeyInfo
            let range = try XCTUnwrap(application.request.firstRange(of: key))
            application.request[range.upperBound - 1] ^= 1
        }
        try assertOwnCause("no request at all") { $0.request = Array($0.request.dropLast()) }
        XCTAssertEqual(types.count, 8)
        // The same form without anything wrong is taken.
        let place = try place()
        let good = try place.officer.post("/v1/applications", try DoctorsApplication().json, at: place.house)
        XCTAssertEqual(good.response.status, 201, "\(good.value)")
    }

    func testALicenceNumberOfSomebodyElseIsRefused() throws {
        var application = try DoctorsApplication()
        application.profile = "pharmacist-signing"
        // The demo's pharmacist has a valid certificate with it.
        application.licence = "د-9990026"
        XCTAssertEqual(
            try refusal(application, "the pharmacist's number"), "urn:mohr:problem:enrollment:licenceOfSomeoneElse")
    }
}

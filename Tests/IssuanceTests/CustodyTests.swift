// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

@testable import Issuance

/// A key that any two of three custodians open and no one of them alone.
final class CustodyTests: XCTestCase {
    nonisolated(unsafe) private static var grown: Result<HeldRoot, any Error>?

    private static var held: HeldRoot {
        get throws {
            if let grown { return try grown.get() }
            let result = Result { try HeldRoot() }
            grown = result
            return try result.get()
        }
    }

    override class func tearDown() {
        grown = nil
        super.tearDown()
    }

    private func refusal(_ step: () throws -> Void) -> CustodyError? {
        do {
            try step()
            return nil
        } catch CeremonyError.custody(let error) {
            return error
        } catch {
            XCTFail("\(error)")
            return nil
        }
    }

    func testAnyTwoOfThreeOpenTheKeyAndNoOneAlone() throws {
        let held = try Self.held
        for pair in [["one", "two"], ["two", "three"], ["three", "one"], ["one", "two", "three"]] {
            let key = try held.open(pair)
            XCTAssertEqual(
                key.publicKey.subjectPublicKeyInfo, held.transcript.certificate?.tbs.subjectPublicKeyInfo, "\(pair)")
        }
        for alone in ["one", "two", "three"] {
            XCTAssertEqual(
                refusal { _ = try held.open([alone]) },
                .tooFew(authority: "root", seen: [alone], needed: 2, allowed: ["one", "two", "three"]))
        }
        XCTAssertThrowsError(try held.tree.home.key("root", passphrase: GrownTree.passphrase)) {
            XCTAssertEqual($0 as? CeremonyError, .key(.wrongPassphrase), "the house's passphrase is not enough")
        }
    }

    func testAWrongPassphraseIsToldByItsCustodian() throws {
        let held = try Self.held
        XCTAssertEqual(
            refusal { _ = try held.open(["one", "two"], wrong: ["two"]) }, .wrongPassphrase(id: "two"))
        // Enough others do not hide it.
        XCTAssertEqual(
            refusal { _ = try held.open(["one", "two", "three"], wrong: ["three"]) }, .wrongPassphrase(id: "three"))
    }

    func testACustodianCountsOnceAndAStrangerNotAtAll() throws {
        let held = try Self.held
        XCTAssertEqual(refusal { _ = try held.open(["one", "one"]) }, .custodianTwice(id: "one"))
        XCTAssertEqual(
            refusal { _ = try held.open(["one", "nine"]) },
            .custodianUnknown(id: "nine", authority: "root", allowed: ["one", "two", "three"]))
    }

    func testADamagedAMissingAndAForgedShareAreToldApart() throws {
        let held = try Self.held
        let file = try held.share("two")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        defer { try? bytes.write(to: URL(fileURLWithPath: file)) }
        var damaged = bytes
        damaged[bytes.count / 2] ^= 1
        try damaged.write(to: URL(fileURLWithPath: file))
        XCTAssertEqual(refusal { _ = try held.open(["one", "two"]) }, .shareDamaged(id: "two", file: file))

        // The custodian knows the passphrase, so can seal another share well; the set knows the one that was given.
        let set = try XCTUnwrap(held.keys([]).set(of: "root"))
        let forged = try ShareFile(
            SecretShare(number: 2, bytes: [UInt8](repeating: 7, count: 32)), of: "two", in: set,
            salt: [UInt8](repeating: 0, count: 32), under: HeldRoot.passphrase("two"))
        try Data(forged.encoded).write(to: URL(fileURLWithPath: file))
        XCTAssertEqual(refusal { _ = try held.open(["one", "two"]) }, .wrongShare(id: "two"))

        try FileManager.default.removeItem(atPath: file)
        guard case .shareMissing(id: "two", file: "root-two.share", _) = refusal({ _ = try held.open(["one", "two"]) })
        else { return XCTFail("a missing share") }
        // Carried away and brought back.
        let medium = held.tree.folder.path("medium")
        try FileManager.default.createDirectory(atPath: medium, withIntermediateDirectories: true)
        try bytes.write(to: URL(fileURLWithPath: medium + "/root-two.share"))
        XCTAssertNoThrow(try held.open(["one", "two"], folders: [medium]))
    }

    func testSharesSayNothingInTheClear() throws {
        let held = try Self.held
        let set = try XCTUnwrap(held.keys([]).set(of: "root"))
        for file in SharedKeys(held.tree.home, voices: .none).files(of: set) {
            let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
            for id in ["one", "two", "three"] { XCTAssertFalse(text.contains("secret of \(id)")) }
            if file.hasSuffix("-one.share") {
                let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
                XCTAssertEqual(rights?.intValue, 0o600)
            }
        }
        XCTAssertEqual(held.transcript.files.count, 4, "the set and three shares are in the transcript")
    }

    func testACeremonyUnderTheHeldRootAsksItsCustodians() throws {
        let held = try HeldRoot()
        var station = held.tree.station
        station.voices = held.voices(["one"])
        XCTAssertThrowsError(try held.tree.perform("health-intermediate", at: station)) { error in
            guard case .custody(.tooFew) = error as? CeremonyError else { return XCTFail("\(error)") }
        }
        XCTAssertFalse(held.tree.home.has("health"))
        station.voices = held.voices(["three", "one"])
        let transcript = try held.tree.perform("health-intermediate", at: station)
        XCTAssertEqual(transcript.issuer, held.transcript.certificate)
    }

    func testTheKeyIsGivenToOthersWithoutChangingAndOldSharesOpenNothing() throws {
        let held = try HeldRoot()
        let old = try held.share("one")
        let oldBytes = try Data(contentsOf: URL(fileURLWithPath: old))
        var station = held.tree.station
        station.voices = held.voices(["one", "two"])
        let transcript = try held.tree.perform(
            "root-share", replacing: [("id: \"three\"", "id: \"four\"")], at: station)
        XCTAssertEqual(transcript.steps.map(\.kind), [.begun, .issuerKeyOpened, .keyShared, .verified])
        let key = try held.open(["one", "four"])
        XCTAssertEqual(key.publicKey.subjectPublicKeyInfo, held.transcript.certificate?.tbs.subjectPublicKeyInfo)
        XCTAssertEqual(
            refusal { _ = try held.open(["one", "three"]) },
            .custodianUnknown(id: "three", authority: "root", allowed: ["one", "two", "four"]))
        let new = try held.share("one")
        XCTAssertNotEqual(old, new)
        try oldBytes.write(to: URL(fileURLWithPath: new))
        XCTAssertEqual(refusal { _ = try held.open(["one", "two"]) }, .shareOfOtherSet(id: "one", file: new))
    }

    func testACustodianWithoutAPassphraseStopsTheCeremonyBeforeAKeyIsMade() throws {
        let tree = try GrownTree([])
        var station = tree.station
        station.voices = CustodianVoices(
            opening: { _ in [] },
            sealing: { _, _ in [CustodianVoices.Answer(id: "one", passphrase: HeldRoot.passphrase("one"))] })
        XCTAssertEqual(refusal { try tree.perform("root-held", at: station) }, .passphraseMissing(id: "two"))
        XCTAssertFalse(tree.home.has("root"))
        XCTAssertFalse(FileManager.default.fileExists(atPath: tree.home.path + "/custody"))
    }
}

/// A root whose key three custodians hold.
final class HeldRoot {
    let tree: GrownTree
    let transcript: CeremonyTranscript

    static func passphrase(_ id: String) -> Passphrase { Passphrase(Array("secret of \(id)".utf8)) }

    init() throws {
        tree = try GrownTree([])
        var station = tree.station
        station.voices = Self.voices([])
        transcript = try tree.perform("root-held", at: station)
    }

    static func voices(_ present: [String], wrong: [String] = [], folders: [String] = []) -> CustodianVoices {
        CustodianVoices(
            folders: folders,
            opening: { _ in
                present.map { id in
                    CustodianVoices.Answer(id: id, passphrase: wrong.contains(id) ? Passphrase([1]) : passphrase(id))
                }
            },
            sealing: { _, plan in
                plan.custodians.map { CustodianVoices.Answer(id: $0.id, passphrase: passphrase($0.id)) }
            })
    }

    func voices(_ present: [String]) -> CustodianVoices { Self.voices(present) }

    func keys(_ present: [String], wrong: [String] = [], folders: [String] = []) throws -> SharedKeys {
        SharedKeys(tree.home, voices: Self.voices(present, wrong: wrong, folders: folders))
    }

    func open(_ present: [String], wrong: [String] = [], folders: [String] = []) throws -> any SigningKey {
        let store = CustodyKeyStore(
            FileKeyStore(tree.home, passphrase: GrownTree.passphrase),
            custody: try keys(present, wrong: wrong, folders: folders))
        return try store.key("root")
    }

    func share(_ id: String) throws -> String {
        let shared = try keys([])
        let set = try XCTUnwrap(shared.set(of: "root"))
        return try XCTUnwrap(shared.files(of: set).first { $0.hasSuffix("-\(id).share") })
    }
}

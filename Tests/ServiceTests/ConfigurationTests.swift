// SPDX-License-Identifier: Apache-2.0
import Foundation
import MohrValidation
import PKIX
import TestSupport
import XCTest

@testable import Service

final class ConfigurationTests: XCTestCase {
    private static let file = SharedData.packageRoot.appendingPathComponent("Config/mohr.json5").path

    private func shipped() throws -> String { try String(contentsOfFile: Self.file, encoding: .utf8) }

    /// The error of the shipped configuration with one thing changed.
    private func refusal(
        _ old: String, _ new: String, line: UInt = #line
    ) throws -> ConfigurationError? {
        let text = try shipped()
        XCTAssertTrue(text.contains(old), "\(old) is not in the file", line: line)
        do throws(ConfigurationError) {
            _ = try Configuration(Array(text.replacing(old, with: new).utf8), file: Self.file)
            XCTFail("\(new) was taken", line: line)
            return nil
        } catch {
            return error
        }
    }

    func testTheShippedConfigurationIsTaken() throws {
        let configuration = try Configuration(reading: Self.file)
        XCTAssertEqual(configuration.publicListener.port, 8_080)
        XCTAssertEqual(configuration.authorities.map(\.name), ["root", "health", "trade"])
        XCTAssertEqual(configuration.authorities.map(\.isOnline), [false, true, true])
        XCTAssertTrue(FileManager.default.fileExists(atPath: configuration.profiles + "/root.json5"))
        XCTAssertEqual(
            configuration.purposes.keys.sorted(),
            ["court", "dispensing", "prescription", "reimbursement", "signature", "trade"])
    }

    func testAnUnknownKeyIsNamed() throws {
        guard case .file(_, .unknownName(let path, _, _)) = try refusal("profiles:", "profilez: 1, profiles:") else {
            return XCTFail("another error")
        }
        XCTAssertEqual(path, "profilez")
    }

    func testAnUnknownKeyInASectionIsNamedWithItsPath() throws {
        let error = try refusal("periodSeconds: 300,", "periodSeconds: 300, periodMinutes: 5,")
        guard case .file(_, .unknownName(let path, let allowed, _)) = error else { return XCTFail("\(error as Any)") }
        XCTAssertEqual(path, "crl.periodMinutes")
        XCTAssertTrue(allowed.contains("periodSeconds"), "\(allowed)")
        XCTAssertTrue(error?.sentence(in: .english).contains("crl.periodMinutes") ?? false)
        XCTAssertTrue(error?.sentence(in: .persian).contains("crl.periodMinutes") ?? false)
    }

    func testAMissingKeyIsNamed() throws {
        let error = try refusal("shards: 16,", "")
        guard case .file(_, .missing("crl.shards")) = error else { return XCTFail("\(error as Any)") }
    }

    func testAWrongTypeIsNamed() throws {
        let error = try refusal("shards: 16,", "shards: \"16\",")
        guard case .file(_, .wrongType("crl.shards", _, _)) = error else { return XCTFail("\(error as Any)") }
        XCTAssertTrue(ServiceError.configuration(error!).sentence(in: .english).contains("crl.shards"))
    }

    func testEachNumberOutOfItsRangeIsNamed() throws {
        for (old, new, path) in [
            ("port: 8080,", "port: 65536,", "listeners.public.port"),
            ("port: 8443,", "port: -1,", "listeners.office.port"),
            ("shards: 16,", "shards: 0,", "crl.shards"),
            ("periodSeconds: 300,", "periodSeconds: 86400,", "crl.periodSeconds"),
            ("periodSeconds: 300,", "periodSeconds: 21601,", "crl.periodSeconds"),
            ("deltaLifetimeSeconds: 3600,", "deltaLifetimeSeconds: 3,", "crl.deltaLifetimeSeconds"),
            ("deltaLifetimeSeconds: 3600,", "deltaLifetimeSeconds: 86401,", "crl.deltaLifetimeSeconds"),
            ("lifetimeSeconds: 57600,", "lifetimeSeconds: 3600,", "ocsp.lifetimeSeconds"),
            ("drainSeconds: 10,", "drainSeconds: 0,", "limits.drainSeconds"),
            ("queue: 256,", "queue: 0,", "limits.queue"),
            ("actionsPerMinute: 5,", "actionsPerMinute: 0,", "officers.actionsPerMinute"),
            ("refusalsTolerated: 2,", "refusalsTolerated: 101,", "officers.refusalsTolerated"),
            ("signatures: \"optional\",", "signatures: \"often\",", "officers.signatures"),
        ] {
            let error = try refusal(old, new)
            guard case .value(_, path, _, _) = error else { return XCTFail("\(path): \(error as Any)") }
        }
    }

    func testValuesThatMeanNothingAreNamed() throws {
        for (old, new, path) in [
            ("publicURL: \"http://127.0.0.1:8080\"", "publicURL: \"http://x/\"", "listeners.public.publicURL"),
            ("trustedProxies: []", "trustedProxies: [\"proxy.example\"]", "listeners.public.trustedProxies"),
            ("nationalRoots: []", "nationalRoots: [\"00\"]", "nationalRoots"),
            ("name: \"trade\"", "name: \"health\"", "authorities"),
            ("name: \"trade\"", "name: \"../x\"", "authorities"),
            ("\"physician\", \"dentist\"", "\"fysician\", \"dentist\"", "purposes.prescription.professions"),
            ("\"SHA-224\": \"2029", "\"SHA-1\": \"2029", "algorithms.digests"),
            ("\"2048\": \"2029", "\"1024\": \"2029", "algorithms.rsa"),
            ("\"P-256\": null", "\"P-192\": null", "algorithms.curves"),
            ("rsaPKCS1: \"2029-01-01T00:00:00Z\"", "rsaPKCS1: \"2029\"", "algorithms.rsaPKCS1"),
        ] {
            let error = try refusal(old, new)
            guard case .value(_, path, _, _) = error else { return XCTFail("\(path): \(error as Any)") }
        }
    }

    func testAMissingFileIsNamed() {
        XCTAssertThrowsError(try Configuration(reading: "/nowhere/mohr.json5")) {
            guard case .unreadable("/nowhere/mohr.json5", _)? = $0 as? ConfigurationError else {
                return XCTFail("\($0)")
            }
            XCTAssertTrue(($0 as? ConfigurationError)?.sentence(in: .persian).contains("/nowhere/mohr.json5") ?? false)
        }
    }

    func testNoDamageEndsTheProcess() throws {
        let good = Array(try shipped().utf8)
        for count in stride(from: 0, to: good.count - 2, by: 97) {
            XCTAssertThrowsError(try Configuration(Array(good[..<count]), file: Self.file))
        }
        for index in stride(from: 0, to: good.count, by: 41) {
            var damaged = good
            damaged[index] ^= 0x11
            _ = try? Configuration(damaged, file: Self.file)
        }
    }
}

/// What a house is told by its file is what `mohr verify` judges by.
final class StandardConfigurationTests: XCTestCase {
    func testTheShippedPurposesAndAlgorithmsAreTheBuiltInStandards() throws {
        let file = SharedData.packageRoot.appendingPathComponent("Config/mohr.json5").path
        let configuration = try Configuration(reading: file)
        XCTAssertEqual(configuration.purposes.keys.sorted(), StandardPolicies.purposes.sorted())
        for purpose in StandardPolicies.purposes {
            let standard = StandardPolicies.policy(for: purpose)
            let shipped = try XCTUnwrap(configuration.purposes[purpose])
            XCTAssertEqual(shipped, standard, purpose)
            XCTAssertEqual(shipped.id, standard.id, purpose)
            XCTAssertEqual(shipped.algorithms, AlgorithmPolicy.mohr, purpose)
        }
        XCTAssertEqual(configuration.professions.bodies.map(\.name), ["medical-council"])
    }

    func testAFileFromBeforeTheSecondVerdictIsTaken() throws {
        let file = SharedData.packageRoot.appendingPathComponent("Config/mohr.json5").path
        var text = try String(contentsOfFile: file, encoding: .utf8)
        let section = try XCTUnwrap(
            text.range(of: #"(?s)\n  professions: \{.*?\n  \},\n"#, options: .regularExpression))
        text.removeSubrange(section)
        for name in [
            "professionalStatus: \"[a-z]+\",", "suspensions: \\[[^\\]]*\\],", "acts: \\[[^\\]]*\\],",
            "documentKinds: \\[[^\\]]*\\],",
        ] {
            text = text.replacingOccurrences(of: "\n +" + name, with: "", options: .regularExpression)
        }
        XCTAssertFalse(text.contains("documentKinds: ["))
        let configuration = try Configuration(Array(text.utf8), file: file)
        XCTAssertEqual(configuration.professions.bodies, [])
        XCTAssertNil(configuration.professions.folder)
        for purpose in StandardPolicies.purposes {
            XCTAssertEqual(configuration.purposes[purpose], StandardPolicies.policy(for: purpose))
        }
    }

    func testAFileFromBeforeDispensingHasTheStandardsOneUnderItsOwnAlgorithms() throws {
        let file = SharedData.packageRoot.appendingPathComponent("Config/mohr.json5").path
        var text = try String(contentsOfFile: file, encoding: .utf8)
        let section = try XCTUnwrap(
            text.range(of: #"(?s)\n    dispensing: \{.*?\n    \},\n"#, options: .regularExpression))
        text.replaceSubrange(section, with: "\n")
        XCTAssertEqual(
            try Configuration(Array(text.utf8), file: file).purposes["dispensing"], StandardPolicies.dispensing)
        text = text.replacing("\"SHA-512\": null,", with: "")
        let stricter = try Configuration(Array(text.utf8), file: file)
        let algorithms = try XCTUnwrap(stricter.purposes["signature"]?.algorithms)
        XCTAssertNotEqual(algorithms, AlgorithmPolicy.mohr)
        XCTAssertEqual(stricter.purposes["dispensing"]?.algorithms, algorithms)
    }

    func testWhatABodyMayNotBeIsNamed() throws {
        let file = SharedData.packageRoot.appendingPathComponent("Config/mohr.json5").path
        let text = try String(contentsOfFile: file, encoding: .utf8)
        for (old, new, path) in [
            ("professionalStatus: \"ignored\"", "professionalStatus: \"asked\"", "professionalStatus"),
            ("suspensions: [\"e\", \"f\", \"g\"]", "suspensions: [\"a\"]", "suspensions"),
            ("acts: [\"prescribing\"]", "acts: [\"surgery\"]", "acts"),
            ("documentKinds: []", "documentKinds: [\"JSON\"]", "documentKinds"),
            ("name: \"medical-council\"", "name: \"Council\"", "name"),
            ("register: \"medicalCouncil\"", "register: \"other\"", "register"),
            ("maximumAgeSeconds: 172800", "maximumAgeSeconds: 59", "maximumAgeSeconds"),
            ("organisation: \"NTRIR-99900000117\"", "organisation: \"\"", "organisation"),
        ] {
            XCTAssertTrue(text.contains(old), old)
            XCTAssertThrowsError(try Configuration(Array(text.replacing(old, with: new).utf8), file: file), new) {
                error in
                let sentence = (error as? ConfigurationError)?.sentence(in: .english) ?? ""
                XCTAssertTrue(sentence.contains(path), sentence)
            }
        }
    }
}

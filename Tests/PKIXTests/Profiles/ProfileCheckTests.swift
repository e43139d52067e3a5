// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// Profiles that are not lawful, each refused with the place and what may stand there.
final class ProfileCheckTests: XCTestCase {
    private func assert(
        _ old: String, _ new: String, in name: String = "doctor-signing", line: UInt = #line,
        _ isExpected: (ProfileError) -> Bool
    ) throws {
        let text = String(decoding: try ProfileTree.file(name), as: UTF8.self)
        XCTAssertTrue(text.contains(old), "the file no longer says \(old)", line: line)
        let changed = text.replacingOccurrences(of: old, with: new)
        XCTAssertThrowsError(try CertificateProfile(reading: Array(changed.utf8)), "\(old) → \(new)", line: line) {
            guard let error = $0 as? ProfileError else { return XCTFail("\($0)", line: line) }
            XCTAssertTrue(isExpected(error), "\(error)", line: line)
        }
    }

    func testUnknownMissingAndWronglyTypedKeysAreNamed() throws {
        try assert("kind:", "sort: 1, kind:") {
            if case .document(.unknownName("sort", let allowed, _)) = $0 { allowed.contains("kind") } else { false }
        }
        try assert("critical: true, uses", "critical: true, extra: 1, uses") {
            if case .document(.unknownName("keyUsage.extra", _, _)) = $0 { true } else { false }
        }
        try assert("presence: \"required\", prefix", "presense: \"required\", prefix") {
            if case .document(.unknownName("subject[6].presense", _, _)) = $0 { true } else { false }
        }
        try assert("validitySeconds: 63115200,", "") { $0 == .document(.missing(path: "validitySeconds")) }
        try assert("validitySeconds: 63115200,", "validitySeconds: \"2y\",") {
            $0 == .document(.wrongType(path: "validitySeconds", seen: "text", allowed: "whole number"))
        }
        try assert("name: \"doctor-signing\",", "name: \"doctor-signing\", name: \"x\",") {
            if case .document(.duplicateName("name", _)) = $0 { true } else { false }
        }
        try assert("en: \"Physician\" }", "en: \"Physician\", de: \"Arzt\" }") {
            if case .document(.unknownName("admission.professionItem.de", _, _)) = $0 { true } else { false }
        }
    }

    func testWordsThatMeanNothingAreNamedWithTheirAlternatives() throws {
        try assert("\"subscriber\"", "\"person\"") {
            if case .unknownValue("kind", "person", let allowed) = $0 { allowed.count == 6 } else { false }
        }
        for (old, new, path) in [
            ("\"ecdsa-sha256\"", "\"ecdsa-sha1\"", "signatureAlgorithm"), ("\"rsa2048\"", "\"rsa1024\"", "allowedKeys"),
            ("\"nonRepudiation\"", "\"nonrepudiation\"", "keyUsage.uses"),
            ("\"health-subscriber\"", "\"health\"", "policies"),
            ("\"physician\"", "\"doctor\"", "admission.professionOID"),
            ("\"semantics-natural\"", "\"x\"", "qcStatements"),
            ("attribute: \"title\"", "attribute: \"T\"", "subject[2].attribute"),
            ("critical: true", "critical: false", "keyUsage.critical"),
            ("name: \"doctor-signing\"", "name: \"../doctor\"", "name"),
        ] {
            try assert(old, new) {
                if case .unknownValue(path, _, let allowed) = $0 { !allowed.isEmpty } else { false }
            }
        }
        try assert("presence: \"required\", prefix", "presence: \"maybe\", prefix") {
            if case .unknownValue("subject[6].presence", "maybe", _) = $0 { true } else { false }
        }
        try assert("fixed: \"Physician\"", "fixed: \"Physician\", presence: \"required\"") {
            if case .unknownValue("subject[2].presence", "required", _) = $0 { true } else { false }
        }
        try assert(
            "fixed: \"IR\" },\n    { attribute: \"organizationName\", fixed: \"Un",
            "fixed: \"IRN\" },\n    { attribute: \"organizationName\", fixed: \"Un"
        ) {
            if case .fixedAttribute("subject[0]", .attributeLength) = $0 { true } else { false }
        }
    }

    func testNumbersHaveRanges() throws {
        try assert("validitySeconds: 63115200", "validitySeconds: 59") {
            if case .outOfRange("validitySeconds", 59, _) = $0 { true } else { false }
        }
        try assert("validityJitterSeconds: 2592000", "validityJitterSeconds: 31557601") {
            if case .outOfRange("validityJitterSeconds", _, 0...31_557_600) = $0 { true } else { false }
        }
        try assert("backdateSeconds: 300", "backdateSeconds: 86400") {
            $0 == .outOfRange(path: "backdateSeconds", seen: 86_400, allowed: 0...86_399)
        }
        try assert("pathLength: 0", "pathLength: -1", in: "health-intermediate") {
            $0 == .outOfRange(path: "basicConstraints.pathLength", seen: -1, allowed: 0...8)
        }
    }

    func testListsAreNotEmptyAndNameNothingTwice() throws {
        try assert("uses: [\"nonRepudiation\"]", "uses: []") { $0 == .empty(path: "keyUsage.uses") }
        try assert("[\"p256\", \"rsa2048\", \"rsa3072\", \"rsa4096\"]", "[]") { $0 == .empty(path: "allowedKeys") }
        try assert("\"p256\", \"rsa2048\"", "\"p256\", \"p256\"") {
            $0 == .repeated(path: "allowedKeys", value: "p256")
        }
        try assert("attribute: \"surname\"", "attribute: \"givenName\"") {
            $0 == .repeated(path: "subject", value: "givenName")
        }
        try assert("[\"prescription\"]", "[\"prescription\", \"prescription\"]") {
            $0 == .repeated(path: "documentKinds", value: "prescription")
        }
    }

    func testURLsAreURLsWithKnownPlaces() throws {
        for wrong in [
            "{publicurl}/ocsp", "ftp://a.ir/x", "{publicURL}/{shared}", "{publicURL}/a b", "/ocsp", "{publicURL}/ع",
        ] {
            try assert("\"{publicURL}/ocsp\"", "\"\(wrong)\"") {
                if case .urlTemplate("authorityInformationAccess.ocsp", wrong, _) = $0 { true } else { false }
            }
        }
    }

    func testAKindMustBeWhatItIsFor() throws {
        let cases: [(String, String, String, String)] = [
            (
                "doctor-signing", "uses: [\"nonRepudiation\"]", "uses: [\"nonRepudiation\", \"keyCertSign\"]",
                "keyUsage.uses"
            ),
            (
                "doctor-signing", "uses: [\"nonRepudiation\"]", "uses: [\"nonRepudiation\", \"digitalSignature\"]",
                "keyUsage.uses"
            ),
            ("doctor-signing", "policies:", "basicConstraints: { isCA: true }, policies:", "basicConstraints.isCA"),
            ("doctor-signing", "policies: [\"health-subscriber\"]", "policies: []", "policies"),
            ("doctor-signing", "documentKinds: [\"prescription\"]", "documentKinds: []", "documentKinds"),
            ("doctor-signing", "documentKinds:", "ocspNoCheck: true, documentKinds:", "ocspNoCheck"),
            ("doctor-signing", "documentKinds:", "alternativeNames: [\"dnsName\"], documentKinds:", "alternativeNames"),
            (
                "doctor-signing", "crlDistributionPoint: \"{publicURL}/crls/{authority}/{shard}.crl\",", "",
                "crlDistributionPoint"
            ),
            ("doctor-signing", "ocsp: \"{publicURL}/ocsp\",", "", "authorityInformationAccess.ocsp"),
            (
                "doctor-signing", "issuer: \"{publicURL}/certificates/{authority}.cer\",", "",
                "authorityInformationAccess.issuer"
            ),
            (
                "doctor-signing", "policies:",
                "extendedKeyUsage: { critical: false, purposes: [\"clientAuth\"] }, policies:",
                "extendedKeyUsage.purposes"
            ),
            ("officer", "[\"clientAuth\"]", "[\"clientAuth\", \"serverAuth\"]", "extendedKeyUsage.purposes"),
            ("officer", "[\"digitalSignature\"]", "[\"nonRepudiation\"]", "keyUsage.uses"),
            ("officer", "qcStatements:", "documentKinds: [\"trade\"], qcStatements:", "documentKinds"),
            ("ocsp-responder", "ocspNoCheck: true,", "", "ocspNoCheck"),
            (
                "timestamp-unit", "{ critical: true, purposes", "{ critical: false, purposes",
                "extendedKeyUsage.critical"
            ),
            ("office-listener", "alternativeNames: [\"dnsName\", \"ipAddress\"],", "", "alternativeNames"),
            ("root", "basicConstraints: { isCA: true },", "", "basicConstraints.isCA"),
            (
                "root", "[\"keyCertSign\", \"cRLSign\"]", "[\"keyCertSign\", \"cRLSign\", \"digitalSignature\"]",
                "keyUsage.uses"
            ),
        ]
        for (name, old, new, path) in cases {
            try assert(old, new, in: name) { if case .contradiction(_, path, _, _) = $0 { true } else { false } }
        }
        print("contradictions: \(cases.count) cases")
        try assert(
            "policies:",
            "admission: { professionOID: \"trader\", professionItem: { fa: \"ب\", en: \"T\" }, registrationNumberRequired: false }, policies:",
            in: "office-listener"
        ) {
            if case .contradiction(.tlsServer, "admission", _, _) = $0 { true } else { false }
        }
    }

    func testNationalIdentifiersComeFromAMapping() throws {
        let national = ObjectIdentifier(2, 16, 364, 101, 1)
        var names = MohrOID.named
        names["health-subscriber"] = national
        let profile = try CertificateProfile(reading: ProfileTree.file("doctor-signing"), identifiers: names)
        XCTAssertEqual(profile.policies, [national])
        let dotted = String(decoding: try ProfileTree.file("doctor-signing"), as: UTF8.self)
            .replacingOccurrences(of: "\"health-subscriber\"", with: "\"2.16.364.101.1\"")
        XCTAssertEqual(try CertificateProfile(reading: Array(dotted.utf8)).policies, [national])
    }

    func testTheFilesHashNamesTheRules() throws {
        let file = try ProfileTree.file("doctor-signing")
        let one = try CertificateProfile(reading: file)
        let other = try CertificateProfile(reading: file + [0x0a])
        XCTAssertEqual(one.sha256.count, 32)
        XCTAssertNotEqual(one.sha256, other.sha256)
    }

    func testEveryIdentifierOfOursIsListed() throws {
        let list = String(
            decoding: try Data(contentsOf: SharedData.packageRoot.appendingPathComponent("PKI/OIDs.md")), as: UTF8.self)
        XCTAssertTrue(list.contains(MohrOID.arc))
        for (name, identifier) in MohrOID.named {
            let suffix = identifier.dotted.dropFirst(MohrOID.arc.count)
            XCTAssertTrue(list.contains("| `\(suffix)` | `\(name)` |"), name)
            XCTAssertTrue(MohrOID.contains(identifier))
        }
        XCTAssertFalse(MohrOID.contains(OID.anyPolicy))
        XCTAssertEqual(Set(MohrOID.named.values).count, MohrOID.named.count)
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// What is written is read back as the same value, and what is read is written as the same bytes.
final class ExtensionRoundTripTests: XCTestCase {
    private func certificate() throws -> Certificate {
        try TestPKI.root { draft in
            for item in ExtensionSamples.all { draft.set(item) }
        }.certificate
    }

    func testEveryExtensionIsDecodedToWhatWasWritten() throws {
        let certificate = try certificate()
        XCTAssertEqual(certificate.basicConstraints, BasicConstraints(isCA: true, pathLength: 300))
        XCTAssertEqual(certificate.keyUsage, [.digitalSignature, .nonRepudiation, .decipherOnly])
        XCTAssertEqual(certificate.extendedKeyUsage, [OID.timeStamping, OID.anyExtendedKeyUsage])
        XCTAssertEqual(certificate.subjectAlternativeName, ExtensionSamples.generalNames)
        XCTAssertEqual(certificate.issuerAlternativeName, ExtensionSamples.generalNames)
        XCTAssertEqual(certificate.nameConstraints?.excluded.map(\.base), ExtensionSamples.generalNames)
        XCTAssertEqual(certificate.nameConstraints?.permitted.first?.base, .dnsName("example.ir"))
        XCTAssertEqual(certificate.crlDistributionPoints, ExtensionSamples.points)
        XCTAssertEqual(certificate.crlDistributionPoints.first?.uris, ["http://example.ir/a.crl"])
        XCTAssertEqual(certificate.freshestCRL, ExtensionSamples.points)
        XCTAssertEqual(
            certificate.authorityInformationAccess.map(\.uri), ["http://example.ir/ocsp", "http://example.ir/ca.cer"])
        XCTAssertEqual(certificate.subjectInformationAccess.first?.location, .directoryName(ExtensionSamples.name))
        XCTAssertEqual(
            certificate.certificatePolicies?.identifiers, [MohrOID.healthSubscriberPolicy, OID.anyPolicy])
        XCTAssertEqual(certificate.certificatePolicies?.all.last?.qualifiers.first?.cps, "http://example.ir/cps")
        XCTAssertEqual(certificate.policyMappings.first?.subjectDomainPolicy, ObjectIdentifier(1, 2, 4))
        XCTAssertEqual(
            certificate.policyConstraints, PolicyConstraints(requireExplicitPolicy: 0, inhibitPolicyMapping: 200))
        XCTAssertEqual(certificate.inhibitAnyPolicy, 0)
        XCTAssertEqual(certificate.admission, ExtensionSamples.admission)
        XCTAssertEqual(certificate.admission?.professionItems, ["پزشک", "Physician", "x", "پزشک", "Physician"])
        XCTAssertEqual(certificate.admission?.registrationNumber, "12345")
        XCTAssertEqual(certificate.qcStatements.map(\.encodedInfo), [nil, [0x30, 0x00]])
        XCTAssertTrue(certificate.hasOCSPNoCheck)
        let here = Set(certificate.extensions.all.map(\.oid))
        XCTAssertEqual(here, Certificate.decodedExtensions, "a sample of each")
    }

    func testAbsentExtensionsAreAbsent() throws {
        let bare = try TestPKI.root { draft in
            draft.extensions = []
            draft.hasKeyIdentifiers = false
        }.certificate
        XCTAssertNil(bare.basicConstraints)
        XCTAssertNil(bare.keyUsage)
        XCTAssertNil(bare.extendedKeyUsage)
        XCTAssertNil(bare.admission)
        XCTAssertEqual(bare.subjectAlternativeName, [])
        XCTAssertFalse(bare.hasOCSPNoCheck)
    }

    /// Writes each extension again from what was decoded.
    private func rewritten(_ item: Extension, of certificate: Certificate) -> Extension? {
        let critical = item.isCritical
        switch item.oid {
        case OID.basicConstraints:
            return certificate.basicConstraints.map { .basicConstraints($0, isCritical: critical) }
        case OID.keyUsage: return certificate.keyUsage.map { .keyUsage($0, isCritical: critical) }
        case OID.extendedKeyUsage:
            return certificate.extendedKeyUsage.map { .extendedKeyUsage($0, isCritical: critical) }
        case OID.subjectKeyIdentifier:
            return certificate.subjectKeyIdentifier.map { .subjectKeyIdentifier(Array($0), isCritical: critical) }
        case OID.authorityKeyIdentifier:
            return certificate.authorityKeyIdentifier.map { .authorityKeyIdentifier($0, isCritical: critical) }
        case OID.subjectAlternativeName:
            return .subjectAlternativeName(certificate.subjectAlternativeName, isCritical: critical)
        case OID.issuerAlternativeName:
            return .issuerAlternativeName(certificate.issuerAlternativeName, isCritical: critical)
        case OID.nameConstraints:
            return certificate.nameConstraints.map { .nameConstraints($0, isCritical: critical) }
        case OID.crlDistributionPoints:
            return .crlDistributionPoints(certificate.crlDistributionPoints, isCritical: critical)
        case OID.freshestCRL: return .freshestCRL(certificate.freshestCRL)
        case OID.authorityInformationAccess:
            return .authorityInformationAccess(certificate.authorityInformationAccess)
        case OID.subjectInformationAccess: return .subjectInformationAccess(certificate.subjectInformationAccess)
        case OID.certificatePolicies:
            return certificate.certificatePolicies.map { .certificatePolicies($0, isCritical: critical) }
        case OID.policyMappings: return .policyMappings(certificate.policyMappings, isCritical: critical)
        case OID.policyConstraints:
            return certificate.policyConstraints.map { .policyConstraints($0, isCritical: critical) }
        case OID.inhibitAnyPolicy:
            return certificate.inhibitAnyPolicy.map { .inhibitAnyPolicy($0, isCritical: critical) }
        case OID.admission: return certificate.admission.map { .admission($0) }
        case OID.qcStatements: return .qcStatements(certificate.qcStatements, isCritical: critical)
        case OID.ocspNoCheck: return .ocspNoCheck
        default: return nil
        }
    }

    func testWhatIsReadIsWrittenAsTheSameBytes() throws {
        let certificate = try certificate()
        for item in certificate.extensions.all {
            XCTAssertEqual(rewritten(item, of: certificate), item, item.oid.dotted)
        }
    }

    func testEveryExtensionInTheFieldIsWrittenAsTheSameBytes() throws {
        var counts: [String: Int] = [:]
        for folder in ["pkits/certs", "gematik/ca", "gematik/certificates"] {
            for file in try SharedData.files(in: folder) {
                for certificate in try Certificate.all(inPEMOrDER: [UInt8](try Data(contentsOf: file))) {
                    for item in certificate.extensions.all {
                        guard let again = rewritten(item, of: certificate) else { continue }
                        XCTAssertEqual(again, item, "\(file.lastPathComponent): \(item.oid)")
                        counts[item.oid.dotted, default: 0] += 1
                    }
                }
            }
        }
        print("extensions written again: \(counts.values.reduce(0, +)) of \(counts.count) kinds")
        XCTAssertGreaterThan(counts.count, 14)
    }
}

// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport
import XCTest

/// Each way in which a known extension can be malformed has an error that names the extension, the cause and the place.
final class MalformedExtensionTests: XCTestCase {
    /// The error that a certificate with this value for an extension gives, its offset counted from the value.
    private func cause(_ oid: ObjectIdentifier, _ value: [UInt8]) throws -> PKIXError? {
        // Assembled by hand: a certificate with a malformed extension cannot be made any other way.
        let root = try TestPKI.root { $0.extensions = [] }
        let tbs = TBSCertificate(
            serialNumber: SerialNumber(unsigned: [1]), signature: root.certificate.signatureAlgorithm,
            issuer: root.name, validity: TestPKI.validity, subject: root.name,
            subjectPublicKeyInfo: root.certificate.tbs.subjectPublicKeyInfo,
            extensions: try Extensions([Extension(oid: oid, isCritical: false, value: value[...])])
        ).encoded()
        do {
            _ = try Certificate.assemble(
                tbs: tbs, signatureAlgorithm: root.certificate.signatureAlgorithm, signature: [0])
            return nil
        } catch let PKIXError.malformedExtension(named, cause) {
            XCTAssertEqual(named, oid)
            // The value ends the TBSCertificate, which begins after the certificate's four octets of header.
            let start = 4 + tbs.count - value.count
            if let offset = cause.offset { XCTAssertTrue((start...start + value.count).contains(offset), "\(cause)") }
            return cause
        }
    }

    private func assert(
        _ oid: ObjectIdentifier, _ value: [UInt8], file: StaticString = #filePath, line: UInt = #line,
        _ isExpected: (PKIXError) -> Bool
    ) throws {
        guard let cause = try cause(oid, value) else { return XCTFail("was read", file: file, line: line) }
        XCTAssertTrue(isExpected(cause), "\(cause)", file: file, line: line)
    }

    func testBasicConstraints() throws {
        XCTAssertNil(try cause(OID.basicConstraints, [0x30, 0x00]))
        XCTAssertNil(try cause(OID.basicConstraints, [0x30, 0x03, 0x01, 0x01, 0xff]))
        try assert(OID.basicConstraints, [0x30, 0x03, 0x01, 0x01, 0x00]) {
            if case .unexpected("cA", "FALSE", _, _) = $0 { true } else { false }
        }
        try assert(OID.basicConstraints, [0x30, 0x03, 0x01, 0x01, 0x01]) {
            if case .der(.boolean) = $0 { true } else { false }
        }
        try assert(OID.basicConstraints, [0x30, 0x06, 0x01, 0x01, 0xff, 0x02, 0x01, 0xff]) {
            if case .outOfRange("pathLenConstraint", "-1", _, _) = $0 { true } else { false }
        }
        try assert(OID.basicConstraints, [0x30, 0x02, 0x05, 0x00]) {
            if case .der(.trailingBytes) = $0 { true } else { false }
        }
        try assert(OID.basicConstraints, []) { if case .der(.valueMissing) = $0 { true } else { false } }
        try assert(OID.basicConstraints, [0x30, 0x00, 0x00]) {
            if case .der(.trailingBytes) = $0 { true } else { false }
        }
    }

    func testKeyUsage() throws {
        XCTAssertNil(try cause(OID.keyUsage, [0x03, 0x02, 0x06, 0x40]))
        try assert(OID.keyUsage, [0x03, 0x02, 0x00, 0x40]) {
            if case .unexpected("keyUsage", "trailing zero bits", _, _) = $0 { true } else { false }
        }
        try assert(OID.keyUsage, [0x03, 0x01, 0x00]) { if case .empty("keyUsage", _) = $0 { true } else { false } }
        try assert(OID.keyUsage, [0x03, 0x03, 0x06, 0x40, 0x40]) {
            if case .outOfRange("keyUsage", "bit 9", _, _) = $0 { true } else { false }
        }
        try assert(OID.keyUsage, [0x03, 0x02, 0x01, 0x41]) { if case .der(.bitString) = $0 { true } else { false } }
        try assert(OID.keyUsage, [0x04, 0x02, 0x06, 0x40]) {
            if case .der(.unexpectedTag) = $0 { true } else { false }
        }
    }

    func testListsMustNotBeEmpty() throws {
        for oid in [
            OID.extendedKeyUsage, OID.subjectAlternativeName, OID.issuerAlternativeName, OID.crlDistributionPoints,
            OID.freshestCRL, OID.certificatePolicies, OID.policyMappings, OID.authorityInformationAccess,
            OID.subjectInformationAccess, OID.qcStatements, OID.policyConstraints, OID.nameConstraints,
        ] {
            try assert(oid, [0x30, 0x00]) { if case .empty = $0 { true } else { false } }
        }
    }

    func testAuthorityKeyIdentifierNamesIssuerAndNumberTogether() throws {
        XCTAssertNil(try cause(OID.authorityKeyIdentifier, [0x30, 0x00]))
        try assert(OID.authorityKeyIdentifier, [0x30, 0x03, 0x82, 0x01, 0x01]) {
            if case .unexpected("authorityKeyIdentifier", "serial number alone", _, _) = $0 { true } else { false }
        }
        try assert(OID.authorityKeyIdentifier, [0x30, 0x05, 0xa1, 0x03, 0x82, 0x01, 0x61]) {
            if case .unexpected("authorityKeyIdentifier", "issuer alone", _, _) = $0 { true } else { false }
        }
    }

    func testPolicies() throws {
        let policy: [UInt8] = [0x30, 0x04, 0x06, 0x02, 0x2a, 0x03]
        XCTAssertNil(try cause(OID.certificatePolicies, [0x30, 0x06] + policy))
        try assert(OID.certificatePolicies, [0x30, 0x0c] + policy + policy) {
            if case .repeated("certificatePolicies", "1.2.3", _) = $0 { true } else { false }
        }
        try assert(OID.certificatePolicies, [0x30, 0x08, 0x30, 0x06, 0x06, 0x02, 0x2a, 0x03, 0x30, 0x00]) {
            if case .empty("policyQualifiers", _) = $0 { true } else { false }
        }
        try assert(OID.policyConstraints, [0x30, 0x03, 0x80, 0x01, 0xff]) {
            if case .outOfRange("requireExplicitPolicy", "-1", _, _) = $0 { true } else { false }
        }
        try assert(OID.inhibitAnyPolicy, [0x02, 0x01, 0x80]) {
            if case .outOfRange("inhibitAnyPolicy", "-128", _, _) = $0 { true } else { false }
        }
    }

    func testNameConstraints() throws {
        let base: [UInt8] = [0x82, 0x01, 0x61]
        XCTAssertNil(try cause(OID.nameConstraints, [0x30, 0x07, 0xa0, 0x05, 0x30, 0x03] + base))
        XCTAssertNil(
            try cause(OID.nameConstraints, [0x30, 0x0a, 0xa0, 0x08, 0x30, 0x06] + base + [0x81, 0x01, 0x05]),
            "a maximum can be read, so that it can be refused")
        try assert(OID.nameConstraints, [0x30, 0x0a, 0xa0, 0x08, 0x30, 0x06] + base + [0x80, 0x01, 0x00]) {
            if case .unexpected("minimum", "0", _, _) = $0 { true } else { false }
        }
        try assert(OID.nameConstraints, [0x30, 0x02, 0xa0, 0x00]) {
            if case .empty("GeneralSubtrees", _) = $0 { true } else { false }
        }
    }

    func testGeneralNames() throws {
        try assert(OID.subjectAlternativeName, [0x30, 0x02, 0x89, 0x00]) {
            if case .unexpected("GeneralName", "tag 137", _, _) = $0 { true } else { false }
        }
        try assert(OID.subjectAlternativeName, [0x30, 0x03, 0x82, 0x01, 0xe9]) {
            if case .der(.string) = $0 { true } else { false }
        }
        try assert(OID.subjectAlternativeName, [0x30, 0x04, 0xa4, 0x02, 0x31, 0x00]) {
            if case .der(.unexpectedTag) = $0 { true } else { false }
        }
    }

    func testDistributionPoints() throws {
        try assert(OID.crlDistributionPoints, [0x30, 0x02, 0x30, 0x00]) {
            if case .empty("DistributionPoint", _) = $0 { true } else { false }
        }
        try assert(OID.crlDistributionPoints, [0x30, 0x06, 0x30, 0x04, 0x81, 0x02, 0x06, 0x40]) {
            if case .empty("DistributionPoint", _) = $0 { true } else { false }
        }
        try assert(OID.crlDistributionPoints, [0x30, 0x06, 0x30, 0x04, 0xa0, 0x02, 0xa2, 0x00]) {
            if case .unexpected("DistributionPointName", _, _, _) = $0 { true } else { false }
        }
    }

    func testAdmission() throws {
        try assert(OID.admission, [0x30, 0x02, 0x30, 0x00]) {
            if case .empty("contentsOfAdmissions", _) = $0 { true } else { false }
        }
        // professionItems with an INTEGER in it
        try assert(
            OID.admission,
            [0x30, 0x0d, 0x30, 0x0b, 0x30, 0x09, 0x30, 0x07, 0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x01]
        ) {
            if case .unexpected("DirectoryString", _, _, _) = $0 { true } else { false }
        }
        try assert(OID.ocspNoCheck, [0x04, 0x00]) { if case .der(.unexpectedTag) = $0 { true } else { false } }
    }
}

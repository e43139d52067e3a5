// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport
import XCTest

/// Name constraints of every kind.
///
/// - SeeAlso: RFC 5280 4.2.1.10, 6.1.3 (b) and (c).
final class PathNameTests: XCTestCase {
    private enum Verdict { case valid, invalid }

    /// A row: what the health authority may certify, what it may not, what the doctor's certificate names.
    private func check(
        permitted: [GeneralName] = [], excluded: [GeneralName] = [], _ names: [GeneralName], _ verdict: Verdict,
        line: UInt = #line
    ) throws {
        let constraints = NameConstraints(
            permitted: permitted.map { GeneralSubtree(base: $0) }, excluded: excluded.map { GeneralSubtree(base: $0) })
        let tree = try PathTree(
            health: { $0.set(.nameConstraints(constraints)) },
            doctor: { if !names.isEmpty { $0.set(.subjectAlternativeName(names)) } })
        let result = try tree.judge { $0.policy.revocation = .notChecked }
        switch verdict {
        case .valid: assertValid(result, line: line)
        case .invalid: assertFails(result, .nameConstraints, at: 0, line: line)
        }
    }

    private func name(_ organization: String, _ commonName: String? = nil) throws -> Name {
        try Name(
            [(OID.countryName, "IR"), (OID.organizationName, organization)]
                + (commonName.map { [(OID.commonName, $0)] } ?? []))
    }

    func testDirectoryNames() throws {
        try check(permitted: [.directoryName(try name("Test"))], [], .valid)
        try check(permitted: [.directoryName(try name("TEST"))], [], .valid)
        try check(permitted: [.directoryName(try name("Other"))], [], .invalid)
        try check(excluded: [.directoryName(try name("Test"))], [], .invalid)
        try check(excluded: [.directoryName(try name("Test", "Someone"))], [], .valid)
        // A letter that only looks the same is another name: Cyrillic Е in "TЕST".
        try check(permitted: [.directoryName(try name("T\u{415}ST"))], [], .invalid)
        // An alternative directory name is held to the same.
        try check(
            permitted: [.directoryName(try name("Test"))], [.directoryName(try name("Other", "Doctor"))], .invalid)
    }

    func testMailboxes() throws {
        let row = { (base: String, mailbox: String, verdict: Verdict) in
            try self.check(permitted: [.rfc822Name(base)], [.rfc822Name(mailbox)], verdict)
        }
        try row("clinic.example", "doctor@CLINIC.example", .valid)
        try row("clinic.example", "doctor@ward.clinic.example", .invalid)
        try row(".clinic.example", "doctor@ward.clinic.example", .valid)
        try row(".clinic.example", "doctor@clinic.example", .invalid)
        try row("doctor@clinic.example", "doctor@clinic.example", .valid)
        try row("doctor@clinic.example", "Doctor@clinic.example", .invalid)
        try row("clinic.example", "doctor@evilclinic.example", .invalid)
        try row("clinic.example", "not a mailbox", .invalid)
        try check(excluded: [.rfc822Name("clinic.example")], [.rfc822Name("a@clinic.example")], .invalid)
    }

    func testMailboxInTheSubjectIsHeldToTheConstraints() throws {
        let constraints = NameConstraints(
            permitted: [GeneralSubtree(base: .rfc822Name("clinic.example"))], excluded: [])
        for (mailbox, isValid) in [("a@clinic.example", true), ("a@elsewhere.example", false)] {
            let tree = try PathTree(
                health: { $0.set(.nameConstraints(constraints)) },
                doctor: {
                    $0.subject = try Name([(OID.commonName, "Doctor"), (OID.emailAddress, mailbox)])
                })
            let result = try tree.judge { $0.policy.revocation = .notChecked }
            XCTAssertEqual(result.path != nil, isValid, "\(result.failures)")
        }
    }

    func testHosts() throws {
        let row = { (base: String, host: String, verdict: Verdict) in
            try self.check(permitted: [.dnsName(base)], [.dnsName(host)], verdict)
        }
        try row("clinic.example", "clinic.example", .valid)
        try row("clinic.example", "www.Clinic.Example", .valid)
        try row("clinic.example", "myclinic.example", .invalid)
        try row(".clinic.example", "www.clinic.example", .valid)
        try row(".clinic.example", "clinic.example", .invalid)
        try row("", "anything.example", .valid)
        try check(excluded: [.dnsName("bad.example")], [.dnsName("www.bad.example")], .invalid)
        // A wildcard would cover the excluded host.
        try check(excluded: [.dnsName("www.bad.example")], [.dnsName("*.bad.example")], .invalid)
        try check(excluded: [.dnsName("www.bad.example")], [.dnsName("mail.bad.example")], .valid)
    }

    func testURIs() throws {
        let row = { (base: String, uri: String, verdict: Verdict) in
            try self.check(permitted: [.uri(base)], [.uri(uri)], verdict)
        }
        try row("clinic.example", "https://clinic.example/path", .valid)
        try row("clinic.example", "https://user@clinic.example:8443?x#y", .valid)
        try row("clinic.example", "https://www.clinic.example/", .invalid)
        try row(".clinic.example", "https://www.clinic.example/", .valid)
        try row("clinic.example", "https://evil.example/clinic.example", .invalid)
        try row("clinic.example", "https://clinic.example@evil.example/", .invalid)
        // "MUST reject": no host, or an address.
        try row("clinic.example", "urn:oid:1.2.3", .invalid)
        try row("clinic.example", "https://192.0.2.1/", .invalid)
        try row("clinic.example", "https://[2001:db8::1]/", .invalid)
        try check(excluded: [.uri("evil.example")], [.uri("urn:oid:1.2.3")], .invalid)
    }

    func testAddresses() throws {
        let row = { (base: [UInt8], address: [UInt8], verdict: Verdict) in
            try self.check(permitted: [.ipAddress(base)], [.ipAddress(address)], verdict)
        }
        try row([192, 0, 2, 0, 255, 255, 255, 0], [192, 0, 2, 7], .valid)
        try row([192, 0, 2, 0, 255, 255, 255, 0], [192, 0, 3, 7], .invalid)
        try row([192, 0, 2, 0, 255, 255, 255, 0], Array(repeating: 0, count: 16), .invalid)
        try row([192, 0, 2, 0, 255, 255, 255, 0], [192, 0, 2], .invalid)
        let prefix: [UInt8] = [0x20, 0x01, 0x0d, 0xb8] + Array(repeating: 0, count: 12)
        let mask: [UInt8] = [0xff, 0xff, 0xff, 0xff] + Array(repeating: 0, count: 12)
        try row(prefix + mask, Array(prefix.dropLast()) + [9], .valid)
    }

    func testKindsThatCannotBeJudgedFailOnlyWhenTheyAppear() throws {
        let identifier = try XCTUnwrap(ObjectIdentifier("2.25.1"))
        let other = GeneralName.registeredID(identifier)
        try check(permitted: [other], [], .valid)
        try check(permitted: [other], [other], .invalid)
        try check(excluded: [.x400Address([])], [.dnsName("a.example")], .valid)
        try check(excluded: [.x400Address([])], [.x400Address([])], .invalid)
        let value = DERWriter.bytes { $0.utf8String("x") }[...]
        try check(permitted: [.otherName(identifier, value)], [.otherName(identifier, value)], .invalid)
    }

    func testConstraintsOfAllAuthoritiesHoldTogether() throws {
        let tree = try PathTree(
            root: { _ in },
            health: {
                $0.set(
                    .nameConstraints(
                        NameConstraints(permitted: [GeneralSubtree(base: .dnsName("example"))], excluded: [])))
            })
        let district = try tree.health.authority("District") {
            $0.set(
                .nameConstraints(
                    NameConstraints(permitted: [GeneralSubtree(base: .dnsName("clinic.example"))], excluded: [])))
        }
        for (host, isValid) in [("a.clinic.example", true), ("a.other.example", false)] {
            let nurse = try district.signer("Nurse") { $0.set(.subjectAlternativeName([.dnsName(host)])) }
            let result = try tree.judge(nurse) {
                $0.certificates.append(district.certificate)
                $0.policy.revocation = .notChecked
            }
            XCTAssertEqual(result.path != nil, isValid, "\(result.failures)")
        }
    }

    func testRelyingPartysOwnConstraintsHoldFromTheAnchorOn() throws {
        let tree = try PathTree()
        let result = try tree.judge {
            $0.policy.revocation = .notChecked
            $0.policy.initialNameConstraints = NameConstraints(
                permitted: [], excluded: [GeneralSubtree(base: .directoryName(tree.doctor.name))])
        }
        assertFails(result, .nameConstraints, at: 0)
    }

    func testManyNamesAgainstManySubtreesEndWithinTheBudget() throws {
        let subtrees = (0..<400).map { GeneralSubtree(base: .dnsName("h\($0).example")) }
        let names = (0..<400).map { GeneralName.dnsName("h\($0).example") }
        let tree = try PathTree(
            health: { $0.set(.nameConstraints(NameConstraints(permitted: subtrees, excluded: []))) },
            doctor: { $0.set(.subjectAlternativeName(names)) })
        let result = try tree.judge { $0.policy.revocation = .notChecked }
        assertFails(result, .budget)
        assertValid(
            try tree.judge {
                $0.policy.revocation = .notChecked
                $0.policy.budget.comparisons = 200_000
            })
    }
}

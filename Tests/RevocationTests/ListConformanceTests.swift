// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// Lists as published, judged by OpenSSL, GnuTLS and pkilint.
final class ListConformanceTests: XCTestCase {
    private struct Published {
        let house: House
        let folder: TemporaryFolder
        let revoked: Issued
        let held: Issued
        let good: Issued
        let pending: Issued

        init() throws {
            house = try House(at: .now())
            folder = try TemporaryFolder()
            (revoked, held, good) = try (house.issue("Revoked"), house.issue("Held"), house.issue("Good"))
            pending = try house.issue("Pending", as: .pendingAcceptance)
            let now = house.clock.now
            try house.clerk.revoke(
                revoked.reference, reason: .keyCompromise, invalidityDate: now.advanced(bySeconds: -3_600), because: "",
                by: "m", at: now)
            try house.clerk.hold(held.reference, because: "", by: "m", at: now)
            let intermediate = try house.issue("Trade", by: "root")
            try house.clerk.revoke(
                intermediate.reference, reason: .cACompromise, because: "", by: "m", at: now)
            let status = try house.status()
            try house.publisher(status: status).publish()
            try RevocationPublisher(
                status: status, authority: "root", certificate: house.root.certificate, key: house.root.key,
                plan: try ListPlan(publicURL: House.publicURL, shards: 0, lifetimeSeconds: 180 * 86_400),
                lists: house.lists, clock: house.clock.reading
            ).publish()
            for list in house.lists.all {
                try folder.write(list.encoded, to: list.path.split(separator: "/").joined(separator: "-"))
                try folder.write(
                    PEM.encode(list.encoded, label: "X509 CRL"),
                    to: list.path.split(separator: "/").joined(separator: "-") + ".pem")
            }
            for (name, certificate) in [
                ("root", house.root.certificate), ("health", house.health.certificate),
                ("revoked", revoked.certificate), ("held", held.certificate), ("good", good.certificate),
                ("pending", pending.certificate),
            ] {
                try folder.write(PEM.encode(certificate.encoded, label: "CERTIFICATE"), to: "\(name).pem")
            }
        }

        var files: [(file: String, issuer: String)] {
            house.lists.all.map {
                ($0.path.split(separator: "/").joined(separator: "-"), $0.path == "root.crl" ? "root" : "health")
            }
        }
    }

    func testOpenSSLVerifiesEveryList() throws {
        let published = try Published()
        XCTAssertEqual(published.files.count, House.shards + 2)
        for (file, issuer) in published.files {
            for (ca, isGood) in [(issuer, true), (issuer == "root" ? "health" : "root", false)] {
                let outcome = try Shell.run(
                    "openssl",
                    ["crl", "-inform", "DER", "-in", file, "-noout", "-CAfile", "\(ca).pem"], in: published.folder)
                XCTAssertEqual(outcome.errors.contains("verify OK"), isGood, "\(file) by \(ca): \(outcome.errors)")
            }
        }
        let text = try Shell.run(
            "openssl", ["crl", "-inform", "DER", "-in", "health.crl", "-noout", "-text"], in: published.folder
        ).text
        for word in ["Key Compromise", "Certificate Hold", "Invalidity Date", "X509v3 CRL Number"] {
            XCTAssertTrue(text.contains(word), word)
        }
    }

    func testOpenSSLFindsEachStatusOnTheShardThatTheCertificateNames() throws {
        let published = try Published()
        for (name, issued, error) in [
            ("good", published.good, nil), ("revoked", published.revoked, "certificate revoked"),
            ("held", published.held, "certificate revoked"), ("pending", published.pending, "certificate revoked"),
        ] as [(String, Issued, String?)] {
            for (list, hasOne) in [
                ("health-\(issued.shard).crl.pem", true), ("health.crl.pem", true),
                ("health-\((issued.shard + 1) % House.shards).crl.pem", false),
            ] {
                let outcome = try Shell.run(
                    "openssl",
                    [
                        "verify", "-crl_check", "-extended_crl", "-CAfile", "root.pem", "-untrusted", "health.pem",
                        "-CRLfile", list, "\(name).pem",
                    ], in: published.folder)
                let expected = hasOne ? error : "scope"
                XCTAssertEqual(outcome.isSuccess, expected == nil, "\(name) \(list) \(outcome.errors)")
                if let expected {
                    XCTAssertTrue(outcome.errors.contains(expected), "\(name) \(list) \(outcome.errors)")
                }
            }
        }
    }

    func testGnuTLSReadsAndVerifiesEveryList() throws {
        let published = try Published()
        for (file, issuer) in published.files {
            let info = try Shell.run("certtool", ["--crl-info", "--infile", "\(file).pem"], in: published.folder)
            XCTAssertTrue(info.isSuccess, info.errors)
            XCTAssertTrue(info.text.contains("CRL Number"), info.text)
            let verified = try Shell.run(
                "certtool",
                ["--verify-crl", "--load-ca-certificate", "\(issuer).pem", "--infile", "\(file).pem"],
                in: published.folder)
            XCTAssertTrue(verified.isSuccess, verified.text + verified.errors)
        }
    }

    func testPkilintFindsNothingInAnyList() throws {
        let published = try Published()
        for (file, issuer) in published.files {
            try Judges.assertClean(
                "lint_crl",
                ["-t", issuer == "root" ? "ARL" : "CRL", "-p", "PKIX", published.folder.path(file)])
        }
    }

    func testOurOwnValidationTakesTheLists() throws {
        let published = try Published()
        let house = published.house
        let lists = try house.lists.all.map { try CertificateList(der: $0.encoded) }
        for (issued, isValid) in [
            (published.good, true), (published.revoked, false), (published.held, false), (published.pending, false),
        ] {
            var policy = PathPolicy(time: house.clock.now)
            policy.revocation = .required
            let result = PathValidator().validate(
                target: issued.certificate, anchors: [try TrustAnchor(certificate: house.root.certificate)],
                intermediates: [house.health.certificate], crls: lists, ocsp: [], policy: policy)
            if case .valid = result { XCTAssertTrue(isValid) } else { XCTAssertFalse(isValid, "\(result)") }
        }
    }
}

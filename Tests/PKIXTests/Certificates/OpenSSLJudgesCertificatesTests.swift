// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// What we write is read by `openssl`, and what `openssl` writes is read by us.
final class OpenSSLJudgesCertificatesTests: XCTestCase {
    func testOpenSSLReadsEveryExtensionThatWeWrite() throws {
        let certificate = try TestPKI.root { draft in
            for item in ExtensionSamples.all { draft.set(item) }
        }.certificate
        let outcome = try Shell.run(
            "openssl", ["x509", "-inform", "DER", "-noout", "-text", "-nameopt", "utf8"], input: certificate.encoded)
        XCTAssertTrue(outcome.isSuccess, outcome.errors)
        for line in [
            "CA:TRUE, pathlen:300", "Digital Signature, Non Repudiation, Decipher Only",
            "Time Stamping, Any Extended Key Usage", "DNS:example.ir", "IP Address:127.0.0.1",
            "URI:http://example.ir/a.crl", "Reasons:", "Key Compromise", "AA Compromise",
            "OCSP - URI:http://example.ir/ocsp", "CA Issuers - URI:http://example.ir/ca.cer",
            "Policy: X509v3 Any Policy", "CPS: http://example.ir/cps", "1.2.3:1.2.4",
            "Require Explicit Policy:0, Inhibit Policy Mapping:200", "Permitted:", "Excluded:",
            "Professional Information or basis for Admission", "registrationNumber: 12345", "OCSP No Check",
        ] {
            XCTAssertTrue(outcome.text.contains(line), "not printed: \(line)\n\(outcome.text)")
        }
    }

    func testOpenSSLFindsNothingToCorrectInOurDER() throws {
        let certificate = try TestPKI.root { draft in
            for item in ExtensionSamples.all { draft.set(item) }
        }.certificate
        // `-badsig` is not given, so x509 decodes and encodes again.
        let outcome = try Shell.run(
            "openssl", ["x509", "-inform", "DER", "-outform", "DER"], input: certificate.encoded)
        XCTAssertEqual(outcome.output, certificate.encoded)
    }

    func testWeReadCertificatesThatOpenSSLWrites() throws {
        let kinds: [(String, [String], SignatureAlgorithm)] = [
            ("P-256", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-sha256"], .ecdsa(.sha256)),
            ("P-384", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384", "-sha384"], .ecdsa(.sha384)),
            (
                "brainpool",
                ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1", "-sha256"], .ecdsa(.sha256)
            ),
            ("RSA", ["-newkey", "rsa:2048", "-sha512"], .rsaPKCS1(.sha512)),
            ("SHA-3", ["-newkey", "rsa:2048", "-sha3-256"], .rsaPKCS1(.sha3_256)),
            (
                "PSS",
                [
                    "-newkey", "rsa:2048", "-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt",
                    "rsa_pss_saltlen:32",
                ],
                .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)
            ),
            ("Ed25519", ["-newkey", "ed25519"], .ed25519),
        ]
        let folder = try TemporaryFolder()
        let common = [
            "req", "-x509", "-nodes", "-keyout", "key.pem", "-out", "certificate.pem", "-days", "30", "-utf8",
            "-multivalue-rdn",
            "-subj", "/C=IR/O=آزمون/CN=سارا+SN=احمدی", "-addext",
            "subjectAltName=DNS:a.ir,IP:::1,email:a@a.ir,URI:http://a.ir",
            "-addext", "keyUsage=critical,nonRepudiation", "-addext", "certificatePolicies=1.2.3,2.5.29.32.0",
            "-addext", "nameConstraints=permitted;DNS:.ir,excluded;IP:10.0.0.0/255.0.0.0",
        ]
        for (name, arguments, algorithm) in kinds {
            let outcome = try Shell.run("openssl", common + arguments, in: folder)
            XCTAssertTrue(outcome.isSuccess, "\(name): \(outcome.errors)")
            let certificate = try Certificate(derOrPEM: folder.read("certificate.pem"))
            XCTAssertEqual(certificate.signatureAlgorithm.signatureAlgorithm, algorithm, name)
            XCTAssertEqual(AlgorithmIdentifier(algorithm), certificate.signatureAlgorithm, "\(name): written alike")
            XCTAssertTrue(certificate.isSigned(by: try certificate.publicKey()), name)
            XCTAssertTrue(certificate.isSelfIssued)
            XCTAssertEqual(certificate.subject.value(of: OID.surname), "احمدی")
            XCTAssertEqual(certificate.keyUsage, .nonRepudiation)
            XCTAssertEqual(certificate.subjectAlternativeName.count, 4)
            XCTAssertEqual(
                certificate.nameConstraints?.excluded.map(\.base), [.ipAddress([10, 0, 0, 0, 255, 0, 0, 0])])
            XCTAssertEqual(certificate.tbs.encoded(), Array(certificate.tbsEncoded), name)
        }
    }

    func testOpenSSLShowsNamesAsWeDo() throws {
        let name = try Name([
            (OID.countryName, "IR"), (OID.organizationName, "A, \"B\" <C>+D;E\\F"), (OID.commonName, " #سارا "),
        ])
        let certificate = try TestPKI.root { $0.subject = name }.certificate
        let outcome = try Shell.run(
            "openssl",
            ["x509", "-inform", "DER", "-noout", "-subject", "-nameopt", "esc_2253,sep_comma_plus,dn_rev,utf8,sname"],
            input: certificate.encoded)
        XCTAssertEqual(outcome.text, "subject=\(name.description)\n", outcome.errors)
    }

    func testGnuTLSReadsWhatWeWrite() throws {
        // certtool judges by its own clock.
        let now = Instant.now()
        let validity = Validity(notBefore: now.advanced(bySeconds: -60), notAfter: now.advanced(bySeconds: 3_600))
        let root = try TestPKI.root(key: .p256) { $0.validity = validity }
        let leaf = try root.signer("سارا احمدی") { $0.validity = validity }
        let folder = try TemporaryFolder()
        try folder.write(leaf.certificate.pem + root.certificate.pem, to: "chain.pem")
        let outcome = try Shell.run(
            "certtool", ["--verify-chain", "--infile", "chain.pem"], in: folder)
        XCTAssertTrue(outcome.text.contains("Chain verification output: Verified."), outcome.text + outcome.errors)
    }
}

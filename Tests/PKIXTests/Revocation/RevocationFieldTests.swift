// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX
import TestSupport
import XCTest

/// Revocation lists and OCSP answers that no one here made.
final class RevocationFieldTests: XCTestCase {
    func testEveryPKITSListParses() throws {
        var entries = 0
        let files = try SharedData.files(in: "pkits/crls", extensions: "crl")
        var versions: [Int: Int] = [:]
        var unsigned: Set<String> = []
        let authorities = try Self.authorities()
        for file in files {
            do {
                let list = try CertificateList(der: [UInt8](try Data(contentsOf: file)))
                entries += list.entries.count
                versions[list.version, default: 0] += 1
                let keys = (authorities[list.issuer.matchKey] ?? []).compactMap { try? $0.publicKey() }
                if !keys.contains(where: { list.isSigned(by: $0) }) { unsigned.insert(file.lastPathComponent) }
            } catch {
                XCTFail("\(file.lastPathComponent): \(error)")
            }
        }
        print("pkits/crls: \(files.count) lists with \(entries) entries, versions \(versions)")
        XCTAssertEqual(files.count, 173)
        // Three are wrong on purpose; the fourth's key takes its parameters from its issuer's (RFC 3279 2.3.2).
        XCTAssertEqual(
            unsigned.sorted(),
            [
                "BadCRLIssuerNameCACRL.crl", "BadCRLSignatureCACRL.crl", "DSAParametersInheritedCACRL.crl",
                "TwoCRLsCABadCRL.crl",
            ])
    }

    /// The certificates of PKITS by their subjects.
    private static func authorities() throws -> [[UInt8]: [Certificate]] {
        let certificates = try SharedData.files(in: "pkits/certs").compactMap {
            try? Certificate(derOrPEM: [UInt8](try Data(contentsOf: $0)))
        }
        return Dictionary(grouping: certificates) { $0.subject.matchKey }
    }

    func testEveryGematikAnswerParses() throws {
        var statuses: [String: Int] = [:]
        let files = try SharedData.files(in: "gematik/ocsp", extensions: "der")
        for file in files {
            do {
                let response = try OCSPResponse(der: [UInt8](try Data(contentsOf: file)))
                let basic = try XCTUnwrap(response.basic, file.lastPathComponent)
                let responder = try XCTUnwrap(basic.certificates.first { basic.responderID.matches($0) })
                XCTAssertTrue(basic.isSigned(by: try responder.publicKey()), file.lastPathComponent)
                for answer in basic.responses {
                    let name = "\(answer.status)".prefix { $0 != "(" }
                    statuses["\(name), certHash \(answer.certHash != nil)", default: 0] += 1
                }
            } catch {
                XCTFail("\(file.lastPathComponent): \(error)")
            }
        }
        print("gematik/ocsp: \(files.count) answers, \(statuses)")
        XCTAssertEqual(files.count, 20)
    }

    func testEveryOpenSSLAnswerParses() throws {
        let files = try SharedData.files(in: "openssl/ocsp-tests", extensions: "ors")
        for file in files {
            let text = [UInt8](try Data(contentsOf: file)).filter { $0 > 0x20 }
            do {
                let response = try OCSPResponse(der: try Base64.decode(String(decoding: text, as: UTF8.self)))
                XCTAssertEqual(response.basic?.responses.count, 1, file.lastPathComponent)
            } catch {
                XCTFail("\(file.lastPathComponent): \(error)")
            }
        }
        print("openssl/ocsp-tests: \(files.count) answers")
        XCTAssertGreaterThanOrEqual(files.count, 18)
    }
}

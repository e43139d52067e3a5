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
        for file in files {
            do {
                let list = try CertificateList(der: [UInt8](try Data(contentsOf: file)))
                entries += list.entries.count
                versions[list.version, default: 0] += 1
            } catch {
                XCTFail("\(file.lastPathComponent): \(error)")
            }
        }
        print("pkits/crls: \(files.count) lists with \(entries) entries, versions \(versions)")
        XCTAssertEqual(files.count, 173)
    }

    func testEveryGematikAnswerParses() throws {
        var statuses: [String: Int] = [:]
        let files = try SharedData.files(in: "gematik/ocsp", extensions: "der")
        for file in files {
            do {
                let response = try OCSPResponse(der: [UInt8](try Data(contentsOf: file)))
                let basic = try XCTUnwrap(response.basic, file.lastPathComponent)
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

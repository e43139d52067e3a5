// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKIX
import TestSupport
import XCTest

/// Certificates that no one here made, all of them valid X.509 except where their name says otherwise.
final class FieldCertificateTests: XCTestCase {
    func testEveryPKITSCertificateParses() throws {
        try parseAll(in: "pkits/certs", atLeast: 400)
    }

    func testEveryGematikCertificateParses() throws {
        try parseAll(in: "gematik/ca", atLeast: 8)
        try parseAll(in: "gematik/certificates", atLeast: 28)
    }

    /// GeneralizedTime where RFC 5280 4.1.2.5 has UTCTime: read, but written as the standard says.
    private static let earlyGeneralizedTimes: Set = [
        "Invalidpre2000UTCEEnotAfterDateTest7EE.crt", "ValidGeneralizedTimenotBeforeDateTest4EE.crt",
    ]

    private func parseAll(in folder: String, atLeast least: Int) throws {
        var count = 0
        for file in try SharedData.files(in: folder) {
            let bytes = [UInt8](try Data(contentsOf: file))
            do {
                for certificate in try Certificate.all(inPEMOrDER: bytes) {
                    let isWrittenBack = certificate.tbs.encoded() == Array(certificate.tbsEncoded)
                    let name = file.lastPathComponent
                    XCTAssertEqual(isWrittenBack, !Self.earlyGeneralizedTimes.contains(name), name)
                    count += 1
                }
            } catch {
                XCTFail("\(file.lastPathComponent): \(error)")
            }
        }
        print("\(folder): \(count) certificates")
        XCTAssertGreaterThanOrEqual(count, least)
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKIX
import TestSupport
import XCTest

/// The files in `PKI/Profiles`, each a lawful profile.
final class ProfileFileTests: XCTestCase {
    func testEveryProfileFileIsLawfulAndNamedAsItSays() throws {
        let folder = SharedData.packageRoot.appendingPathComponent("PKI/Profiles")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json5") }
        for file in files.sorted() {
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(file)))
            let profile = try CertificateProfile(reading: bytes)
            XCTAssertEqual(profile.name + ".json5", file)
            XCTAssertNotNil(profile.title["fa"])
        }
        print("PKI/Profiles: \(files.count) profiles")
        XCTAssertEqual(files.count, 20)
    }
}

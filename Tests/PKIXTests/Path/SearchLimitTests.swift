// SPDX-License-Identifier: Apache-2.0
import DER
import TestSupport
import XCTest

@testable import PKIX

/// Work that somebody else's list may ask for.
final class SearchLimitTests: XCTestCase {
    func testNamesOfAListsScope() throws {
        let most = ListScope.maximumComparisons
        let sought = "http://a.example/last.crl"
        func list(_ count: Int) throws -> CertificateList {
            // The one that is sought comes last.
            let names = Array(repeating: "http://a.example/x.crl", count: count - 1) + [sought]
            let scope = Extension(oid: OID.issuingDistributionPoint, isCritical: true) { writer in
                writer.sequence { writer in
                    writer.explicit(0) { writer in
                        writer.constructed(.contextConstructed(0)) { writer in
                            for name in names { writer.ia5String(name, implicit: .context(6)) }
                        }
                    }
                }
            }
            return try CertificateList(der: RevocationSample.layout(entries: [], extensions: [scope]))
        }
        let point = DistributionPoint(uri: sought)
        XCTAssertTrue(ListScope.covers(try list(most), at: point, CMSSample.doctor.certificate))
        // Not compared at all, so it covers nothing: cannot decide, and never good.
        XCTAssertFalse(ListScope.covers(try list(most + 1), at: point, CMSSample.doctor.certificate))
        XCTAssertTrue(ListScope.covers(try list(1), at: point, CMSSample.doctor.certificate))
    }
}

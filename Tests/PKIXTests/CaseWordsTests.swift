// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import XCTest

final class CaseWordsTests: XCTestCase {
    func testACaseIsItsNameAndWhatItCarries() {
        XCTAssertEqual(
            CaseWords.of(PKIXError.der(.truncated(offset: 12, needed: 4, present: 2))),
            "der.truncated (offset 12, needed 4, present 2)")
        XCTAssertEqual(
            CaseWords.of(PKIXError.unexpected(field: "version", seen: "4", allowed: "1, 3", offset: 7)),
            "unexpected (field version, seen 4, allowed 1, 3, offset 7)")
        XCTAssertEqual(CaseWords.of(PKIXError.der(.null(offset: 3))), "der.null (offset 3)")
        XCTAssertEqual(CaseWords.of(JWSError.shape), "shape")
        XCTAssertEqual(CaseWords.of(JWSError.json(.unfinished(offset: 9))), "json.unfinished (offset 9)")
        XCTAssertEqual(
            CaseWords.of(DERError.valueMissing(offset: 1, allowed: nil)), "valueMissing (offset 1, allowed –)")
        XCTAssertEqual(
            CaseWords.of(PKIXError.noPEMBlock(seen: ["A", "B"], allowed: [])), "noPEMBlock (seen A, B, allowed )")
    }

    /// Whatever a case carries, no module, no type and no label in Swift's own writing is told.
    func testNothingOfTheProgramIsTold() {
        let rendering = #/\w\(\w+: |\b[A-Z]\w*\.[A-Z]/#
        let samples: [PKIXError] = [
            .malformedExtension(OID.commonName, .der(.unexpectedTag(offset: 3, seen: .sequence, allowed: .integer))),
            .pem(.malformedPEM(.base64, line: 3)), .publicKey(.rsaModulusSize(bits: 512, allowed: 2_048...16_384)),
            .attributeLength(OID.commonName, seen: 99, allowed: 1...64), .proofOfPossession(.ecdsa(.sha256)),
            .attributeNotSingle(OID.commonName, attributes: 2, values: 1),
        ]
        for sample in samples {
            let said = CaseWords.of(sample)
            XCTAssertNil(said.firstMatch(of: rendering), said)
            XCTAssertFalse(said.isEmpty)
        }
        XCTAssertNotNil("\(samples[0])".firstMatch(of: rendering), "the control: \(samples[0])")
    }
}

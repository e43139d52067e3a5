// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import XCTest

@testable import Service

final class VerificationRequestTests: XCTestCase {
    private func read(
        _ body: String, type: String? = "application/json", query: String = ""
    ) throws -> VerificationRequest {
        let headers = type.map { Headers([("Content-Type", $0)]) } ?? .none
        return try VerificationRequest(
            Request(method: "POST", target: "/v1/verifications\(query)", headers: headers, body: Array(body.utf8)))
    }

    private func refusal(_ body: String, type: String? = "application/json", query: String = "") -> Problem? {
        do {
            _ = try read(body, type: type, query: query)
            return nil
        } catch {
            return (error as? VerificationRequest.Rejection)?.problem
        }
    }

    func testTheTypesOfSignaturesAreTakenAsTheyAre() throws {
        for type in [
            "application/cms", "application/pkcs7-mime; smime-type=signed-data", "Application/PKCS7-Signature",
            "application/jose", "application/JOSE+json; charset=utf-8",
        ] {
            let request = try read("\u{30}", type: type, query: "?purpose=prescription&at=2026-11-21T22:00:00Z")
            XCTAssertEqual(request.signature, [0x30])
            XCTAssertEqual(request.purpose, "prescription")
            XCTAssertEqual(request.at?.rfc3339, "2026-11-21T22:00:00Z")
            guard case .embedded = request.content else { return XCTFail("content") }
        }
    }

    func testAnyOtherTypeIsRefused() {
        for type in [nil, "text/plain", "application/octet-stream", "", ";"] as [String?] {
            XCTAssertEqual(refusal("{}", type: type)?.status, 415, type ?? "none")
        }
    }

    func testMembersGoBeforeTheQuery() throws {
        let request = try read(#"{"signature":"AAE=","purpose":"trade"}"#, query: "?purpose=prescription")
        XCTAssertEqual(request.signature, [0, 1])
        XCTAssertEqual(request.purpose, "trade")
        XCTAssertNil(request.at)
        XCTAssertEqual(try read(#"{"signature":"AAE="}"#).purpose, "signature")
    }

    func testContentAndDigestExcludeEachOther() throws {
        guard case .bytes([1]) = try read(#"{"signature":"AAE=","content":"AQ=="}"#).content else {
            return XCTFail("content")
        }
        let digest = String(repeating: "A", count: 43) + "="
        guard case .digest(.sha256, let bytes) = try read(#"{"signature":"AAE=","digest":"\#(digest)"}"#).content else {
            return XCTFail("digest")
        }
        XCTAssertEqual(bytes.count, 32)
        XCTAssertEqual(
            refusal(#"{"signature":"AAE=","content":"AQ==","digest":"\#(digest)"}"#)?.facts["name"], "digest")
        XCTAssertEqual(refusal(#"{"signature":"AAE=","digest":"AQ=="}"#)?.facts["allowed"], "32, 48, 64")
    }

    func testUnknownMembersAreNamed() {
        let problem = refusal(#"{"signature":"AAE=","porpose":"trade"}"#)
        XCTAssertEqual(problem?.type, "service:unknownMember")
        XCTAssertEqual(problem?.facts["name"], "porpose")
    }

    func testBase64IsTakenInItsOneForm() {
        for text in ["AAE", "AAE==", "AA E=", "AAF=", "_-A=", "A", "=", "AAE=\\n"] {
            XCTAssertEqual(refusal(#"{"signature":"\#(text)"}"#)?.facts["name"], "signature", text)
        }
    }

    func testWhatIsNoObjectOrHasNoSignatureIsRefused() {
        for body in ["[]", "1", "null", "{}", #"{"signature":null}"#, #"{"signature":1}"#, "", "{"] {
            XCTAssertEqual(refusal(body)?.status, 400, body)
        }
        XCTAssertEqual(refusal(#"{"signature":"AAE=","signature":"AAE="}"#)?.type, "service:jsonDuplicateName")
    }

    func testTimesAreRFC3339() {
        for time in ["2026-11-21", "yesterday", "2026-13-21T22:00:00Z", "2026-11-21T22:00:00"] {
            XCTAssertEqual(refusal(#"{"signature":"AAE=","at":"\#(time)"}"#)?.facts["name"], "at", time)
        }
    }
}

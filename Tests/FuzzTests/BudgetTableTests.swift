// SPDX-License-Identifier: Apache-2.0
import TestSupport
import XCTest

/// Every limit that a reader of strangers' bytes has in its source stands here with the test that goes to it and beyond.
///
/// A limit that is written and not tested fails here, and so does a test that is gone.
final class BudgetTableTests: XCTestCase {
    private static let table: [String: String] = [
        "DER/DERReader.maximumDepth": "PieceBudgetTests.testDepthAtTheLimitAndOneOver",
        "DER/DERReader.maximumPieces": "PieceBudgetTests.testOneMoreIsRefusedWithItsPlace",
        "DER/DERReader.maximumLengthOctets": "ValueLimitTests.testOctetsOfALength",
        "DER/ObjectIdentifier.maximumBytes": "ValueLimitTests.testContentOfAnIdentifier",
        "PKIX/SignedData.maximumBytes": "BudgetTests.testBytesOfAMessage",
        "PKIX/SignedData.maximumCertificates": "ReadingLimitTests.testPartsOfAMessage",
        "PKIX/SignedData.maximumRevocationInformation": "ReadingLimitTests.testPartsOfAMessage",
        "PKIX/SignedData.maximumSignerInfos": "ReadingLimitTests.testPartsOfAMessage",
        "PKIX/SignedData.maximumAttributes": "ReadingLimitTests.testPartsOfAMessage",
        "PKIX/SignedData.maximumDigestAlgorithms": "ReadingLimitTests.testPartsOfAMessage",
        "PKIX/CMSAttribute.maximumValues": "ReadingLimitTests.testPartsOfAMessage",
        "PKIX/ATSHashIndex.maximumDigests": "ReadingLimitTests.testDigestsOfAnArchiveTimestamp",
        "PKIX/ESSCertIDv2.maximumCount": "ReadingLimitTests.testCertificatesThatASignerNames",
        "PKIX/ListScope.maximumComparisons": "SearchLimitTests.testNamesOfAListsScope",
        "PKIX/Extensions.maximumCount": "CertificateParsingTests.testTooManyExtensionsAreRefused",
        "PKIX/Certificate.maximumBytes": "ReadingLimitTests.testBytesOfACertificate",
        "PKIX/JWS.maximumBytes": "ReadingLimitTests.testSignaturesOfAJSONDocument",
        "PKIX/JWSDocument.maximumSignatures": "ReadingLimitTests.testSignaturesOfAJSONDocument",
        "PKIX/DetachedObjects.maximumCount": "ReadingLimitTests.testObjectsThatASignatureNames",
        "PKIX/RevokedEntriesScanner.maximumSerialOctets": "ReadingLimitTests.testNumbersOfLists",
        "PKIX/CertificateList.maximumNumberOctets": "ReadingLimitTests.testNumbersOfLists",
        "PKIX/BasicOCSPResponse.maximumResponses": "ReadingLimitTests.testPartsOfAnOCSPAnswer",
        "PKIX/BasicOCSPResponse.maximumCertificates": "ReadingLimitTests.testPartsOfAnOCSPAnswer",
        "PKIX/OCSPNonce.lengths": "ReadingLimitTests.testNoncesOfQuestions",
        "PKIX/OCSPRequest.maximumRequests": "BudgetTests.testQuestionsOfAnOCSPRequest",
        "PKIX/TimestampRequest.maximumNonceOctets": "ReadingLimitTests.testNoncesOfQuestions",
        "PKIX/CertificationRequest.maximumBytes": "BudgetTests.testBytesAndAttributesOfARequest",
        "PKIX/CertificationRequest.maximumAttributes": "ReadingLimitTests.testAttributesOfARequest",
        "PKIX/JSON5Reader.maximumBytes": "BudgetTests.testJSON5BytesAndDepth",
        "PKIX/JSON5Reader.maximumDepth": "BudgetTests.testJSON5BytesAndDepth",
        "JSON/JSONReader.maximumBytes": "BudgetTests.testJSONBytes",
        "JSON/JSONReader.maximumDepth": "BudgetTests.testJSONDepth",
        "Transparency/SignedNote.maximumBytes": "NoteLimitTests.testBytesOfANote",
        "Transparency/SignedNote.maximumSignatures": "NoteLimitTests.testSignaturesOfANote",
        "Transparency/LogProof.maximumHashes": "NoteLimitTests.testHashesOfAProof",
        "Containers/ArchiveFormat.maximumNameBytes": "StoredArchiveTests.testLimitsAreKept",
        "Revocation/StatusResponder.maximumRequestBytes":
            "ResponderRequestTests.testNoBytesLeaveTheResponderWithoutAnAnswer",
        "Timestamping/TimestampAuthority.maximumRequestBytes": "RouteLimitTests.testBytesOfEachRoute",
        "MohrValidation/FactsCollector.maximumExamined":
            "TimestampVerdictTests.testThousandsOfTimestampsCostNoMoreThanAHundred",
        "Identity/LatinName.longest": "LatinNameTests.testLengthIsBoundedAsItIsWritten",
        "Identity/PersianName.longest": "PersianNameTests.testLengthIsBoundedInTheDisplayForm",
        "HTTPServer/Limits.headBytes": "HeadLimitTests.testBytesOfAHead",
        "HTTPServer/Limits.targetBytes": "HeadLimitTests.testBytesOfATarget",
        "HTTPServer/Limits.fields": "HeadLimitTests.testFieldsOfAHead",
        "HTTPServer/Limits.connections": "HeadLimitTests.testConnectionsAtTheLimitAreServed",
        "HTTPServer/Limits.grace": "SheddingTests.testThoseThatNeverFinishAHeadMakeRoom",
        "HTTPServer/Limits.connectionsPerAddress": "PressureTests.testConnectionsAreCappedForEachAddress",
        "HTTPServer/Limits.bufferedBodyBytes": "PressureTests.testBodiesTogetherAreCapped",
        "HTTPServer/Limits.streams": "StreamingTests.testStreamsAreCappedInAllAndForEachClient",
        "HTTPServer/Limits.streamsPerAddress": "StreamingTests.testStreamsAreCappedInAllAndForEachClient",
        "HTTPServer/Limits.streamBufferBytes":
            "StreamPressureTests.testAClientThatNeverReadsHoldsABoundedBufferAndIsCutOff",
        "PKIX/PathBudget.pathLength": "PathSearchTests.testPathLongerThanTheBudgetIsGivenUp",
        "PKIX/PathBudget.signatureChecks": "PathSearchTests.testSpentBudgetIsAFailureNeverASuccess",
        "PKIX/PathBudget.paths": "PathSearchTests.testMeshOfThirtyNamesakesStaysWithinTheBudget",
        "PKIX/PathBudget.steps": "PathSearchTests.testMeshOfThirtyNamesakesStaysWithinTheBudget",
        "PKIX/PathBudget.comparisons": "PathNameTests.testManyNamesAgainstManySubtreesEndWithinTheBudget",
    ]

    /// Limits of another kind: of what is kept or written, of what is known to be signed by the time that it is read, and
    /// those that end a search without refusing what was asked.
    private static let others: Set<String> = [
        "PKIX/StatusInquiry.maximumDepth", "PKIX/SignatureMemo.limit", "PKIX/ProfessionInfo+Licence.maximumLength",
        "PKIX/RevokedEntriesScanner.maximumUnknown", "PKIX/TimestampAccuracy.maximumSeconds",
        "PKIX/CertificateProfile+Checks.longestValidity", "Containers/ArchiveFormat.maximumEntries",
        "Containers/ArchiveFormat.maximumBytes", "Revocation/AnswerFile.longestStem",
        "MohrValidation/CounterSignatureFacts.maximumDepth", "MohrValidation/CounterSignatureFacts.maximumCount",
        "MohrValidation/Receipt.maximumTokenBytes", "MohrValidation/ReceiptStatement+JSON.maximumBytes",
        "MohrValidation/Judge+Path.longestPath", "MohrValidation/ProfessionFeed+JSON.maximumBytes",
        "Identity/ChipBatch.lengths", "Identity/MailAddress.lengths", "HTTPServer/HeadParser.longestMethod",
        "HTTPServer/LineClient.longest", "PKIX/CaseWords.maximumDepth",
    ]

    func testEveryLimitOfAReaderHasATestThatGoesToIt() throws {
        let root = SharedData.packageRoot
        var found: Set<String> = []
        for room in [
            "DER", "PKIX", "JSON", "Transparency", "Containers", "Revocation", "Timestamping", "MohrValidation",
            "Identity", "HTTPServer",
        ] {
            for (name, text) in try sources(root.appendingPathComponent("Sources/\(room)")) {
                for match in text.matches(of: #/static let ((?:maximum|longest|lengths|limit)[A-Za-z0-9]*)[ :]/#) {
                    found.insert("\(room)/\(name).\(match.1)")
                }
                guard name == "Limits" || name == "PathBudget" else { continue }
                for match in text.matches(of: #/public var ([A-Za-z]+)(?:: Int$|: Int\n| = |: Duration)/#) {
                    found.insert("\(room)/\(name).\(match.1)")
                }
            }
        }
        XCTAssertEqual(found.subtracting(Self.table.keys).subtracting(Self.others), [], "limits without a test")
        XCTAssertEqual(Set(Self.table.keys).union(Self.others).subtracting(found), [], "limits that are gone")
        XCTAssertGreaterThan(found.count, 60)
    }

    func testEveryTestOfTheTableIsThere() throws {
        var tests: Set<String> = []
        for (_, text) in try sources(SharedData.packageRoot.appendingPathComponent("Tests")) {
            // A file may hold several classes, one after the other.
            var type = Substring()
            for match in text.matches(of: #/class ([A-Za-z0-9]+Tests)\b|func (test[A-Za-z0-9]+)\(/#) {
                if let name = match.1 { type = name }
                if let name = match.2 { tests.insert("\(type).\(name)") }
            }
        }
        XCTAssertEqual(Set(Self.table.values).subtracting(tests), [])
    }

    private func sources(_ folder: URL) throws -> [(name: String, text: String)] {
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try files.filter { $0.hasSuffix(".swift") }.map { file in
            let url = folder.appendingPathComponent(file)
            return (url.deletingPathExtension().lastPathComponent, try String(contentsOf: url, encoding: .utf8))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

@testable import Service

/// What the public page says of an evidence pack.
final class PackPageTests: XCTestCase {
    private func page(_ pack: [UInt8], in language: Language) -> (decision: Decision, text: String) {
        let anchors = [EvidenceScene.root.certificate]
        let verdict = PackVerdict(
            OpenedPack(reading: pack, trusting: anchors), trusting: anchors, believesItsTime: false)
        var page = VerdictPage(
            report: verdict.report.map { ReportJSON.value(of: $0) } ?? .null,
            file: PageForm.File(name: "case.asice", bytes: pack))
        page.pack = verdict
        let bytes = page.page(for: PageReader(language: language)).response().body
        return (verdict.decision, String(decoding: bytes, as: UTF8.self))
    }

    func testOnlyAnAcceptedPackIsSaidToHavePassedEveryCheck() throws {
        let whole = try EvidencePack.make(of: try EvidenceScene.receipted())
        let damaged = try EvidenceScene.damaged(whole, PackNames.report) { $0[40] ^= 1 }
        let undated = try EvidencePack.make(of: EvidenceScene.inputs(try EvidenceScene.signed()))
        for language in Language.allCases {
            let passed = Catalogue.sentence("verdict.why.nothing", in: language)
            for (pack, decision) in [(whole, Decision.accept), (damaged, .reject), (undated, .cannotDecide)] {
                let page = page(pack, in: language)
                XCTAssertEqual(page.decision, decision)
                XCTAssertTrue(page.text.contains("data-decision=\"\(decision.rawValue)\""), "\(decision)")
                XCTAssertEqual(page.text.contains(passed), decision == .accept, "\(decision) \(language)")
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import XCTest

@testable import Service

/// Whether a clerk who is refused knows what to do next.
final class RefusalSentenceTests: XCTestCase {
    /// What a registration office is told; faults are told to it as a number.
    private static let rooms = [
        "problem.enrollment.", "problem.handling.", "problem.desk.", "identity.", "consequence.",
    ]
    /// Sentences that another one ends, and what only the log says in full.
    private static let others: Set<String> = [
        "problem.enrollment.identity", "problem.enrollment.requestIdentity", "problem.enrollment.tooManyActions",
        "problem.enrollment.evidenceStore", "problem.enrollment.attributeWithoutField",
        "problem.enrollment.professionWithoutRegister", "problem.enrollment.damaged", "problem.enrollment.channelKey",
    ]

    private func silent(_ tables: [[String: String]], _ asking: [String]) -> [String] {
        tables.flatMap { $0 }.filter { key, sentence in
            Self.rooms.contains { key.hasPrefix($0) } && !Self.others.contains(key)
                // Told to a holder's own program, at no desk.
                && !key.hasPrefix("problem.enrollment.renewal-")
                && !asking.contains { sentence.contains($0) }
        }.map(\.key).sorted()
    }

    func testEveryRefusalSaysWhatToDo() {
        XCTAssertEqual(silent(EnglishSentences.tables, ["lease "]), [])
        XCTAssertEqual(silent(PersianSentences.tables, ["لطفاً"]), [])
    }

    func testASentenceThatOnlyStatesARuleIsFound() {
        XCTAssertEqual(
            silent([["problem.handling.x": "The office is closed."]], ["lease "]), ["problem.handling.x"], "the control"
        )
    }
}

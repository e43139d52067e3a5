// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Foundation
import Issuance
import JSON
import PKIX
import Records
import Service

/// One run over a file of applications: each line filed, checked, approved by the order, issued, and told of.
///
/// Lines that an earlier run has seen through are only looked up, so a run that was interrupted is run again.
struct BulkRun {
    let service: MohrService
    let order: BulkOrder
    let signers: OrderSigners
    let console: Console

    /// What became of a line.
    struct Outcome {
        let line: Int
        var application: String?
        var refusal: String?
        var certificate: Certificate?
    }

    /// How many lines are filed before they are issued together.
    private static let batch = 256
    private static let threads = 16

    /// Runs.
    ///
    /// - Parameter lines: of the file.
    /// - Returns: an outcome a line, in the file's order.
    /// - Throws: what the authority or the records failed at; a refused line is an outcome.
    func run(_ lines: [BulkFile.Line]) throws -> [Outcome] {
        let progress = ProgressLine(console, of: lines.count)
        var outcomes: [Outcome] = []
        let engine = service.engine
        for start in stride(from: 0, to: lines.count, by: Self.batch) {
            let part = Array(lines[start..<min(start + Self.batch, lines.count)])
            var filed = file(part)
            _ = try engine.runOnce()
            for index in filed.indices { try collect(&filed[index]) }
            outcomes += filed
            progress.reached(outcomes.count)
        }
        progress.end()
        return outcomes
    }

    /// Files lines on several threads, which share the disk's syncs.
    private func file(_ lines: [BulkFile.Line]) -> [Outcome] {
        let slots = OutcomeSlots(lines.count)
        let threads = min(Self.threads, max(1, lines.count))
        Crew.work(threads) { [self] thread in
            for index in stride(from: thread, to: lines.count, by: threads) {
                slots[index] = outcome(of: lines[index])
            }
        }
        return slots.all
    }

    private func outcome(of line: BulkFile.Line) -> Outcome {
        switch line.content {
        case .failure(let fault):
            return Outcome(
                line: line.number, refusal: Catalogue.sentence("bulk.line.\(fault.rawValue)", in: console.language))
        case .success(let content):
            do throws(EnrollmentError) {
                let filed = try service.registration.file(
                    content.form, csr: content.request, under: order, by: signers)
                return Outcome(line: line.number, application: filed.application.id)
            } catch {
                return Outcome(
                    line: line.number, refusal: RoomSentence.sentence(for: error, in: console.language) ?? "\(error)")
            }
        }
    }

    private func collect(_ outcome: inout Outcome) throws {
        guard let id = outcome.application else { return }
        outcome.certificate = try service.registration.collect(id)
        guard outcome.certificate == nil else { return }
        let application = try service.registration.application(id)
        if [.rejected, .withdrawn, .expired].contains(application.state) {
            outcome.refusal = application.record.cause ?? application.state.rawValue
        }
    }
}

extension BulkRun.Outcome {
    /// What it is called in the report.
    var word: String { certificate != nil ? "issued" : refusal != nil ? "refused" : "waiting" }

    /// The report's line.
    var value: JSONValue {
        [
            "line": .integer(Int64(line)), "outcome": .string(word), "application": JSONValue(application),
            "serial": JSONValue(certificate?.serialNumber.hex),
            "certificate": JSONValue(certificate.map { Base64.encode($0.encoded) }), "cause": JSONValue(refusal),
        ]
    }
}

/// A place for each outcome, filled by many threads.
private final class OutcomeSlots: @unchecked Sendable {
    private let lock = NSLock()
    private var slots: [BulkRun.Outcome?]
    init(_ count: Int) { slots = Array(repeating: nil, count: count) }
    subscript(index: Int) -> BulkRun.Outcome? {
        get { lock.withLock { slots.indices.contains(index) ? slots[index] : nil } }
        set { lock.withLock { if slots.indices.contains(index) { slots[index] = newValue } } }
    }
    var all: [BulkRun.Outcome] { lock.withLock { slots.compactMap { $0 } } }
}

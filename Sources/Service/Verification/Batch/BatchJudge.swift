// SPDX-License-Identifier: Apache-2.0
public import DER
import MohrValidation
import Records

/// A line's answer before it is sent.
struct BatchAnswer: Sendable {
    /// An object in JSON, without its closing brace.
    let bytes: [UInt8]
    /// What is to be asked of the records before it goes.
    let sighting: PrescriptionSighting?
    /// The decision, or `error`.
    let outcome: String
}

/// Answers the lines of a batch, each for itself.
///
///     in    {"signature", "content"?, "digest"?, "digestAlgorithm"?, "purpose"?, "at"?, "id"?, "prescriptionID"?}
///     out   {"line", "id"?, the members of the report, "duplicates"?}
///           {"line", "id"?, "error": problem}
public struct BatchJudge: Sendable {
    /// Bytes that a line may have.
    public let lineLimit: Int

    private let desk: VerdictDesk
    private let purpose: String?
    private let at: Instant?

    /// Describes how lines are answered.
    ///
    /// - Parameters:
    ///   - desk: what judges.
    ///   - purpose: of lines that name none; `signature` if nil.
    ///   - at: when lines that name no time are judged for; now if nil.
    ///   - lineLimit: bytes that a line may have.
    public init(_ desk: VerdictDesk, purpose: String?, at: Instant?, lineLimit: Int) {
        self.desk = desk
        self.purpose = purpose
        self.at = at
        self.lineLimit = lineLimit
    }

    func answers(to group: [BatchLine]) -> [BatchAnswer] { group.map(answer) }

    private func answer(to line: BatchLine) -> BatchAnswer {
        if let seen = line.tooLong {
            return refusal(
                Problem(413, "service", "batchLineTooLong", ["seen": "\(seen)", "allowed": "\(lineLimit)"]),
                line: line.number, id: nil)
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(line.bytes, limit: lineLimit)
        } catch {
            return refusal(.json(error), line: line.number, id: nil)
        }
        let id = value["id"]
        do throws(VerificationRequest.Rejection) {
            let request = try VerificationRequest(line: value, purpose: purpose, at: at)
            let verdict = try desk.verdict(on: request)
            let report = ReportJSON.value(of: verdict.report).members ?? []
            return BatchAnswer(
                bytes: open(line.number, id, report), sighting: verdict.sighting,
                outcome: verdict.report.decision.rawValue)
        } catch {
            return refusal(error.problem, line: line.number, id: id)
        }
    }

    func refusal(_ problem: Problem, line: Int, id: JSONValue?) -> BatchAnswer {
        BatchAnswer(
            bytes: open(line, id, [.init("error", problem.value)]), sighting: nil, outcome: "error")
    }

    /// Only an `id` that can be told from others is echoed.
    private func open(_ line: Int, _ id: JSONValue?, _ members: [JSONValue.Member]) -> [UInt8] {
        var all: [JSONValue.Member] = [.init("line", .integer(Int64(line)))]
        switch id {
        case .string(let text) where text.utf8.count <= VerificationRequest.maximumIDBytes:
            all.append(.init("id", .string(text)))
        case .integer(let number): all.append(.init("id", .integer(number)))
        default: break
        }
        return Array(JSONWriter.bytes(.object(all + members)).dropLast())
    }

    /// Asks the records what is to be asked, and closes the lines.
    func finish(_ answers: [BatchAnswer]) -> [UInt8] {
        var duplicates = desk.duplicates(of: answers.compactMap(\.sighting))[...]
        var output: [UInt8] = []
        output.reserveCapacity(answers.reduce(0) { $0 + $1.bytes.count + 120 })
        for answer in answers {
            output.append(contentsOf: answer.bytes)
            if answer.sighting != nil, let found = duplicates.popFirst() {
                output.append(contentsOf: #","duplicates":"#.utf8)
                output.append(contentsOf: JSONWriter.bytes(found))
            }
            output.append(contentsOf: [UInt8(ascii: "}"), 0x0a])
        }
        return output
    }
}

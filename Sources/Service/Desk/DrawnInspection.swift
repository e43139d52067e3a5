// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

/// A sample that a line of the log drew, and that is the same whenever it is looked at.
struct DrawnInspection {
    let line: AuditLine
    let seed: String
    /// Among how many certificates it was drawn.
    let among: Int
    let sample: InspectionSample

    /// The sample as JSON: which certificates, and why each.
    var value: JSONValue {
        [
            "line": .integer(Int64(line.sequence)), "time": .string(line.time.rfc3339), "by": .string(line.actor),
            "seed": .string(seed), "among": .integer(Int64(among)),
            "sample": .array(
                sample.choices.map { choice in
                    [
                        "serial": .string(choice.candidate.reference.serial.hex),
                        "authority": .string(choice.candidate.reference.authority),
                        "profile": .string(choice.candidate.profile),
                        "application": JSONValue(choice.candidate.application),
                        "ground": .string(choice.ground.rawValue),
                    ]
                }),
        ]
    }
}

extension InspectionPages {
    /// Draws a sample; the line that says so holds the seed.
    ///
    /// - Returns: the line's number.
    static func draw(office: String, by officer: String, in service: MohrService) throws(Problem) -> Int {
        let seed: String
        do throws(CryptographyError) {
            seed = Hex.encode(try SecureRandom.bytes(16))
        } catch {
            throw .fault("service", error, isPassing: false)
        }
        let now = service.clock()
        return try Problem.onRecord { () throws(RecordsError) in
            let candidates = try service.records.inspectionCandidates(of: office, at: now)
            return try service.records.note(
                AuditAct.inspectionDrawn, of: "office:\(office)", by: officer, at: now,
                details: ["seed": seed, "asOf": now.rfc3339, "certificates": "\(candidates.count)"])
        }
    }

    /// The sample that a line drew.
    static func sample(
        _ number: Int, of office: String, in service: MohrService, path: String
    ) throws(Problem) -> DrawnInspection {
        let lines = try Problem.onRecord { () throws(RecordsError) in
            try service.records.auditLines(from: number, limit: 1)
        }
        guard let line = lines.first, line.act == AuditAct.inspectionDrawn, line.subject == "office:\(office)",
            let details = try? JSONReader.read(Array(line.details.utf8)), let seed = details["seed"]?.text,
            let asOf = details["asOf"]?.text.flatMap({ Instant(rfc3339: $0) })
        else { throw .notFound(path: path) }
        let candidates = try Problem.onRecord { () throws(RecordsError) in
            try service.records.inspectionCandidates(of: office, at: asOf)
        }
        return DrawnInspection(
            line: line, seed: seed, among: candidates.count,
            sample: InspectionSample(
                of: candidates, seed: seed, classes: service.profiles.compactMapValues(\.subjectClass)))
    }
}

// SPDX-License-Identifier: Apache-2.0
import Enrollment
import PKIX

extension ConfigurationReader {
    /// `evidence`: which papers applicants bring, how large, how long they are kept; a home from before there were any has
    /// the standard ones.
    mutating func evidence() throws(ConfigurationError) -> EvidencePolicy {
        var policy = EvidencePolicy()
        guard var section = try sectionIfThere("evidence") else { return policy }
        policy.isEnforced = try section.flag("enforced")
        policy.maximumBytes = Int(try section.number("maximumBytes", 65_536...33_554_432))
        policy.perApplication = Int(try section.number("perApplication", 1...100))
        policy.refusedSeconds = try section.number("keepRefusedSeconds", 0...3_155_760_000)
        policy.issuedSeconds = try section.number("keepIssuedSeconds", 220_903_200...3_155_760_000)
        policy.professionPaper = try section.flag("professionPaper")
        var required = try section.section("required")
        for name in required.names {
            guard let subjectClass = SubjectClass(rawValue: name) else {
                throw .value(
                    file: file, path: "evidence.required", seen: name,
                    allowed: SubjectClass.allCases.map(\.rawValue).joined(separator: ", "))
            }
            policy.required[subjectClass] = try Self.kinds(try required.texts(name), file, "evidence.required.\(name)")
        }
        try required.finish()
        try section.finish()
        return policy
    }

    private static func kinds(
        _ words: [String], _ file: String, _ path: String
    ) throws(ConfigurationError) -> [EvidenceKind] {
        var kinds: [EvidenceKind] = []
        for word in words {
            guard let kind = EvidenceKind(rawValue: word), !kinds.contains(kind) else {
                throw .value(
                    file: file, path: path, seen: word,
                    allowed: EvidenceKind.allCases.map(\.rawValue).joined(separator: ", "))
            }
            kinds.append(kind)
        }
        return kinds
    }
}

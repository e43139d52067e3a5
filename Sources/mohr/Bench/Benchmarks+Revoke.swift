// SPDX-License-Identifier: Apache-2.0
import Foundation
import Revocation

extension Benchmarks {
    /// Revocations in bulk, durable and audited, while someone else writes; against the hashing of as many audit lines.
    ///
    /// As many as the Medical Council has members take a minute or two to put on record first.
    static func revoke() throws -> [Figure] {
        let folder = FileManager.default.temporaryDirectory.path + "/mohr-bench-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let certificates = 285_000
        let measured = try RevocationMeasurement.run(certificates: certificates, in: folder)
        return [
            Figure(name: "revoke 285,000 in the records (asked: 15)", value: measured.seconds, unit: "s"),
            Figure(name: "processor time of it", value: measured.processorSeconds, unit: "s"),
            Figure(name: "the same", value: Double(certificates) / measured.seconds, unit: "/s"),
            Figure(name: "limit: hashing as many audit lines", value: measured.hashSeconds, unit: "s"),
            Figure(name: "longest chunk (asked: 100)", value: measured.longestChunkSeconds * 1_000, unit: "ms"),
            Figure(name: "longest wait of another writer", value: measured.longestWaitSeconds * 1_000, unit: "ms"),
            Figure(name: "survey of the selection before", value: measured.surveySeconds, unit: "s"),
        ]
    }
}

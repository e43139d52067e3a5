// SPDX-License-Identifier: Apache-2.0
public import DER
import PKIX
public import Records

/// Takes reports of keys in other hands: the key is never certified again, and what is certified with it is revoked.
///
/// - SeeAlso: CP/CPS 4.9.12; CA/Browser Forum S/MIME BR 4.9.1.1 and 6.1.1.3.
public struct KeyReporter: Sendable {
    private let records: Records

    /// What came of a report.
    public struct Outcome: Sendable, Hashable {
        /// What is on record of the key now.
        public let report: KeyReport
        /// The certificates that were revoked for it.
        public let revoked: [CertificateReference]
        /// Those with the key that were revoked before.
        public let revokedBefore: Int
    }

    /// Begins work on records.
    ///
    /// - Parameter records: where reports and statuses are kept.
    public init(records: Records) { self.records = records }

    /// Believes a key that says so itself, whoever brings the proof.
    ///
    /// - Parameters:
    ///   - proof: what the key signed.
    ///   - reporter: who brings it.
    ///   - time: when.
    /// - Returns: what came of it; the same again when it is reported again.
    /// - Throws: ``RevocationError/records(_:)``.
    @discardableResult
    public func report(_ proof: KeyProof, by reporter: String, at time: Instant) throws(RevocationError) -> Outcome {
        try block(
            proof.keySHA256, because: "proof of possession by a third party", proofSHA256: proof.sha256, by: reporter,
            at: time)
    }

    /// Blocks a key on an operator's word.
    ///
    /// The report is on record before anything is revoked: after a crash between the two nothing new is certified with
    /// the key, and to report it again revokes the rest.
    ///
    /// - Parameters:
    ///   - keySHA256: of the SubjectPublicKeyInfo; 32 bytes.
    ///   - cause: why, in words.
    ///   - proofSHA256: of what the key itself signed; nil if nothing was.
    ///   - reporter: who says so.
    ///   - time: when.
    /// - Returns: what came of it.
    /// - Throws: ``RevocationError/records(_:)``.
    @discardableResult
    public func block(
        _ keySHA256: [UInt8], because cause: String, proofSHA256: [UInt8]? = nil, by reporter: String, at time: Instant
    ) throws(RevocationError) -> Outcome {
        let report = try recorded(
            try records.reportKey(keySHA256, because: cause, proofSHA256: proofSHA256, by: reporter, at: time))
        var revoked: [CertificateReference] = []
        var before = 0
        var last: IssuanceRecord?
        while true {
            let page = try recorded(
                try records.certificates(
                    matching: .publicKeySHA256(keySHA256), after: last, limit: Records.statusChunk))
            let references = page.filter { $0.state == .issued }.map(\.reference)
            let outcomes = try recorded(
                try records.change(
                    .revoke(reason: .keyCompromise, invalidityDate: nil), of: references, because: cause, by: reporter,
                    at: time))
            for outcome in outcomes {
                if case .changed = outcome.result { revoked.append(outcome.certificate) } else { before += 1 }
            }
            guard page.count == Records.statusChunk else { break }
            last = page.last
        }
        return Outcome(report: report, revoked: revoked, revokedBefore: before)
    }
}

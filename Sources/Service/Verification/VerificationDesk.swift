// SPDX-License-Identifier: Apache-2.0
public import DER
import JSON
public import MohrValidation

/// Gives verdicts with all that the house knows: the snapshot of the moment, and receipts of earlier verifications.
///
/// Routes that judge documents do it here, so that one document gets one answer whichever way it came.
public struct VerificationDesk: Sendable {
    private let snapshots: SnapshotHolder
    private let receipts: ReceiptDesk
    private let clock: @Sendable () -> Instant

    init(snapshots: SnapshotHolder, receipts: ReceiptDesk, clock: @escaping @Sendable () -> Instant) {
        self.snapshots = snapshots
        self.receipts = receipts
        self.clock = clock
    }

    /// Judges a document, and gives each true signature in it a receipt if it has none.
    ///
    /// Most documents pass as they are, and nothing but the look for their receipts is added. Where something stands in
    /// the way, they are judged again with what their receipts prove.
    ///
    /// - Parameters:
    ///   - signature: a CMS SignedData.
    ///   - content: what it is over.
    ///   - time: the moment to judge at; `nil` for now.
    ///   - policy: what the purpose asks.
    /// - Returns: always a verdict; receipts as far as they could be had in time.
    public func verify(
        _ signature: [UInt8], content: SignedContent = .embedded, at time: Instant? = nil, policy: ValidationPolicy
    ) -> Verification {
        let snapshot = snapshots.current
        let now = clock()
        func judge(_ moment: ReferenceTime, with receipts: [Receipt] = []) -> ValidationReport {
            SignatureValidator().validate(
                signature, content: content, at: moment, against: snapshot, policy: policy, receipts: receipts)
        }
        var moment = time.map { ReferenceTime($0, .caller) } ?? ReferenceTime(now, .now)
        var report = judge(moment)
        // What a receipt says of a signature is what was known when it was given.
        var current = time == nil ? report : nil
        var isNew = false
        var outcomes: [ReceiptOutcome] = []
        for (index, found) in report.signatures.enumerated() {
            guard found.isIntact, let value = found.valueSHA256 else {
                outcomes.append(.missing(.notIntact))
                continue
            }
            if let outcome = receipts.find(value) {
                outcomes.append(outcome)
                continue
            }
            let today = current ?? judge(ReferenceTime(now, .now))
            current = today
            isNew = true
            outcomes.append(receipts.give(today.signatures[index], in: today))
        }
        let proofs = outcomes.compactMap(\.receipt)
        if report.decision != .accept, !proofs.isEmpty, !isNew || policy.needsProofOfTime {
            // A receipt of this very moment may be of the second after the clock was read.
            if time == nil, let last = proofs.map(\.firstSeen).max(), last > now { moment = ReferenceTime(last, .now) }
            report = judge(moment, with: proofs)
        }
        return Verification(report: report, receipts: outcomes)
    }
}

/// A verdict and the receipts that go with it.
public struct Verification: Sendable {
    /// The verdict.
    public let report: ValidationReport
    /// One a signature, in the document's order.
    public let receipts: [ReceiptOutcome]

    /// The answer as programs read it: the report, then `receipt` with its cause where there is none.
    ///
    /// Of several signatures `receipt` is the first one's and `receipts` has all of them.
    public var json: JSONValue {
        var members = ReportJSON.value(of: report).members ?? []
        members += (receipts.first ?? .missing(.notIntact)).members
        if receipts.count > 1 {
            members.append(JSONValue.Member("receipts", .array(receipts.map { .object($0.members) })))
        }
        return .object(members)
    }
}

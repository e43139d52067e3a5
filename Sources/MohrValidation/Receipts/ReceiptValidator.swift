// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// Judges a receipt by itself: whether its time stamp is over its statement and by a unit that is believed.
public struct ReceiptValidator: Sendable {
    /// Makes a validator.
    public init() {}

    /// Judges a receipt without the signature that it is about.
    ///
    /// - Parameters:
    ///   - receipt: the receipt.
    ///   - time: the moment to judge at.
    ///   - snapshot: what to judge by.
    ///   - policy: how far clocks may disagree, how old statements may be.
    /// - Returns: what stands in the way of believing it; nothing when it proves what it says.
    public func judge(
        _ receipt: Receipt, at time: ReferenceTime, against snapshot: TrustSnapshot, policy: ValidationPolicy
    ) -> TimestampJudgement {
        var collector = FactsCollector(
            carrying: CarriedMaterial(certificates: [], lists: [], responses: [], tokens: []), at: time,
            snapshot: snapshot, policy: policy, proofs: [], receipts: [receipt])
        let id = Hex.encode(receipt.statement.signatureSHA256)
        let stamps = collector.receiptTimestamps(of: id)
        // The signature is not at hand; it stands in only for the time stamps to be looked at.
        collector.take(
            SignatureFacts(id: id, signer: nil, algorithms: [], claimedTime: nil, timestamps: stamps.map(\.id)), stamps)
        let judged = Judge.judge(collector.finished(), by: policy.rules(for: time.source), at: time)
        return judged.first?.timestamps.first
            ?? TimestampJudgement(id: id, kind: .receipt, time: receipt.firstSeen, causes: [Cause(.noSignatureFound)])
    }
}

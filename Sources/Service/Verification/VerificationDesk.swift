// SPDX-License-Identifier: Apache-2.0
public import DER
import JSON
public import MohrValidation

/// Gives verdicts with all that the house knows: the snapshot of the moment, and receipts of earlier verifications.
///
/// Routes that judge documents do it here, so that one document gets one answer whichever way it came.
public struct VerificationDesk: Sendable {
    /// For which signatures without a receipt one is made.
    enum Giving: Sendable {
        /// For each that is true.
        case always
        /// Where the purpose asks for proof of time and the document has none: the verdict turns on it.
        case whereNeeded
    }

    private let snapshot: @Sendable () -> TrustSnapshot
    /// Nil where there is no house, and nothing is kept.
    private let receipts: ReceiptDesk?
    private let clock: @Sendable () -> Instant

    init(snapshots: SnapshotHolder, receipts: ReceiptDesk, clock: @escaping @Sendable () -> Instant) {
        snapshot = { snapshots.current }
        self.receipts = receipts
        self.clock = clock
    }

    /// A desk without a house.
    init(_ snapshot: TrustSnapshot, clock: @escaping @Sendable () -> Instant) {
        self.snapshot = { snapshot }
        receipts = nil
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
        verify(signature, content: content, at: time, policy: policy, giving: .always)
    }

    /// Judges a document with receipts that the asker has; none is looked for or given.
    func verify(
        _ signature: [UInt8], content: SignedContent, at time: Instant?, policy: ValidationPolicy, with given: [Receipt]
    ) -> ValidationReport {
        let moment = time.map { ReferenceTime($0, .caller) } ?? ReferenceTime(clock(), .now)
        return SignatureValidator().validate(
            signature, content: content, at: moment, against: snapshot(), policy: policy, receipts: given)
    }

    /// Judges a document; the report is the same whatever is given.
    func verify(
        _ signature: [UInt8], content: SignedContent, at time: Instant?, policy: ValidationPolicy, giving: Giving
    ) -> Verification {
        let snapshot = snapshot()
        let now = clock()
        func judge(_ moment: ReferenceTime, with receipts: [Receipt] = []) -> ValidationReport {
            SignatureValidator().validate(
                signature, content: content, at: moment, against: snapshot, policy: policy, receipts: receipts)
        }
        var moment = time.map { ReferenceTime($0, .caller) } ?? ReferenceTime(now, .now)
        let report = judge(moment)
        if giving == .whereNeeded, report.decision == .accept { return Verification(report: report, receipts: []) }
        // What a receipt says of a signature is what was known when it was given.
        var today = time == nil ? report : nil
        let (outcomes, proofs) = receipts(of: report, policy: policy, giving: giving) {
            let made = today ?? judge(ReferenceTime(now, .now))
            today = made
            return made
        }
        guard report.decision != .accept, !proofs.isEmpty else {
            return Verification(report: report, receipts: outcomes)
        }
        // A receipt of this very moment may be of the second after the clock was read.
        if time == nil, let last = proofs.map(\.firstSeen).max(), last > now { moment = ReferenceTime(last, .now) }
        return Verification(report: judge(moment, with: proofs), receipts: outcomes)
    }

    /// The receipts of a document's signatures, and those of them that may speak for it: a new one shows that the
    /// signature is there now, and that helps only where nothing else is asked.
    private func receipts(
        of report: ValidationReport, policy: ValidationPolicy, giving: Giving, asOfNow: () -> ValidationReport
    ) -> ([ReceiptOutcome], [Receipt]) {
        var proofs: [Receipt] = []
        let outcomes = report.signatures.enumerated().map { index, found -> ReceiptOutcome in
            guard found.isIntact, let value = found.valueSHA256 else { return .missing(.notIntact) }
            guard let receipts else { return .missing(.notKept) }
            if let known = receipts.find(value) {
                if let receipt = known.receipt { proofs.append(receipt) }
                return known
            }
            guard giving == .always || policy.needsProofOfTime else { return .missing(.notKept) }
            let today = asOfNow()
            let made = receipts.give(today.signatures[index], in: today)
            if policy.needsProofOfTime, let receipt = made.receipt { proofs.append(receipt) }
            return made
        }
        return (outcomes, proofs)
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

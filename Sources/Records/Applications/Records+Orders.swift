// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// The two officers who signed for many applications at once, each with what they signed.
public struct OrderSigners: Sendable, Hashable {
    /// Who stands for the evidence.
    public let enterer: String
    /// The enterer's signature over the order.
    public let entererSignature: [UInt8]
    /// Who approves.
    public let approver: String
    /// The approver's signature over the order.
    public let approverSignature: [UInt8]

    /// Takes two officers.
    public init(enterer: String, entererSignature: [UInt8], approver: String, approverSignature: [UInt8]) {
        self.enterer = enterer
        self.entererSignature = entererSignature
        self.approver = approver
        self.approverSignature = approverSignature
    }
}

extension Records {
    /// Takes an application down that two officers ordered with many others, and takes it to approved, in one
    /// transaction: every step of the desk, each with its event and its audit line.
    ///
    /// - Parameters:
    ///   - draft: what it says.
    ///   - signers: the officers; their standing is looked up here, as at each step at the desk.
    ///   - actor: who files.
    ///   - time: when.
    ///   - conflicts: asked of every other application with the same key or licence.
    /// - Returns: the application, approved.
    /// - Throws: as ``enter(application:by:at:signature:within:how:)`` and
    ///   ``approve(application:by:at:signature:within:refusing:how:)``.
    public func order(
        _ draft: ApplicationDraft, by signers: OrderSigners, filedBy actor: String, at time: Instant,
        refusing conflicts: ApplicationConflict? = nil
    ) throws(RecordsError) -> ApplicationRecord {
        try write { ledger throws(RecordsError) in
            try ledger.take(draft, by: Hand(actor: actor, time: time), refusing: conflicts)
            try ledger.move(
                ApplicationStep(id: draft.id, from: [.drafted], to: .submitted, actor: actor, time: time))
            try ledger.move(
                ApplicationStep(
                    id: draft.id, from: [.submitted], to: .entered, actor: signers.enterer, time: time,
                    signature: signers.entererSignature))
            return try ledger.move(
                ApplicationStep(
                    id: draft.id, from: [.entered], to: .approved, actor: signers.approver, time: time,
                    signature: signers.approverSignature, conflicts: conflicts))
        }
    }
}

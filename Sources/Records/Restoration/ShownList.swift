// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// A published list that is shown to records that were put back from a copy; its signature was checked.
public struct ShownList: Sendable, Hashable {
    /// As it is filed.
    public let record: RevocationListRecord

    /// What it lists.
    public let entries: [RevokedEntry]

    /// The head of the audit log that it carries.
    public let head: AuditHead?

    /// Describes a list.
    public init(record: RevocationListRecord, entries: [RevokedEntry], head: AuditHead?) {
        self.record = record
        self.entries = entries
        self.head = head
    }
}

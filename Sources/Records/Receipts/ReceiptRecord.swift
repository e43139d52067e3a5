// SPDX-License-Identifier: Apache-2.0

/// A receipt as it is on record.
public struct ReceiptRecord: Sendable, Hashable {
    /// SHA-256 of the signature value that it is about; 32 bytes.
    public let signatureSHA256: [UInt8]
    /// The line of the audit log that tells of it, and holds its digests.
    public let sequence: Int
    /// What it says, in the bytes that are stamped.
    public let statement: [UInt8]
    /// The RFC 3161 token over them.
    public let token: [UInt8]
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// A receipt that is to be kept: digests and a time stamp, nothing of what was signed or who asked.
public struct ReceiptDraft: Sendable, Hashable {
    /// SHA-256 of the signature value that it is about; 32 bytes.
    public let signatureSHA256: [UInt8]
    /// What it says, in the bytes that are stamped.
    public let statement: [UInt8]
    /// The RFC 3161 token over them.
    public let token: [UInt8]

    /// Describes a receipt.
    public init(signatureSHA256: [UInt8], statement: [UInt8], token: [UInt8]) {
        self.signatureSHA256 = signatureSHA256
        self.statement = statement
        self.token = token
    }
}

extension ReceiptDraft {
    /// What its line in the log is about.
    var subject: String { "signature:\(Hex.encode(signatureSHA256))" }

    /// What its line in the log holds.
    var details: [String: String] {
        [
            "statementSHA256": Hex.encode(DigestAlgorithm.sha256.digest(statement)),
            "tokenSHA256": Hex.encode(DigestAlgorithm.sha256.digest(token)),
        ]
    }
}

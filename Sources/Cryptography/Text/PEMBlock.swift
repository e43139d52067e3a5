// SPDX-License-Identifier: Apache-2.0

/// What stands between one BEGIN and its END.
public struct PEMBlock: Hashable, Sendable {
    /// What the block says it is: `CERTIFICATE`, `X509 CRL`, `CMS`.
    public let label: String

    /// The decoded bytes; at least one.
    public let bytes: [UInt8]

    /// The line of BEGIN, counted from 1.
    public let line: Int

    /// Makes a block.
    ///
    /// - Parameters:
    ///   - label: what it is.
    ///   - bytes: the decoded bytes.
    ///   - line: the line of BEGIN, counted from 1.
    public init(label: String, bytes: [UInt8], line: Int = 1) {
        self.label = label
        self.bytes = bytes
        self.line = line
    }
}

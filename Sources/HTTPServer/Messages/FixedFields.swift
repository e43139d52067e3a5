// SPDX-License-Identifier: Apache-2.0

/// Fields that many responses have in common: checked and written once, copied whole into each.
public struct FixedFields: Sendable {
    /// Names and values, in order.
    public let pairs: [(String, String)]

    /// As they stand in a head, each with its line's end.
    let bytes: [UInt8]

    /// Checks and writes fields.
    ///
    /// Gives `nil` if one of them could not be sent.
    ///
    /// - Parameter pairs: names and values, in order; none that belongs to the connection (see ``Response``).
    public init?(_ pairs: [(String, String)]) {
        var bytes: [UInt8] = []
        guard ResponseWriter.appendFields(pairs, to: &bytes) else { return nil }
        self.pairs = pairs
        self.bytes = bytes
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A line of a list of predictable keys that is no digest.
public struct PredictableKeysError: Error, Equatable, Sendable {
    /// The list.
    public let list: String
    /// The line, counted from 1.
    public let line: Int
}

// SPDX-License-Identifier: Apache-2.0

/// All that a licensing body says of one licence.
public struct LicenceStatement: Sendable, Hashable {
    /// The licence's number, in its canonical form.
    public let number: String
    /// What holds when, in the order of time; empty when nothing is said any more.
    public let periods: [LicencePeriod]

    /// States what is said.
    public init(_ number: String, _ periods: [LicencePeriod]) {
        self.number = number
        self.periods = periods
    }
}

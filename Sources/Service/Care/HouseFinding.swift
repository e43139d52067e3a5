// SPDX-License-Identifier: Apache-2.0

/// Something in a home that is not as it has to be.
public struct HouseFinding: Sendable, Hashable {
    /// What was looked at.
    public let part: HouseCheck.Part

    /// Of what: `certificate:health/4d…`, `list:health/full/7`, a file.
    public let subject: String

    /// What is wrong, as a word: `differsFromDraft`.
    public let fact: String
}

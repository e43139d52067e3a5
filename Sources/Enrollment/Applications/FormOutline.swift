// SPDX-License-Identifier: Apache-2.0

/// What the form of a profile asks for.
public struct FormOutline: Sendable, Hashable {
    /// The profile.
    public let profile: String

    /// Fields that must be filled in, in the form's order.
    ///
    /// Where ``FormField/nationalID`` is among them, ``FormField/foreignersID`` will do in its place.
    public let required: [FormField]

    /// Fields that may be filled in, in the form's order; every other one is refused.
    public let optional: [FormField]

    /// What ``FormField/title`` may be; empty when the profile does not ask for one.
    public let titles: [String]
}

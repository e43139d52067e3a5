// SPDX-License-Identifier: Apache-2.0

/// How far a professional ban reaches, by the letters of the disciplinary ladder.
///
/// - SeeAlso: Medical Council law, disciplinary measures (d) to (g).
public enum SuspensionScope: String, Sendable, Hashable, CaseIterable {
    /// Three to twelve months, at the place of the offence only.
    case local = "d"
    /// Three to twelve months, in the whole country.
    case national = "e"
    /// One to five years, in the whole country.
    case nationalForYears = "f"
    /// For good.
    case permanent = "g"
}

// SPDX-License-Identifier: Apache-2.0

/// What kind of place an office is.
public enum OfficeKind: String, Sendable, Hashable, CaseIterable {
    /// A chamber of commerce.
    case chamber
    /// A counter office (پیشخوان).
    case counter
    /// An education centre.
    case educationCentre
    /// A branch of the Medical Council.
    case medicalCouncil
    /// A notary's office (دفتر اسناد رسمی).
    case notary
    /// An organisation or company that enrols its own people.
    case organization
}

// SPDX-License-Identifier: Apache-2.0

/// What a fact of this room is about: a kind of number, name or date, or a part of one.
///
/// The raw value is the name that problem documents and forms use; it never changes.
public enum IdentityField: String, CaseIterable, Hashable, Sendable {
    case chipBatch
    case commercialCardNumber
    case day
    case economicCode
    case foreignersID
    case latinName
    case legalID
    case mailAddress
    case medicalCouncilNumber
    case mobileNumber
    case month
    case nationalID
    case persianName
    case postalCode
    case solarHijriDate
    case year
}

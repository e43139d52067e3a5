// SPDX-License-Identifier: Apache-2.0
public import Identity

/// A register of people who may practise a profession, and the form of its numbers.
public enum LicenceRegister: Sendable, Hashable {
    /// Cards of the chambers of commerce: digits.
    case commercialCard
    /// The Medical Council's members; `letters` is what may stand before the digits: nothing if it is empty, one of
    /// them if it is not, anything or nothing if it is nil.
    case medicalCouncil(letters: Set<String>?)

    /// Checks a number of this register.
    ///
    /// - Parameter text: as typed.
    /// - Returns: the number in the form that numbers of this register are compared by.
    /// - Throws: ``IdentityError``.
    public func canonical(checking text: String) throws(IdentityError) -> String {
        switch self {
        case .commercialCard: try CommercialCardNumber(checking: text).canonical
        case .medicalCouncil(let letters): try Self.medicalCouncil(text, letters: letters)
        }
    }

    private static func medicalCouncil(_ text: String, letters: Set<String>?) throws(IdentityError) -> String {
        let number = try MedicalCouncilNumber(checking: text, letters: letters)
        // A bare number is a physician's: where a letter belongs it names somebody else.
        if number.letter == nil, let letters, !letters.isEmpty {
            throw .professionLetter(seen: "", allowed: letters.sorted())
        }
        return number.canonical
    }

    /// Whether both number the same people, so that one number is one person.
    func isSame(as other: LicenceRegister) -> Bool {
        switch (self, other) {
        case (.commercialCard, .commercialCard), (.medicalCouncil, .medicalCouncil): true
        default: false
        }
    }
}

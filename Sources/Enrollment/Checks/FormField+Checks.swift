// SPDX-License-Identifier: Apache-2.0
import Identity

extension FormField {
    /// Checks what was typed.
    ///
    /// - Parameters:
    ///   - text: as typed, trimmed.
    ///   - policy: what prefixes are known.
    ///   - register: where licence numbers are from; nil when the profile names no profession.
    /// - Returns: the canonical form, and what to ask a registry about.
    /// - Throws: ``IdentityError``.
    func canonical(
        of text: String, policy: EnrollmentPolicy, register: LicenceRegister?
    ) throws(IdentityError) -> (String, [IdentityWarning]) {
        switch self {
        case .nationalID:
            let number = try NationalID(checking: text, knownPrefixes: policy.nationalIDPrefixes)
            return (number.canonical, number.warnings)
        case .foreignersID:
            let number = try ForeignersID(checking: text)
            return (number.canonical, number.warnings)
        case .legalID:
            let number = try LegalID(checking: text)
            return (number.canonical, number.warnings)
        case .economicCode:
            let number = try EconomicCode(checking: text)
            return (number.canonical, number.warnings)
        case .postalCode:
            let number = try PostalCode(checking: text)
            return (number.canonical, number.warnings)
        case .chipBatch: return (try ChipBatch(checking: text).canonical, [])
        case .mobile: return (try MobileNumber(checking: text).canonical, [])
        case .email: return (try MailAddress(checking: text).canonical, [])
        case .latinName: return (try LatinName(checking: text).display, [])
        case .licenceNumber:
            return (try (register ?? .medicalCouncil(letters: nil)).canonical(checking: text), [])
        case .givenName, .surname, .organization, .organizationalUnit, .title:
            return (try PersianName(checking: text).display, [])
        }
    }

    /// Refuses controls for the direction of text before anything else is said of a field: in a number they are no mere
    /// wrong character, they change what the reader sees.
    func refuseBidiControls(in text: String) throws(IdentityError) {
        for (offset, scalar) in text.unicodeScalars.enumerated() where scalar.properties.isBidiControl {
            throw .bidiControl(identityField, seen: scalar, at: offset)
        }
    }

    private var identityField: IdentityField {
        switch self {
        case .nationalID: .nationalID
        case .foreignersID: .foreignersID
        case .legalID: .legalID
        case .economicCode: .economicCode
        case .postalCode: .postalCode
        case .chipBatch: .chipBatch
        case .mobile: .mobileNumber
        case .email: .mailAddress
        case .latinName: .latinName
        case .licenceNumber: .medicalCouncilNumber
        case .givenName, .surname, .organization, .organizationalUnit, .title: .persianName
        }
    }
}

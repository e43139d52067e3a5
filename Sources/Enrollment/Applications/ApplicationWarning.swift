// SPDX-License-Identifier: Apache-2.0
public import Identity

/// Something about an application that an officer should look into before they enter or approve it.
public enum ApplicationWarning: Sendable, Hashable {
    /// A number is lawful and unusual: ask its registry.
    case identity(IdentityWarning)

    /// The person holds as many certificates already that are neither revoked nor expired.
    case certificatesHeld(Int)

    /// The person holds as many certificates of this profile from elsewhere that are in force.
    case importedInForce(Int)

    /// An application with this key was closed before a certificate came of it.
    case keyAppliedForBefore

    /// Somebody else has an open application with this licence number: one of the two is wrong.
    case licenceAppliedForByAnother

    /// What records, pages and the API call it: one line, without personal data.
    public var code: String {
        switch self {
        case .identity(let warning): warning.code
        case .certificatesHeld(let count): "certificatesHeld:\(count)"
        case .importedInForce(let count): "importedInForce:\(count)"
        case .keyAppliedForBefore: "keyAppliedForBefore"
        case .licenceAppliedForByAnother: "licenceAppliedForByAnother"
        }
    }
}

extension IdentityWarning {
    fileprivate var code: String {
        switch self {
        case .allSameDigits(let field): "\(field.rawValue):allSameDigits"
        case .notALegalID(let field): "\(field.rawValue):notALegalID"
        case .padded(let field, _): "\(field.rawValue):padded"
        case .repeatedLeadingDigit(let field): "\(field.rawValue):repeatedLeadingDigit"
        case .unusualDigit(let field, let offset, _): "\(field.rawValue):unusualDigit:\(offset)"
        case .unknownPrefix(let field): "\(field.rawValue):unknownPrefix"
        }
    }
}

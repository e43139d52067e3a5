// SPDX-License-Identifier: Apache-2.0
public import Identity
public import Linting
public import PKIX
public import Records

/// Why a certificate from elsewhere is not taken in, or a row that speaks of one not believed.
public enum ImportRefusal: Error, Sendable, Equatable {
    // The row.

    /// The row has another number of cells than the head line.
    case columns(seen: Int, allowed: Int)
    /// There is no such profile to certify the holder under anew.
    case profile(seen: String, allowed: [String])
    /// A cell that has to be filled in is blank.
    case fieldMissing(FormField)
    /// A cell does not hold what it should; the cause says why.
    case identity(FormField, IdentityError)

    // The certificate.

    /// None of the certificates is the row's.
    case certificateMissing
    /// Several certificates could be the row's, and it does not say which.
    case certificateAmbiguous(count: Int)
    /// An earlier row has the certificate already.
    case certificateTwice(row: Int)
    /// The file is no certificate; the cause says where.
    case certificateUnreadable(PKIXError)
    /// It does not lead to any of the issuers given; the code of the path validator.
    case issuer(PathFailureCode)
    /// It is an authority's.
    case authority
    /// No revocation list that was given speaks of it.
    case statusUnknown
    /// Its key may not be used; the cause says why.
    case key(KeyWeakness)
    /// It says something else of its holder than the row.
    case subject(FormField)
    /// What is on record contradicts it.
    case conflict(ImportConflict)

    /// What the report calls it.
    public var code: String {
        switch self {
        case .columns: "columns"
        case .profile: "profile"
        case .fieldMissing: "fieldMissing"
        case .identity: "identity"
        case .certificateMissing: "certificateMissing"
        case .certificateAmbiguous: "certificateAmbiguous"
        case .certificateTwice: "certificateTwice"
        case .certificateUnreadable: "certificateUnreadable"
        case .issuer: "issuer"
        case .authority: "authority"
        case .statusUnknown: "statusUnknown"
        case .key: "key"
        case .subject(let field): "subject.\(field.rawValue)"
        case .conflict(let conflict): conflict.rawValue
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// A certificate from elsewhere that was found good, about to be taken in.
public struct ImportDraft: Sendable {
    /// SHA-256 of ``certificate``; 32 bytes.
    public let sha256: [UInt8]
    /// DER.
    public let certificate: [UInt8]
    /// SHA-256 of the issuer's certificate; it has been named before.
    public let issuerSHA256: [UInt8]
    /// The issuer's number for it.
    public let serial: SerialNumber
    /// The profile of this house under which its holder is certified anew.
    public let profile: String
    /// What the holder is found by; the national identifier is always there.
    public let subject: SubjectKeys
    /// When it is valid.
    public let validity: Validity
    /// SHA-256 of the key's SubjectPublicKeyInfo; 32 bytes.
    public let publicKeySHA256: [UInt8]
    /// As in `P-256`, `RSA-2048`.
    public let keyAlgorithm: String?
    /// What its issuer says of it.
    public let standing: ImportedStanding

    /// Describes a certificate.
    public init(
        sha256: [UInt8], certificate: [UInt8], issuerSHA256: [UInt8], serial: SerialNumber, profile: String,
        subject: SubjectKeys, validity: Validity, publicKeySHA256: [UInt8], keyAlgorithm: String?,
        standing: ImportedStanding
    ) {
        self.sha256 = sha256
        self.certificate = certificate
        self.issuerSHA256 = issuerSHA256
        self.serial = serial
        self.profile = profile
        self.subject = subject
        self.validity = validity
        self.publicKeySHA256 = publicKeySHA256
        self.keyAlgorithm = keyAlgorithm
        self.standing = standing
    }
}

/// What became of a certificate that was to be taken in.
public enum ImportOutcome: Sendable, Hashable {
    /// It is on record now.
    case taken
    /// It was on record, and its issuer says something newer of it: that is on record now.
    case updated
    /// It was on record, just so.
    case known
    /// It cannot be: what is on record contradicts it.
    case refused(ImportConflict)
}

/// What on record stands against a certificate from elsewhere.
public enum ImportConflict: String, Sendable, Hashable, CaseIterable {
    /// This house issued it.
    case issuedHere
    /// Its key is certified by this house, for the same person.
    case keyHere
    /// Its key is somebody else's.
    case keyOfSomeoneElse
    /// Its key is known to be in other hands.
    case keyReported
    /// The licence number is on somebody else's certificate.
    case licenceOfSomeoneElse
    /// The issuer gave another certificate the same number.
    case serialTwice
    /// It is on record for another person or another profile.
    case otherRow
}

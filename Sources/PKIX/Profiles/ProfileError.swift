// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// Why a profile is not taken, or why a certificate cannot be drafted under it.
public enum ProfileError: Error, Equatable, Sendable {
    // Refusals: the file's doing.

    /// The file is not a profile document; holds the place.
    case document(JSON5Error)
    /// A value that is none of those that may stand there.
    case unknownValue(path: String, seen: String, allowed: [String])
    /// A number outside its range.
    case outOfRange(path: String, seen: Int64, allowed: ClosedRange<Int64>)
    /// Something that must hold one element at least holds none.
    case empty(path: String)
    /// A list names one thing twice.
    case repeated(path: String, value: String)
    /// A kind of certificate must have something that the profile lacks, or must not have something that it has.
    case contradiction(kind: CertificateKind, path: String, seen: String, allowed: String)
    /// A URL with a placeholder that is not known, or that is no URL.
    case urlTemplate(path: String, seen: String, allowed: [String])
    /// A fixed attribute or an admission authority that cannot be written.
    case fixedAttribute(path: String, PKIXError)

    // Refusals: the request's doing.

    /// The key is of a kind that the profile does not certify.
    case key(seen: KeyKind, allowed: [KeyKind])
    /// An attribute of the subject that the profile requires is not given.
    case attributeMissing(ObjectIdentifier)
    /// An attribute of the subject that the profile does not name, or fixes itself.
    case attributeNotNamed(ObjectIdentifier)
    /// An attribute of the subject does not begin as the profile says.
    case attributePrefix(ObjectIdentifier, allowed: String)
    /// An attribute of the subject is given twice.
    case attributeRepeated(ObjectIdentifier)
    /// The subject's name cannot be written.
    case name(PKIXError)
    /// The profile requires a licence number and none is given.
    case licenceNumberMissing
    /// A licence number is given and the profile has no place for one.
    case licenceNumberNotNamed
    /// The licence number cannot be written: empty, too long, or without a character of PrintableString.
    case licenceNumber(length: Int, allowed: ClosedRange<Int>)
    /// The profile requires an alternative name and none is given.
    case alternativeNameMissing
    /// An alternative name of a kind that the profile does not name.
    case alternativeNameNotNamed
    /// A certificate authority was asked for outside of a ceremony.
    case authorityOutsideCeremony(profile: String)

    // Faults: the caller's.

    /// The jitter is outside of what the profile spreads expiry over; seconds.
    case jitter(seen: Int64, allowed: ClosedRange<Int64>)
    /// A URL needs the shard and none is given.
    case shardMissing(path: String)
    /// The issuer's certificate has no subject key identifier to point to.
    case issuerKeyIdentifierMissing
}

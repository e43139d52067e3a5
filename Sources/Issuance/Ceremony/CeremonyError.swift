// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import PKIX
public import Records

/// Why a ceremony was not performed, or a service got no certificate.
///
/// No case carries key material or a passphrase.
public enum CeremonyError: Error, Equatable, Sendable {
    // Refusals: the file's or the caller's doing; nothing was made.

    /// The file is not a ceremony's; holds the place.
    case document(JSON5Error)
    /// A value that is none of those that may stand there.
    case value(path: String, seen: String, allowed: [String])
    /// Nobody is present in a role.
    case roleMissing(CeremonyRole)
    /// Somebody is present twice.
    case witnessRepeated(path: String)
    /// There is no profile of this name.
    case unknownProfile(name: String, allowed: [String])
    /// The profile is not one of authorities, or not one that this act can use.
    case profileKind(name: String, seen: CertificateKind, allowed: [CertificateKind])
    /// The profile does not certify such a key.
    case keyKind(seen: KeyKind, allowed: [KeyKind])
    /// The profile fixes an attribute that the file leaves out or gives another value.
    case subjectFixed(ObjectIdentifier, allowed: String)
    /// The file gives the attributes in another order than the profile.
    case subjectOrder(allowed: [ObjectIdentifier])
    /// A file is there already; a ceremony writes over nothing.
    case fileExists(path: String)
    /// The authority is on record with a certificate already.
    case authorityExists(name: String)
    /// The issuer is not on record, or has no certificate.
    case issuerUnknown(name: String)
    /// A file that must be there is not.
    case fileMissing(path: String)
    /// Custodians could not open a key, or could not be given one.
    case custody(CustodyError)
    /// A ceremony of the authority was begun from another file; it is ended with that one, or given up by hand.
    case begunOtherwise(authority: String, documentSHA256: String, keyPath: String)
    /// What a source names is not what the file says that it is.
    case sourceDigest(path: String, seen: String, allowed: String)
    /// A request's signature is not of the key in it.
    case sourceUnproven(path: String)
    /// The source is of no authority: its certificate does not let it certify.
    case sourceNoAuthority(path: String)
    /// The issuer's own path length leaves no room for what would come below.
    case pathTooLong(issuer: String, allowed: Int)
    /// Another authority takes this one's place already.
    case succeeded(name: String)
    /// The certificate to be revoked is not one of the authority's.
    case unknownCertificate(authority: String, seen: String)
    /// The authority is online and publishes its lists itself.
    case listsItself(authority: String)
    /// The list's or the transcript's part failed; the cause is told apart.
    case notConcluded
    /// A key is in the home and, by the other file, in a token; nobody can say which is meant.
    case keyTwice(file: String, reference: String)
    /// The key is in a token, or would be made in one, and the house has none.
    case tokenNeeded(reference: String)
    /// The certificate was refused or not issued.
    case issuance(IssuanceError)

    // Faults: ours or the machine's.

    /// A key could not be made, opened or written; a wrong passphrase is worth asking again for.
    case key(CryptographyError)
    /// What is in a file cannot be read as a certificate.
    case certificate(path: String, PKIXError)
    /// A file could not be written or read; the system's own code.
    case file(path: String, code: Int)
    /// What was read back from a file is not what was written.
    case readBack(path: String)
    /// The records did not take something down.
    case records(RecordsError)
}

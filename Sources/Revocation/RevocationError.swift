// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import Linting
public import PKIX
public import Records

/// Why a status was not changed, a list not published, or a responder not set up.
public enum RevocationError: Error, Equatable, Sendable {
    // Refusals: what was asked cannot be done.

    /// The certificate's validity is over: there is nothing to suspend. RFC 5280 4.1.2.5.
    case expired(CertificateReference, since: Instant)
    /// What was brought to prove that a key is in other hands proves nothing; the flaw says why.
    case keyProof(KeyProofFlaw)
    /// The certificate was given up before it was signed, or is not signed yet: there is nothing to revoke.
    case notIssued(CertificateReference, seen: IssuanceState)
    /// The key is said to be lost at a time that has not come.
    case invalidityInFuture(seen: Instant, latest: Instant)
    /// The plan would touch other certificates by now than it showed.
    case planChanged(shown: String, now: String)
    /// The reason is another act's, or not one for certificates of people and authorities. RFC 5280 5.3.1.
    case reason(seen: RevocationReason, allowed: [RevocationReason])
    /// The certificate is revoked, and that is final. ETSI EN 319 411-1 REV-6.3.9-04.
    case revokedAlready(CertificateReference, since: Instant)
    /// The certificate is revoked, and for something else: that stays on record.
    case revokedOtherwise(
        CertificateReference, since: Instant, reason: RevocationReason?, invalidityDate: Instant?)
    /// The certificate's status is not one from which this step is taken.
    case statusStep(CertificateReference, seen: RecordedStatus, allowed: [RecordedStatus])
    /// No such certificate, and no number reserved for one.
    case unknownCertificate(CertificateReference)

    // Refusals: the plan or the papers of whoever publishes or answers do not fit.

    /// The authority's certificate does not let it sign lists. RFC 5280 4.2.1.3 (cRLSign).
    case authorityMayNotSignLists(authority: String)
    /// The authority's certificate is not valid now.
    case authorityNotValid(authority: String, at: Instant, validity: Validity)
    /// The authority's certificate does not name its key, which every list must. RFC 5280 5.2.1.
    case authorityKeyUnnamed(authority: String)
    /// The key is not the one that the certificate certifies.
    case keyMismatch(authority: String)
    /// A number in a plan is outside what it may be.
    case plan(field: String, seen: Int64, allowed: ClosedRange<Int64>)
    /// The responder's certificate is not one to answer for this authority with.
    case responder(authority: String, ResponderFlaw)
    /// Lists of another number of shards were published: certificates out there name them.
    case shardCountChanged(authority: String, seen: Int, published: Int)

    // Refusals: a list that must not leave the house.

    /// A delta and the list that it builds on do not say together what the records say. The first, and how many.
    case deltaDiffers(authority: String, first: SerialNumber, count: Int)
    /// A certificate that was revoked is on the new list with something else. The first of them, and how many.
    case entryChanged(authority: String, scope: String, first: SerialNumber, count: Int)
    /// A certificate that was listed is not on the new list, and no hold was lifted. The first, and how many.
    case entryDropped(authority: String, scope: String, first: SerialNumber, count: Int)
    /// A list of a higher number is on record: someone else publishes too.
    case listNumberBehind(authority: String, scope: String, seen: Int64, newest: Int64)
    /// A list drawn up later is on record: the clock was set back.
    case listTimeBehind(authority: String, scope: String, seen: Instant, newest: Instant)
    /// Rules object to a list before it is signed; one finding or more, each with its citation.
    case listRefused(authority: String, scope: String, [Finding])
    /// A list that is out has the number of one on record, and is another.
    case listForeign(authority: String, scope: String, number: Int64)
    /// A list of a higher number is out than on record: older records took the place of those that it was made from.
    case listAhead(authority: String, scope: String, seen: Int64, onRecord: Int64)
    /// What was written does not read as a list.
    case listUnreadable(authority: String, scope: String, PKIXError)
    /// The signature on what was written is not the authority's.
    case listUnverified(authority: String, scope: String)
    /// The list covers something else than the one before it. RFC 5280 5.2.5.
    case scopeChanged(authority: String, scope: String)

    // Faults: ours.

    /// A file of signed answers is not to be answered from.
    case answerFile(path: String, AnswerFileFlaw)
    /// No answer about a certificate could be signed for a file.
    case unanswered(CertificateReference)
    /// A file of the home could not be read or written.
    case file(path: String, step: String, code: Int32)
    /// A key could not sign or be read.
    case key(CryptographyError)
    /// A certificate of the house could not be read.
    case certificate(PKIXError)
    /// The records could not be read or written.
    case records(RecordsError)
}

/// What keeps a certificate from being a responder's.
///
/// - SeeAlso: RFC 6960 4.2.2.2.
public enum ResponderFlaw: String, Sendable, Hashable, CaseIterable {
    /// Its key cannot be named by its hash.
    case keyUnreadable
    /// Clients would ask for the responder's own status: `id-pkix-ocsp-nocheck` is missing (RFC 6960 4.2.2.2.1).
    case noCheckMissing
    /// It may not answer: the key purpose OCSPSigning is missing.
    case notForAnswering
    /// The authority that it answers for has not issued it.
    case notIssuedByAuthority
    /// There is none whose certificate is valid now.
    case notValid
}

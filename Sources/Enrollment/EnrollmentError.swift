// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import Identity
public import Linting
public import PKIX
public import Records

/// Why a registration authority did not do what was asked.
public enum EnrollmentError: Error, Equatable, Sendable {
    // Refusals of what the form says.

    /// No certificates are enrolled for under this profile.
    case profile(seen: String, allowed: [String])
    /// A field that the profile asks for was left blank.
    case fieldMissing(FormField, profile: String)
    /// A field that the profile has no place for was filled in.
    case fieldNotAsked(FormField, profile: String)
    /// Two fields were filled in of which one excludes the other.
    case fieldsExclusive(FormField, FormField)
    /// A field does not hold what it should; the cause says why.
    case identity(FormField, IdentityError)
    /// The title is none of the profile's.
    case title(seen: String, allowed: [String])
    /// A value is too long for the certificate; in characters.
    case subjectLength(ObjectIdentifier, seen: Int, allowed: ClosedRange<Int>)
    /// The licence number is on a certificate, or in an approved application, of somebody else.
    case licenceOfSomeoneElse(Personal<String>)

    // Refusals of the request (PKCS#10).

    /// The request is too large; bytes.
    case requestSize(seen: Int, allowed: Int)
    /// The request is no PKCS#10; the cause says where.
    case requestUnreadable(PKIXError)
    /// The request is not signed by the key that it asks to have certified. RFC 2986 3.
    case proofOfPossession(SignatureAlgorithm)
    /// The request is signed in a way that proves nothing: a broken hash, or an algorithm that does not fit the key.
    case requestAlgorithm(seen: String, allowed: [String])
    /// The key may not be certified by anyone; the cause says why.
    case key(KeyWeakness)
    /// The profile does not certify keys of this kind.
    case keyKind(seen: KeyKind, allowed: [KeyKind])
    /// A certificate with this key was revoked because the key was in other hands.
    case keyCompromised
    /// The key is somebody else's: it is certified, or applied for, in another name.
    case keyOfSomeoneElse
    /// The person has a certificate with this key, and a new certificate needs a new key here.
    case keyRenewal
    /// The same person has an open application with this key.
    case keyInOpenApplication(id: String)
    /// The key is that of an authority of this house.
    case keyOfAuthority(name: String)
    /// The request's subject holds a control for the direction of text. Unicode Standard Annex 9, 2.
    case requestBidiControl(ObjectIdentifier, seen: Unicode.Scalar, at: Int)
    /// The request's subject holds a character that cannot be seen.
    case requestHiddenCharacter(ObjectIdentifier, seen: Unicode.Scalar, at: Int)
    /// A number in the request's subject is no lawful one; the cause says why.
    case requestIdentity(IdentityError)
    /// The request names another person, or another licence, than the form.
    case requestContradicts(FormField)
    /// The request asks to be a certificate authority.
    case requestAsksForAuthority

    // Refusals of the office.

    /// No such office.
    case unknownOffice(id: String)
    /// The office is suspended.
    case officeSuspended(id: String)
    /// The office's licence ran out. Regulation under article 32, article 14.
    case officeUnlicensed(id: String, since: Instant)
    /// The office may not enrol for this profile.
    case officeScope(office: String, profile: String, allowed: [String])
    /// A licence that begins in the past or is longer than law allows.
    case officeLicence(until: Instant, from: Instant, longest: Instant)
    /// There is an office of this identifier already.
    case officeExists(id: String)
    /// An identifier, name or list does not hold what it may.
    case value(field: String, seen: String, allowed: String)

    // Refusals of the officer.

    /// The certificate is no officer's; its SHA-256.
    case certificateOfNoOfficer(sha256: [UInt8])
    /// No such officer.
    case unknownOfficer(id: String)
    /// The officer is suspended.
    case officerSuspended(id: String)
    /// The officer's role does not include this.
    case role(officer: String, seen: OfficerRecord.Role, allowed: [OfficerRecord.Role])
    /// The application is another office's.
    case officerOfOtherOffice(officer: String, seen: String, allowed: String)
    /// Officers may not handle applications of their own. ETSI EN 319 411-1 REG-6.2.2-26.
    case ownApplication(officer: String)
    /// It is not on record who the officer is, so it cannot be known that the application is not their own.
    case officerUnidentified(id: String)
    /// Who entered an application may not approve it.
    case sameOfficer(officer: String)
    /// The officer, or their office, has done this as often as is allowed for now.
    case tooManyActions(officer: String, limit: StepLimit, consequence: EnrollmentPolicy.LimitConsequence)
    /// The action has to be signed by the officer.
    case officerSignatureMissing(officer: String)
    /// The signature over the action is not the officer's.
    case officerSignature(officer: String)
    /// There is an officer of this identifier, with this certificate, or this person is one at this office already.
    case officerExists(id: String)
    /// Nobody may be two of administrator, auditor and officer. CIMC FMT_SMR.2.3.
    case rolesNotDisjoint(seen: OfficerRecord.Role, held: OfficerRecord.Role)
    /// The certificate names another person than the officer.
    case certificateOfSomeoneElse(officer: String)

    // Refusals of a step.

    /// No such application.
    case unknownApplication(id: String)
    /// The application is not where it would have to be: someone else moved it, or it is finished.
    case applicationMoved(id: String, seen: ApplicationState, allowed: [ApplicationState])
    /// Sending back and rejecting need a cause; in characters.
    case cause(length: Int, allowed: ClosedRange<Int>)
    /// The proof of acceptance is not a signature by the certified key over the statement.
    case acceptanceProof(application: String)
    /// The time to accept is over.
    case acceptanceOverdue(application: String, since: Instant)
    /// The certificate does not wait to be accepted.
    case notAwaitingAcceptance(application: String, seen: RecordedStatus)

    /// Somebody else came first, or what was asked for is not there.
    case desk(DeskRefusal)
    /// It is not handled now, or not so.
    case handling(HandlingRefusal)

    /// The code that a holder typed is not the one that was sent, or there is none; never told which.
    case codeRefused
    /// No certificate of this number was issued in the holder's name.
    case notInYourName(serial: String)
    /// Too many requests came from one place, or about one person; when the next may be.
    case askedTooOften(again: Instant)
    /// The person has no certificate of the profile that could be replaced.
    case nothingToReplace(profile: String)
    /// The person has a certificate from elsewhere that is in force, and here that has to end first.
    case importedInForce(issuer: String, serial: SerialNumber, until: Instant)
    /// The certificate is not renewed with its own key; the cause says why.
    case renewal(RenewalRefusal)

    // Faults: ours.

    /// The records refused or failed.
    case records(RecordsError)
    /// No tracking code could be drawn.
    case random(CryptographyError)
    /// A profile asks for an attribute that no field of the form gives.
    case attributeWithoutField(ObjectIdentifier, profile: String)
    /// The policy does not say in which register a profession's licences are.
    case professionWithoutRegister(ObjectIdentifier, profile: String)
    /// The papers cannot be sealed, kept or opened; what the library or the file system said.
    case evidenceStore(String)
    /// The key that codes and links are worked out from cannot be used; what the library or the file system said.
    case channelKey(String)
    /// What is on record cannot be read.
    case damaged(String, PKIXError)
}

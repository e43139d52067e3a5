// SPDX-License-Identifier: Apache-2.0
import Campaigns
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import Identity
import Issuance
import Linting
import PKIX
import Records
import Revocation
import TestSupport
import Transparency
import XCTest

@testable import Service

/// One value of every case of every error that a person can be told, at least.
enum ErrorSamples {
    static let time = Instant(secondsSince1970: 1_800_000_000)
    static let serial = SerialNumber(hex: "4d01020304050607")!
    static let certificate = CertificateReference(authority: "health", serial: serial)
    static let limit = StepLimit(.officer, count: 40, seconds: 3_600)
    static let scalar: Unicode.Scalar = "\u{202e}"

    static let identity: [IdentityError] = [
        .bidiControl(.persianName, seen: scalar, at: 3),
        .character(.nationalID, seen: "x", at: 0, allowed: .decimalDigits),
        .checkDigit(.nationalID, seen: Personal(7), allowed: Personal(8)),
        .control(.persianName, seen: "\u{1}", at: 0), .empty(.persianName),
        .length(.nationalID, seen: 9, allowed: 10...10), .mixedScripts(.persianName, seen: "a", at: 1),
        .noPersianLetter(.persianName), .prefix(.mobileNumber, seen: Personal("08"), allowed: ["09", "+98"]),
        .privateUse(.persianName, seen: "\u{e000}", at: 0), .professionLetter(seen: "ن", allowed: ["م"]),
        .range(.month, seen: Personal(13), allowed: 1...12),
        .unassigned(.persianName, seen: Unicode.Scalar(0x378)!, at: 0),
    ]

    static let cryptography: [CryptographyError] =
        [
            .malformedKey(offset: 1), .trailingBytes(offset: 1, count: 2),
            .unsupportedKeyAlgorithm(objectIdentifier: "1.2"),
            .unexpectedKeyParameters(objectIdentifier: "1.2"), .missingDSAParameters, .dsaValueOutOfRange(.p),
            .unsupportedCurve(objectIdentifier: "1.2", name: "secp160r1"), .explicitCurveParameters,
            .unsupportedPointForm(seen: 6), .pointLength(seen: 64, allowed: 65), .pointAtInfinity,
            .pointNotOnCurve(.p256),
            .rsaModulusEven, .rsaModulusNotPositive, .rsaModulusSize(bits: 1, allowed: 512...16_384), .rsaExponentEven,
            .rsaExponentTooSmall, .rsaExponentTooLarge(bits: 99, limit: 64), .keyLength(seen: 31, allowed: 32),
            .smallOrderPoint, .algorithmDoesNotFitKey(.ed25519, .p256), .algorithmNeedsMessage(.ed25519),
            .digestLength(seen: 1, allowed: 32), .cannotGenerate(.p192), .byteCount(seen: 0, allowed: 1...9),
            .noPrivateKey(labels: ["CERTIFICATE"]), .severalPrivateKeys(count: 2),
            .unsupportedPrivateKeyLabel(seen: "EC PRIVATE KEY", allowed: ["PRIVATE KEY"]), .passphraseNeeded,
            .wrongPassphrase,
            .emptyPassphrase, .passphraseLength(seen: 2_000, allowed: 1_024),
            .unsupportedKeyEncryption(objectIdentifier: "1.2"), .keyPairMismatch,
            .shareCount(threshold: 4, count: 3, allowed: 2...16),
            .secretLength(seen: 0, allowed: 1...1024), .sharesMismatch, .sealedBytesMalformed,
            .malformedPEM(.base64, line: 3),
            .malformedBase64(offset: 1), .malformedHex(offset: 1), .library(operation: "sign", queue: ["x"]),
        ] + tokens.map { .token($0) }

    static let weaknesses: [KeyWeakness] = [
        .unusable(.pointNotOnCurve(.p256)), .kindNotAllowed(seen: .p192, allowed: ["P-256"]),
        .rsaSize(bits: 1_024, allowed: 2_048...8_192), .rsaExponentTooSmall(seen: "3", allowed: "65537"),
        .rsaExponentTooLarge(bits: 65, allowed: "64"), .rsaSmallFactor(prime: 7), .rsaClosePrimes(rounds: 9), .rsaROCA,
        .notOnCurve(.p256), .pointAtInfinity, .rsaExponentEven, .predictable(list: "sample.txt"),
    ]

    static let pkix: [PKIXError] = [
        .der(.boolean(offset: 4)), .malformedExtension(OID.keyUsage, .der(.null(offset: 1))),
        .duplicateExtension(OID.keyUsage, offset: 9), .empty(field: "x", offset: 1),
        .repeated(field: "x", value: "y", offset: 1), .outOfRange(field: "x", seen: "1", allowed: "2", offset: 3),
        .unexpected(field: "x", seen: "1", allowed: "2", offset: 3), .unsorted(field: "x", offset: 1),
        .extensionsBeforeVersion3(version: 1, offset: 1), .tooLarge(field: "x", seen: 2, allowed: 1),
        .noPEMBlock(seen: [], allowed: ["CERTIFICATE"]), .pem(.malformedPEM(.base64, line: 1)),
        .publicKey(.pointAtInfinity), .attributeNotSingle(OID.commonName, attributes: 2, values: 1),
        .proofOfPossession(.ed25519), .algorithmDoesNotFitKey(.ed25519, .p256), .unsupportedAlgorithm(OID.commonName),
        .attributeLength(OID.commonName, seen: 0, allowed: 1...64),
        .attributeCharacter(OID.commonName, allowed: "ASCII"),
        .signing(.wrongPassphrase),
    ]

    static let enrollment: [EnrollmentError] =
        [.importedInForce(issuer: "CN=Elsewhere", serial: serial, until: time)]
        + identity.map { .identity(.nationalID, $0) } + identity.map { .requestIdentity($0) }
        + weaknesses.map { .key($0) } + cryptography.map { .key(.unusable($0)) } + pkix.map { .requestUnreadable($0) }
        + [
            .profile(seen: "x", allowed: ["doctor-signing"]), .fieldMissing(.surname, profile: "doctor-signing"),
            .fieldNotAsked(.legalID, profile: "x"), .fieldsExclusive(.nationalID, .foreignersID),
            .title(seen: "x", allowed: []), .subjectLength(OID.commonName, seen: 99, allowed: 1...64),
            .licenceOfSomeoneElse(Personal("12345")), .requestSize(seen: 20_000, allowed: 16_384),
            .proofOfPossession(.ecdsa(.sha256)), .requestAlgorithm(seen: "MD5", allowed: ["ECDSA"]),
            .keyKind(seen: .p521, allowed: [.p256]), .keyCompromised, .keyOfSomeoneElse, .keyRenewal,
            .keyInOpenApplication(id: "A1"),
            .keyOfAuthority(name: "health"), .requestBidiControl(OID.commonName, seen: scalar, at: 0),
            .requestHiddenCharacter(OID.commonName, seen: "\u{1}", at: 0), .requestContradicts(.nationalID),
            .requestAsksForAuthority, .unknownOffice(id: "o"), .officeSuspended(id: "o"),
            .officeUnlicensed(id: "o", since: time), .officeScope(office: "o", profile: "p", allowed: []),
            .officeLicence(until: time, from: time, longest: time), .officeExists(id: "o"),
            .value(field: "id", seen: "x", allowed: "y"), .certificateOfNoOfficer(sha256: [1]),
            .unknownOfficer(id: "f"),
            .officerSuspended(id: "f"), .role(officer: "f", seen: .auditor, allowed: OfficerRecord.Role.allCases),
            .officerOfOtherOffice(officer: "f", seen: "a", allowed: "b"), .ownApplication(officer: "f"),
            .officerUnidentified(id: "f"), .sameOfficer(officer: "f"),
            .tooManyActions(officer: "f", limit: limit, consequence: .suspend),
            .tooManyActions(officer: "f", limit: limit, consequence: .refuse), .officerSignatureMissing(officer: "f"),
            .officerSignature(officer: "f"), .officerExists(id: "f"), .rolesNotDisjoint(seen: .auditor, held: .enterer),
            .certificateOfSomeoneElse(officer: "f"), .unknownApplication(id: "a"),
            .applicationMoved(id: "a", seen: .issued, allowed: ApplicationState.allCases),
            .cause(length: 0, allowed: 1...1_000), .acceptanceProof(application: "a"),
            .nothingToReplace(profile: "p"), .renewal(.beingRenewed), .renewal(.certificate), .renewal(.key),
            .renewal(.keyNotNew),
            .renewal(.notYet(opens: time)), .renewal(.over(since: time)),
            .renewal(.proofTooOld(since: time, allowedSeconds: 86_400)),
            .renewal(.stale(seen: time, now: time, allowedSeconds: 60)), .renewal(.statement(line: 2)),
            .renewal(.status(seen: .onHold)), .renewal(.terms(seen: "00", allowed: "01")),
            .renewal(.tooOften(seen: 2, allowed: 2)), .renewal(.unknown),
            .acceptanceOverdue(application: "a", since: time), .notAwaitingAcceptance(application: "a", seen: .good),
            .records(.unknownOffice(id: "o")), .random(.library(operation: "random", queue: [])),
            .attributeWithoutField(OID.commonName, profile: "p"),
            .professionWithoutRegister(OID.commonName, profile: "p"),
            .damaged("application", .der(.null(offset: 1))),
        ]

    static let records: [RecordsError] = [
        .desk(.unknownLink), .campaign(id: "c", .exists), .campaign(id: "c", .unknown), .campaign(id: "c", .rehearsed),
        .professionFeedMoved(body: "medical-council", newest: 3),
        .campaign(id: "c", .moved(seen: .paused, expected: CampaignState.allCases)),
        .campaign(id: "c", .approvalsMissing(seen: 1, needed: 2)), .campaign(id: "c", .approvedAlready(by: "f")),
        .campaign(id: "c", .membersChanged(seen: 1, approved: 2)),
        .applicationExists(id: "a"), .applicationMoved(id: "a", seen: .issued, expected: [.entered]),
        .applicationInTheWay(id: "a"), .applicationStep(from: .issued, to: .drafted), .authorityExists(name: "health"),
        .authorityCertified(name: "health"), .authoritySucceeded(name: "health"), .ceremonyOpen(authority: "health"),
        .certificateDiffersFromDraft(certificate), .certificateExists(sha256: [1]),
        .clockAhead(seen: time, newest: time, allowedSeconds: 5),
        .certificateExpired(certificate, since: time),
        .clockBehind(seen: time, newest: time, toleratedSeconds: 5),
        .issuanceMoved(certificate, seen: .issued, expected: [.drafted]), .keyUsedForOtherRequest(key: "k"),
        .keyInUse(key: "k", since: time), .keyOfSomeoneElse(certificate), .keyReported(sha256: [1]),
        .leaseLost(name: "authority"),
        .listNumberBehind(authority: "health", scope: "full", seen: 1, newest: 2),
        .listTimeBehind(authority: "health", scope: "full", seen: time, newest: time), .officeExists(id: "o"),
        .officerExists(id: "f"), .officeSuspended(id: "o"), .officeUnlicensed(id: "o", since: time),
        .officerSuspended(id: "f"), .revokedAlready(certificate, since: time), .sameOfficer(id: "f", application: "a"),
        .serialTaken(certificate), .statusStep(certificate, seen: .good, allowed: RecordedStatus.allCases),
        .tooManySteps(to: .approved, by: "f", limit: limit), .unknownApplication(id: "a"), .unknownAuthority(name: "x"),
        .unknownCertificate(certificate), .unknownOffice(id: "o"), .unknownOfficer(id: "f"),
        .value(field: "id", seen: "x", allowed: "y"), .database(.closed), .damaged(table: "t", column: "c"),
        .logShorter(size: 1, seen: 2), .logRewritten(size: 3), .statusAltered(first: certificate, count: 2),
        .locked(since: time), .restoration(.notLocked), .restoration(.listMissing(authority: "health")),
        .restoration(.listOlder(authority: "health", scope: "full", seen: 1, onRecord: 2)),
        .restoration(.checkpointMissing), .restoration(.checkpointOlder(seen: 1, onRecord: 2)),
        .restoration(.checkpointDiffers(size: 3)),
        .checkpoint(.unsigned(names: ["log.example"])),
        .home(path: "/x", "no"),
    ]

    static let revocation: [RevocationError] =
        ResponderFlaw.allCases.map { .responder(authority: "health", $0) }
        + AnswerFileFlaw.allCases.map { .answerFile(path: "/a", $0) } + [
            .notIssued(certificate, seen: .drafted), .expired(certificate, since: time),
            .planChanged(shown: "a", now: "b"), .invalidityInFuture(seen: time, latest: time),
            .keyProof(.unreadable(.der(.null(offset: 1)))), .keyProof(.saysSomethingElse), .keyProof(.signature),
            .reason(seen: .cACompromise, allowed: [.keyCompromise]), .revokedAlready(certificate, since: time),
            .revokedOtherwise(certificate, since: time, reason: nil, invalidityDate: nil),
            .statusStep(certificate, seen: .revoked, allowed: [.onHold]), .unknownCertificate(certificate),
            .authorityMayNotSignLists(authority: "health"),
            .authorityNotValid(
                authority: "health", at: time, validity: Validity(notBefore: time, notAfter: time)),
            .authorityKeyUnnamed(authority: "health"), .keyMismatch(authority: "health"),
            .plan(field: "shards", seen: 0, allowed: 1...9),
            .shardCountChanged(authority: "health", seen: 1, published: 2),
            .deltaDiffers(authority: "health", first: serial, count: 1),
            .scopeChanged(authority: "health", scope: "full"),
            .listForeign(authority: "health", scope: "full", number: 1),
            .listAhead(authority: "health", scope: "full", seen: 2, onRecord: 1),
            .file(path: "/a", step: "open", code: 2), .unanswered(certificate),
            .entryChanged(authority: "health", scope: "full", first: serial, count: 1),
            .entryDropped(authority: "health", scope: "full", first: serial, count: 1),
            .listNumberBehind(authority: "health", scope: "full", seen: 1, newest: 2),
            .listTimeBehind(authority: "health", scope: "full", seen: time, newest: time),
            .listRefused(
                authority: "health", scope: "full",
                [Finding(rule: "cpcps.list-lifetime", citation: "CP/CPS 4.9.7", seen: "1", allowed: "2")]),
            .listUnreadable(authority: "health", scope: "full", .der(.null(offset: 1))),
            .listUnverified(authority: "health", scope: "full"), .key(.wrongPassphrase),
            .certificate(.der(.null(offset: 1))), .records(.unknownOffice(id: "o")),
        ]

    static let profiles: [ProfileError] = [
        .document(.notUTF8), .unknownValue(path: "a", seen: "b", allowed: ["c"]),
        .outOfRange(path: "a", seen: 1, allowed: 2...3), .empty(path: "a"), .repeated(path: "a", value: "b"),
        .contradiction(kind: .subscriber, path: "a", seen: "b", allowed: "c"),
        .urlTemplate(path: "a", seen: "b", allowed: []), .fixedAttribute(path: "a", .der(.null(offset: 1))),
        .key(seen: .p192, allowed: [.p256]), .attributeMissing(OID.commonName), .attributeNotNamed(OID.commonName),
        .attributePrefix(OID.commonName, allowed: "PNOIR-"), .attributeRepeated(OID.commonName),
        .name(.der(.null(offset: 1))), .licenceNumberMissing, .licenceNumberNotNamed,
        .licenceNumber(length: 0, allowed: 1...9), .alternativeNameMissing, .alternativeNameNotNamed,
        .authorityOutsideCeremony(profile: "root"), .jitter(seen: 1, allowed: 2...3), .shardMissing(path: "a"),
        .issuerKeyIdentifierMissing,
    ]

    static let issuance: [IssuanceError] =
        profiles.map { .draft($0) } + [
            .request(.der(.null(offset: 1))), .keyExchanged(application: "a"), .keyOfSomeoneElse, .keyReported,
            .subjectKey(.pointAtInfinity),
            .outlivesIssuer(notAfter: time, issuer: time), .overBeforeItBegins(limit: time, notBefore: time),
            .refused([Finding(rule: "rfc5280.serial", citation: "RFC 5280 4.1.2.2", seen: "0", allowed: "1")]),
            .unreadable(.der(.null(offset: 1))),
            .algorithm(AlgorithmIdentifier(SignatureAlgorithm.ed25519), .p256), .foreignKey(authority: "health"),
            .issuerUnclear(profile: "p", seen: []), .key(.wrongPassphrase), .signedOtherwise(certificate),
            .serialsRepeat(draws: 8), .records(.unknownOffice(id: "o")),
        ]

    static let json5: [JSON5Error] = [
        .tooLarge(seen: 2, allowed: 1), .notUTF8, .unexpected(seen: "x", wanted: "y", line: 3),
        .unexpected(seen: nil, wanted: "y", line: 3), .tooDeep(allowed: 9, line: 3), .duplicateName("a", line: 3),
        .escape(line: 3), .number("1x", line: 3), .unknownName(path: "a.b", allowed: ["c"], line: 3),
        .missing(path: "a.b"), .wrongType(path: "a.b", seen: "text", allowed: "number"),
    ]

    static let ceremony: [CeremonyError] =
        CeremonyRole.allCases.map { .roleMissing($0) } + [
            .document(.notUTF8), .value(path: "a", seen: "b", allowed: []), .witnessRepeated(path: "a"),
            .unknownProfile(name: "x", allowed: ["root"]),
            .profileKind(name: "x", seen: .subscriber, allowed: [.authority]),
            .keyKind(seen: .p192, allowed: [.p384]), .subjectFixed(OID.commonName, allowed: "x"),
            .subjectOrder(allowed: [OID.commonName]), .fileExists(path: "/x"), .authorityExists(name: "root"),
            .issuerUnknown(name: "root"), .fileMissing(path: "/x"), .issuance(.serialsRepeat(draws: 8)),
            .key(.wrongPassphrase), .certificate(path: "/x", .der(.null(offset: 1))), .file(path: "/x", code: 13),
            .readBack(path: "/x"), .records(.unknownOffice(id: "o")),
            .begunOtherwise(authority: "root", documentSHA256: "00", keyPath: "/x"),
            .sourceDigest(path: "/x", seen: "00", allowed: "01"), .sourceUnproven(path: "/x"),
            .sourceNoAuthority(path: "/x"), .pathTooLong(issuer: "root", allowed: 1), .succeeded(name: "root"),
            .unknownCertificate(authority: "root", seen: "x"), .listsItself(authority: "health"), .notConcluded,
            .keyTwice(file: "/x", reference: "pkcs11:object=k"), .tokenNeeded(reference: "pkcs11:object=k"),
        ] + custody.map { .custody($0) }

    static let custody: [CustodyError] = [
        .custodianTwice(id: "one"), .custodianUnknown(id: "nine", authority: "root", allowed: ["one"]),
        .tooFew(authority: "root", seen: [], needed: 2, allowed: ["one"]),
        .shareMissing(id: "one", file: "x", folders: ["/x"]), .shareDamaged(id: "one", file: "/x"),
        .shareOfOtherSet(id: "one", file: "/x"), .wrongPassphrase(id: "one"), .wrongShare(id: "one"),
        .passphraseMissing(id: "one"), .setUnreadable(file: "/x"), .notHeld(authority: "root"),
    ]

    static let listeners: [HTTPServerError] = [
        .addressInvalid("x"), .portInvalid(-1), .addressInUse(address: "127.0.0.1", port: 1),
        .outOfRange(field: "loops", seen: 0, allowed: 1...9), .alreadyStarted, .system(call: "bind", errno: 13),
    ]

    static let starting: [ServiceError] =
        json5.map { .configuration(.file("f", $0)) } + professions.map { .profession(file: "f", $0) }
        + ceremony.map { .ceremony($0) }
        + listeners.map { .listener(address: "127.0.0.1", port: 1, $0) } + [
            .configuration(.unreadable(file: "f", cause: "no")),
            .configuration(.value(file: "f", path: "a", seen: "b", allowed: "c")), .unreadable(file: "f", cause: "no"),
            .profile(file: "f", cause: "no"), .records(.database(.closed)), .authorityNotOnRecord(name: "x", known: []),
            .key(file: "f", .wrongPassphrase), .certificate(file: "f", .der(.null(offset: 1))),
            .issuance(.serialsRepeat(draws: 8)), .enrollment(.unknownOffice(id: "o")),
            .revocation(.keyMismatch(authority: "health")),
            .campaign(.noMembers),
            .campaign(.document(.notUTF8)), .campaign(.listEntry(file: "f", line: 1, seen: "x")),
            .campaign(.value(path: "a", seen: "b", allowed: ["c"])), .campaign(.notices("no")),
            .timestamping(.keyMismatch),
            .fault(Fault("records", RecordsError.unknownOffice(id: "o"))),
        ]

    static let refusals: [HTTPServerRefusal] = [
        .malformed(.bareLineFeed, offset: 1), .headTooSlow(allowedMilliseconds: 1),
        .bodyTooSlow(allowedMilliseconds: 1), .lengthMissing(method: "POST"),
        .bodyTooLarge(seen: 2, allowed: 1), .targetTooLong(allowed: 1), .expectationUnknown(seen: "x"),
        .headTooLarge(allowed: 1), .tooManyFields(allowed: 1), .methodUnknown(seen: "X"),
        .transferCodingUnknown(seen: "gzip"), .versionUnsupported(seen: "HTTP/9.9"), .responseUnwritable,
        .overloaded(retryAfterSeconds: 1), .tooManyConnections(allowed: 1),
    ]
}

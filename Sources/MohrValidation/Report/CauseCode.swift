// SPDX-License-Identifier: Apache-2.0

/// Everything that can be found about a signature, each with the sub-indication it leads to.
///
/// The order is the order of the process: of several findings, the first names the verdict. A forged content comes
/// before a revoked certificate, since it says more.
///
/// - SeeAlso: ETSI EN 319 102-1 5.2 and 5.3.
public enum CauseCode: String, Sendable, Hashable, CaseIterable {
    // Format checking. 5.2.2

    /// The bytes cannot be read as CMS or as JSON Web Signatures.
    case malformed = "MALFORMED"
    /// Bytes follow the message.
    case trailingBytes = "TRAILING_BYTES"
    /// The message is CMS, but not SignedData.
    case notSignedData = "NOT_SIGNED_DATA"
    /// There is no signer.
    case noSignatureFound = "NO_SIGNATURE_FOUND"
    /// The same signature stands twice.
    case signatureRepeated = "SIGNATURE_REPEATED"
    /// Nothing but the content is signed, so the signature may be one over something else.
    case signedAttributesMissing = "SIGNED_ATTRIBUTES_MISSING"
    /// An attribute stands twice or has not exactly one value.
    case attributeRepeated = "ATTRIBUTE_REPEATED"
    /// An attribute is not what its definition says.
    case attributeMalformed = "ATTRIBUTE_MALFORMED"
    /// `contentType` is not signed.
    case contentTypeMissing = "CONTENT_TYPE_MISSING"
    /// The signed `contentType` is not the content's.
    case contentTypeMismatch = "CONTENT_TYPE_MISMATCH"
    /// `messageDigest` is not signed.
    case messageDigestMissing = "MESSAGE_DIGEST_MISSING"
    /// The algorithms are not those that the signer meant. RFC 6211
    case algorithmProtectionMismatch = "ALGORITHM_PROTECTION_MISMATCH"
    /// The content reads as someone's signed attributes.
    case contentIsSignedAttributes = "CONTENT_IS_SIGNED_ATTRIBUTES"
    /// The version of SignerInfo does not go with its identifier.
    case signerVersion = "SIGNER_VERSION"
    /// A part of a JSON Web Signature is missing, or does not hold what it may. RFC 7515; ETSI TS 119 182-1 5
    case partInvalid = "PART_INVALID"
    /// A name stands twice in an object. RFC 7515 4
    case memberRepeated = "MEMBER_REPEATED"
    /// Nobody signed: the algorithm is none, or rests on a secret that the verifier would share. RFC 8725 3.1
    case unsecured = "UNSECURED"
    /// A header parameter is critical that may not be or is not understood, or is not that has to be. RFC 7515 4.1.11
    case criticalParameter = "CRITICAL_PARAMETER"
    /// The header brings a key, or an address to fetch one from. RFC 8725 3.10
    case keyFromOutside = "KEY_FROM_OUTSIDE"
    /// A header parameter stands outside the signature. ETSI TS 119 182-1 5.3
    case unprotectedParameter = "UNPROTECTED_PARAMETER"

    // Identification of the signing certificate. 5.2.3

    /// The certificate is neither in the message nor given.
    case signingCertificateNotFound = "SIGNING_CERTIFICATE_NOT_FOUND"
    /// The certificate is not the one that was signed for.
    case signingCertificateMismatch = "SIGNING_CERTIFICATE_MISMATCH"
    /// The certificate cannot be read.
    case signingCertificateUnreadable = "SIGNING_CERTIFICATE_UNREADABLE"

    // Cryptographic verification. 5.2.7

    /// The content is not in the message and was not given.
    case signedDataNotFound = "SIGNED_DATA_NOT_FOUND"
    /// What is signed is described in a way that Mohr does not follow: an HTTP message's headers. TS 119 182-1 5.2.8.2
    case detachedMechanism = "DETACHED_MECHANISM"
    /// The content is not what was signed.
    case hashFailure = "HASH_FAILURE"
    /// The content given is not the one in the message.
    case contentDiffers = "CONTENT_DIFFERS"
    /// The signature is not by the certificate's key.
    case sigCryptoFailure = "SIG_CRYPTO_FAILURE"

    // What is proven by time. 5.3.4, 5.5.4

    /// Signed after the certificate was revoked: a content timestamp shows it.
    case signedAfterRevocation = "SIGNED_AFTER_REVOCATION"
    /// Signed after the certificate expired: a content timestamp shows it.
    case signedAfterExpiry = "SIGNED_AFTER_EXPIRY"
    /// Signed before the certificate was valid: a timestamp shows it.
    case signedBeforeValidity = "SIGNED_BEFORE_VALIDITY"

    // X.509 certificate validation. 5.2.6

    /// No path leads to a trust anchor.
    case noCertificateChainFound = "NO_CERTIFICATE_CHAIN_FOUND"
    /// The only path by names leads over a signature that is not by the authority named.
    case certificateSignature = "CERTIFICATE_SIGNATURE"
    /// The anchor is trusted, but not for this time.
    case anchorNotTrusted = "ANCHOR_NOT_TRUSTED"
    /// A certificate breaks a rule of RFC 5280.
    case certificatePath = "CERTIFICATE_PATH"
    /// The issuer has no record of the certificate.
    case certificateNotOnRecord = "CERTIFICATE_NOT_ON_RECORD"
    /// The responder knows another certificate under this number.
    case certificateHashMismatch = "CERTIFICATE_HASH_MISMATCH"
    /// The certificate's key may not sign documents.
    case keyUsage = "KEY_USAGE"
    /// The certificate is for another use.
    case extendedKeyUsage = "EXTENDED_KEY_USAGE"
    /// The holder's profession may not sign this kind of document.
    case professionNotAllowed = "PROFESSION_NOT_ALLOWED"
    /// The certificate was not issued under a policy that is asked for.
    case certificatePolicy = "CERTIFICATE_POLICY"
    /// The path rests on an algorithm or key that is too weak.
    case pathAlgorithm = "PATH_ALGORITHM"
    /// The path rests on an algorithm that has come to its end.
    case pathAlgorithmEnded = "PATH_ALGORITHM_ENDED"
    /// The certificate is revoked.
    case revoked = "REVOKED"
    /// An authority's certificate is revoked.
    case authorityRevoked = "AUTHORITY_REVOKED"
    /// The certificate has expired and was not revoked.
    case expired = "EXPIRED"
    /// Judged outside the validity of a certificate.
    case outsideValidity = "OUTSIDE_VALIDITY"
    /// The certificate is on hold.
    case onHold = "ON_HOLD"
    /// The holder has not accepted the certificate.
    case notAccepted = "NOT_ACCEPTED"
    /// There is no revocation evidence.
    case revocationEvidenceMissing = "REVOCATION_EVIDENCE_MISSING"
    /// The revocation evidence is too old.
    case revocationEvidenceStale = "REVOCATION_EVIDENCE_STALE"
    /// Whoever signed the revocation evidence could not any more when it is known to have existed.
    case revocationSignerOutOfBounds = "REVOCATION_SIGNER_OUT_OF_BOUNDS"

    // Signature acceptance. 5.2.8

    /// The signature does not name its certificate.
    case signingCertificateAttributeMissing = "SIGNING_CERTIFICATE_ATTRIBUTE_MISSING"
    /// The signature claims no time.
    case signingTimeMissing = "SIGNING_TIME_MISSING"
    /// The claimed time is outside the certificate's validity.
    case signingTimeOutsideValidity = "SIGNING_TIME_OUTSIDE_VALIDITY"
    /// The claimed time is after the time of judgement.
    case signingTimeInFuture = "SIGNING_TIME_IN_FUTURE"
    /// The signature rests on an algorithm or key that is too weak.
    case algorithm = "ALGORITHM"
    /// The signature rests on an algorithm that has come to its end.
    case algorithmEnded = "ALGORITHM_ENDED"
    /// The signature policy that was signed for is not at hand.
    case signaturePolicyNotAvailable = "SIGNATURE_POLICY_NOT_AVAILABLE"
    /// The signature policy at hand is not the one that was signed for.
    case signaturePolicyMismatch = "SIGNATURE_POLICY_MISMATCH"
    /// The times of timestamps contradict each other.
    case timestampOrder = "TIMESTAMP_ORDER"
    /// The first timestamp came too long after the claimed time.
    case timestampDelay = "TIMESTAMP_DELAY"
    /// The timestamp is from after the moment of judgement.
    case timestampInFuture = "TIMESTAMP_IN_FUTURE"
    /// An archive timestamp's index lists what is not there.
    case archiveIndexMismatch = "ARCHIVE_INDEX_MISMATCH"
    /// The timestamp's time is too inexact to prove anything.
    case timestampInaccurate = "TIMESTAMP_INACCURATE"
    /// Nothing proves that what is needed existed in time.
    case noProof = "NO_PROOF"
    /// The purpose asks for a proof of when it was signed, and there is none.
    case noProofOfTime = "NO_PROOF_OF_TIME"
    /// The purpose does not take documents of this kind.
    case documentKindNotAllowed = "DOCUMENT_KIND_NOT_ALLOWED"

    // The second verdict: whether the signer might practise. The signature is as good as it was.

    /// The licensing body had suspended the signer.
    case professionSuspended = "PROFESSION_SUSPENDED"
    /// The licensing body had struck the signer off its register.
    case professionStruckOff = "PROFESSION_STRUCK_OFF"
    /// The signer is suspended now, and nothing but their own word says that it was signed before.
    case professionNotProven = "PROFESSION_NOT_PROVEN"
    /// The licensing body does not know the signer's licence, or none is heard.
    case professionUnknown = "PROFESSION_UNKNOWN"
    /// What the licensing body said last is too old.
    case professionStale = "PROFESSION_STALE"

    // Warnings.

    /// Wrappers or content are in BER.
    case encodingBER = "ENCODING_BER"
    /// A line end follows the signature, which is otherwise as it was made.
    case lineEnd = "LINE_END"
    /// The signed attributes were sent unsorted; the signature is over their sorted form.
    case attributesUnsorted = "ATTRIBUTES_UNSORTED"
    /// Statements that no one signed are attached.
    case unsignedAttributes = "UNSIGNED_ATTRIBUTES"
    /// The signer's digest algorithm is not announced at the head of the message.
    case digestNotAnnounced = "DIGEST_NOT_ANNOUNCED"
    /// Nothing but the signer's word says when it was signed.
    case claimedTimeOnly = "CLAIMED_TIME_ONLY"
    /// A timestamp proves nothing.
    case timestampNotBelieved = "TIMESTAMP_NOT_BELIEVED"
    /// A signature over this one is not good; it says nothing, and takes nothing away.
    case counterSignatureNotValid = "COUNTER_SIGNATURE_NOT_VALID"
    /// The licensing body says something about the signer that does not stand in the way of this purpose.
    case professionNoted = "PROFESSION_NOTED"

    /// Where it leads; `nil` for a warning.
    public var subIndication: SubIndication? {
        switch self {
        case .malformed, .trailingBytes, .notSignedData, .noSignatureFound, .signatureRepeated,
            .signedAttributesMissing, .attributeRepeated, .attributeMalformed, .contentTypeMissing,
            .contentTypeMismatch, .messageDigestMissing, .algorithmProtectionMismatch, .contentIsSignedAttributes,
            .signerVersion, .partInvalid, .memberRepeated, .unsecured, .criticalParameter, .keyFromOutside,
            .unprotectedParameter:
            .formatFailure
        case .signingCertificateNotFound, .signingCertificateMismatch, .signingCertificateUnreadable:
            .noSigningCertificateFound
        case .signedDataNotFound, .detachedMechanism: .signedDataNotFound
        case .hashFailure, .contentDiffers: .hashFailure
        case .sigCryptoFailure: .sigCryptoFailure
        case .archiveIndexMismatch: .formatFailure
        case .signedAfterRevocation: .revoked
        case .signedAfterExpiry: .expired
        case .signedBeforeValidity: .notYetValid
        case .noCertificateChainFound, .certificateSignature: .noCertificateChainFound
        case .anchorNotTrusted: .noCertificateChainFoundNoPOE
        case .certificatePath, .certificateNotOnRecord, .certificateHashMismatch: .certificateChainGeneralFailure
        case .keyUsage, .extendedKeyUsage, .professionNotAllowed, .certificatePolicy: .chainConstraintsFailure
        case .pathAlgorithm, .algorithm: .cryptoConstraintsFailure
        case .pathAlgorithmEnded, .algorithmEnded: .cryptoConstraintsFailureNoPOE
        case .revocationSignerOutOfBounds: .revocationOutOfBoundsNoPOE
        case .signaturePolicyNotAvailable: .signaturePolicyNotAvailable
        case .signaturePolicyMismatch: .policyProcessingError
        case .timestampOrder: .timestampOrderFailure
        case .noProof, .noProofOfTime: .noPOE
        case .revoked: .revokedNoPOE
        case .authorityRevoked: .revokedCANoPOE
        case .expired: .outOfBoundsNotRevoked
        case .outsideValidity: .outOfBoundsNoPOE
        case .onHold, .notAccepted, .revocationEvidenceMissing, .revocationEvidenceStale: .tryLater
        case .signingCertificateAttributeMissing, .signingTimeMissing, .signingTimeOutsideValidity,
            .signingTimeInFuture, .timestampDelay, .timestampInFuture, .timestampInaccurate, .documentKindNotAllowed:
            .sigConstraintsFailure
        case .encodingBER, .lineEnd, .attributesUnsorted, .unsignedAttributes, .digestNotAnnounced, .claimedTimeOnly,
            .timestampNotBelieved, .counterSignatureNotValid, .professionSuspended, .professionStruckOff,
            .professionNotProven, .professionUnknown, .professionStale, .professionNoted:
            nil
        }
    }

    /// What it makes of the whole answer; `nil` for a warning.
    ///
    /// The second verdict has no sub-indication: it says nothing against the signature, and refuses all the same.
    public var decision: Decision? {
        switch self {
        case .professionSuspended, .professionStruckOff: .reject
        case .professionNotProven, .professionUnknown, .professionStale: .cannotDecide
        default: subIndication?.decision
        }
    }

    /// Whether it stands in the way of accepting.
    public var severity: Cause.Severity { decision == nil ? .warning : .error }

    /// Whether someone may have done wrong.
    public var causeClass: Cause.Class {
        switch self {
        case .malformed, .trailingBytes, .notSignedData, .noSignatureFound, .attributeMalformed, .signerVersion,
            .partInvalid,
            .signingCertificateNotFound, .signingCertificateUnreadable, .signedDataNotFound, .detachedMechanism,
            .noCertificateChainFound, .anchorNotTrusted, .expired, .outsideValidity, .notAccepted,
            .revocationEvidenceMissing,
            .revocationEvidenceStale, .revocationSignerOutOfBounds, .pathAlgorithmEnded, .algorithmEnded,
            .signaturePolicyNotAvailable, .noProof, .noProofOfTime, .timestampNotBelieved,
            .signingCertificateAttributeMissing,
            .signingTimeMissing, .encodingBER, .lineEnd,
            .attributesUnsorted, .digestNotAnnounced, .claimedTimeOnly, .professionUnknown, .professionStale:
            .technical
        default: .security
        }
    }

    /// The place in the process; of several findings the lowest names the verdict.
    var rank: Int { Self.ranks[self] ?? Int.max }

    private static let ranks = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

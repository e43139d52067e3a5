// SPDX-License-Identifier: Apache-2.0

/// Why a validation did not pass, in the standard's words.
///
/// - SeeAlso: ETSI EN 319 102-1 5.1.3, tables 5 and 6.
public enum SubIndication: String, Sendable, Hashable, CaseIterable {
    // TOTAL-FAILED

    /// The bytes are not a signature in the format.
    case formatFailure = "FORMAT_FAILURE"
    /// The content is not what was signed.
    case hashFailure = "HASH_FAILURE"
    /// The signature value is not by the certificate's key.
    case sigCryptoFailure = "SIG_CRYPTO_FAILURE"
    /// Signed after the certificate was revoked, and proven so.
    case revoked = "REVOKED"
    /// Signed after the certificate expired, and proven so.
    case expired = "EXPIRED"
    /// Signed before the certificate was valid, and proven so.
    case notYetValid = "NOT_YET_VALID"

    // INDETERMINATE

    /// An attribute of the signature breaks the policy.
    case sigConstraintsFailure = "SIG_CONSTRAINTS_FAILURE"
    /// The certificate is not one for this purpose.
    case chainConstraintsFailure = "CHAIN_CONSTRAINTS_FAILURE"
    /// The certification path is wrong.
    case certificateChainGeneralFailure = "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    /// An algorithm or a key is too weak.
    case cryptoConstraintsFailure = "CRYPTO_CONSTRAINTS_FAILURE"
    /// The signature policy could not be processed.
    case policyProcessingError = "POLICY_PROCESSING_ERROR"
    /// The signature policy is not at hand.
    case signaturePolicyNotAvailable = "SIGNATURE_POLICY_NOT_AVAILABLE"
    /// Timestamps contradict each other.
    case timestampOrderFailure = "TIMESTAMP_ORDER_FAILURE"
    /// The signer's certificate is not there, or is not the one signed for.
    case noSigningCertificateFound = "NO_SIGNING_CERTIFICATE_FOUND"
    /// No path leads to a trust anchor.
    case noCertificateChainFound = "NO_CERTIFICATE_CHAIN_FOUND"
    /// The anchor is no longer trusted, and nothing shows that the signature is older.
    case noCertificateChainFoundNoPOE = "NO_CERTIFICATE_CHAIN_FOUND_NO_POE"
    /// The certificate is revoked, and nothing shows that the signature is older.
    case revokedNoPOE = "REVOKED_NO_POE"
    /// An authority is revoked, and nothing shows that the signature is older.
    case revokedCANoPOE = "REVOKED_CA_NO_POE"
    /// The certificate has expired; it was not revoked.
    case outOfBoundsNotRevoked = "OUT_OF_BOUNDS_NOT_REVOKED"
    /// Judged outside the certificate's validity, and nothing shows when it was signed.
    case outOfBoundsNoPOE = "OUT_OF_BOUNDS_NO_POE"
    /// The revocation evidence rests on a certificate outside its validity.
    case revocationOutOfBoundsNoPOE = "REVOCATION_OUT_OF_BOUNDS_NO_POE"
    /// An algorithm is too weak now, and nothing shows that the signature is older.
    case cryptoConstraintsFailureNoPOE = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
    /// Nothing shows that a signed object existed in time.
    case noPOE = "NO_POE"
    /// The revocation evidence is missing or old; later there may be some.
    case tryLater = "TRY_LATER"
    /// The signed content is not at hand.
    case signedDataNotFound = "SIGNED_DATA_NOT_FOUND"

    /// The main indication that goes with it.
    public var indication: Indication {
        switch self {
        case .formatFailure, .hashFailure, .sigCryptoFailure, .revoked, .expired, .notYetValid: .totalFailed
        default: .indeterminate
        }
    }

    /// What a relying party should do about it.
    ///
    /// An indeterminate result is rejected where the fault lies in what was signed or issued, so that no evidence to
    /// come can mend it; everything else waits for evidence.
    public var decision: Decision {
        switch self {
        case .formatFailure, .hashFailure, .sigCryptoFailure, .revoked, .expired, .notYetValid: .reject
        case .sigConstraintsFailure, .chainConstraintsFailure, .certificateChainGeneralFailure,
            .cryptoConstraintsFailure:
            .reject
        default: .cannotDecide
        }
    }
}

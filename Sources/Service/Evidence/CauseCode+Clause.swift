// SPDX-License-Identifier: Apache-2.0
import MohrValidation

extension CauseCode {
    /// The clause of the standard under which it is found, for people who have to look it up.
    ///
    /// Standards are named as they name themselves, laws in the reader's language.
    ///
    /// - SeeAlso: ETSI EN 319 102-1; the order of the cases is that of its process.
    func clause(in language: Language) -> String {
        switch self {
        case .professionSuspended, .professionStruckOff, .professionNotProven, .professionUnknown, .professionStale,
            .professionNoted:
            Catalogue.sentence("clause.measures", in: language)
        default: standard
        }
    }

    private var standard: String {
        switch self {
        case .algorithmProtectionMismatch: "RFC 6211 2; ETSI EN 319 102-1 5.2.2"
        case .contentIsSignedAttributes: "RFC 5652 5.4; ETSI EN 319 102-1 5.2.2"
        case .signedAfterRevocation, .signedAfterExpiry, .signedBeforeValidity: "ETSI EN 319 102-1 5.5.4"
        case .certificatePath, .certificateSignature: "RFC 5280 6.1; ETSI EN 319 102-1 5.2.6"
        case .certificateHashMismatch: "RFC 6960 4.4; ETSI EN 319 102-1 5.2.6"
        case .keyUsage: "RFC 5280 4.2.1.3; ETSI EN 319 102-1 5.2.6"
        case .extendedKeyUsage: "RFC 5280 4.2.1.12; ETSI EN 319 102-1 5.2.6"
        case .certificatePolicy: "RFC 5280 4.2.1.4; ETSI EN 319 102-1 5.2.6"
        case .revoked, .onHold, .authorityRevoked: "RFC 5280 5.3.1; ETSI EN 319 102-1 5.2.6"
        case .timestampOrder, .timestampDelay, .timestampInFuture, .timestampInaccurate, .timestampNotBelieved:
            "RFC 3161 2.4.2; ETSI EN 319 102-1 5.5.4"
        case .archiveIndexMismatch: "ETSI EN 319 122-1 5.5.2; ETSI EN 319 102-1 5.6"
        case .noProof, .noProofOfTime, .claimedTimeOnly: "ETSI EN 319 102-1 5.5.4"
        case .signingCertificateAttributeMissing: "ETSI EN 319 122-1 5.2.2; ETSI EN 319 102-1 5.2.8"
        case .signingTimeMissing, .signingTimeOutsideValidity, .signingTimeInFuture:
            "RFC 5652 11.3; ETSI EN 319 102-1 5.2.8"
        case .algorithm, .algorithmEnded, .pathAlgorithm, .pathAlgorithmEnded:
            "ETSI TS 119 312; ETSI EN 319 102-1 5.2.8"
        case .encodingBER, .attributesUnsorted, .digestNotAnnounced: "RFC 5652 5.1, 5.3"
        case .unsignedAttributes: "RFC 5652 5.3"
        default: stage
        }
    }

    /// The step of the process, by the sub-indication that it leads to.
    private var stage: String {
        switch subIndication {
        case .formatFailure: "ETSI EN 319 102-1 5.2.2"
        case .noSigningCertificateFound: "ETSI EN 319 102-1 5.2.3"
        case .signaturePolicyNotAvailable, .policyProcessingError: "ETSI EN 319 102-1 5.2.4"
        case .signedDataNotFound, .hashFailure, .sigCryptoFailure: "ETSI EN 319 102-1 5.2.7"
        case .sigConstraintsFailure: "ETSI EN 319 102-1 5.2.8"
        default: "ETSI EN 319 102-1 5.2.6"
        }
    }
}

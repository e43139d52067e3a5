// SPDX-License-Identifier: Apache-2.0

extension SignatureReport {
    /// Whether this is a true signature, whatever it is worth: the value is by the certificate's key, over the content
    /// at hand, in accepted algorithms, and the certificate's path ends in an anchor.
    ///
    /// Only such signatures are given receipts: nobody without a certificate of a trusted authority can fill the disk.
    public var isIntact: Bool {
        guard signer != nil, certificateStatus != nil else { return false }
        return causes.allSatisfy { cause in
            if cause.code == .certificateNotOnRecord { return false }
            return switch cause.code.subIndication {
            case .formatFailure, .hashFailure, .sigCryptoFailure, .signedDataNotFound, .noSigningCertificateFound,
                .noCertificateChainFound, .noCertificateChainFoundNoPOE, .certificateChainGeneralFailure,
                .cryptoConstraintsFailure, .policyProcessingError:
                false
            default: true
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

extension OID {
    // MARK: OCSP

    /// `id-pkix-ocsp-basic` (RFC 6960 4.2.1).
    public static let ocspBasic = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 1, 1)
    /// `id-pkix-ocsp-nonce` (RFC 9654 2.1).
    public static let ocspNonce = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 1, 2)
    /// `id-pkix-ocsp-archive-cutoff` (RFC 6960 4.4.4).
    public static let ocspArchiveCutoff = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 1, 6)
    /// `certHash` (Common PKI part 4, 3.1.2 (formerly ISIS-MTT)).
    public static let ocspCertHash = ObjectIdentifier(1, 3, 36, 8, 3, 13)
}

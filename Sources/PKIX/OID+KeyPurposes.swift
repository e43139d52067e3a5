// SPDX-License-Identifier: Apache-2.0
public import DER

extension OID {
    /// `anyExtendedKeyUsage` (RFC 5280 4.2.1.12).
    public static let anyExtendedKeyUsage = ObjectIdentifier(2, 5, 29, 37, 0)
    /// `id-kp-serverAuth` (RFC 5280 4.2.1.12).
    public static let serverAuthentication = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 1)
    /// `id-kp-clientAuth` (RFC 5280 4.2.1.12).
    public static let clientAuthentication = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 2)
    /// `id-kp-codeSigning` (RFC 5280 4.2.1.12).
    public static let codeSigning = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 3)
    /// `id-kp-emailProtection` (RFC 5280 4.2.1.12).
    public static let emailProtection = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 4)
    /// `id-kp-timeStamping` (RFC 5280 4.2.1.12; RFC 3161 2.3).
    public static let timeStamping = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 8)
    /// `id-kp-OCSPSigning` (RFC 6960 4.2.2.2).
    public static let ocspSigning = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 9)
    /// `id-kp-documentSigning` (RFC 9336).
    public static let documentSigning = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 36)
    /// Microsoft's document signing, older than `id-kp-documentSigning`.
    public static let microsoftDocumentSigning = ObjectIdentifier(1, 3, 6, 1, 4, 1, 311, 10, 3, 12)
}

// SPDX-License-Identifier: Apache-2.0
public import DER

extension OID {
    // MARK: Content types

    /// `id-data` (RFC 5652 4).
    public static let cmsData = ObjectIdentifier(1, 2, 840, 113_549, 1, 7, 1)
    /// `id-signedData` (RFC 5652 5.1).
    public static let cmsSignedData = ObjectIdentifier(1, 2, 840, 113_549, 1, 7, 2)
    /// `id-ct-TSTInfo` (RFC 3161 2.4.2).
    public static let timestampInfo = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 1, 4)

    // MARK: Signed attributes

    /// `id-contentType` (RFC 5652 11.1).
    public static let contentType = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 3)
    /// `id-messageDigest` (RFC 5652 11.2).
    public static let messageDigest = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 4)
    /// `id-signingTime` (RFC 5652 11.3).
    public static let signingTime = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 5)
    /// `id-aa-CMSAlgorithmProtection` (RFC 6211 2).
    public static let cmsAlgorithmProtection = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 52)
    /// `id-aa-contentHint` (RFC 2634 2.9).
    public static let contentHints = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 2, 4)
    /// `id-aa-signingCertificate`, which identifies by SHA-1 (RFC 2634 5.4).
    public static let signingCertificate = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 2, 12)
    /// `id-aa-ets-sigPolicyId` (ETSI EN 319 122-1 5.2.9).
    public static let signaturePolicyIdentifier = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 2, 15)
    /// `id-aa-ets-contentTimestamp` (ETSI EN 319 122-1 5.2.8).
    public static let contentTimestamp = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 2, 20)
    /// `id-aa-ets-commitmentType` (ETSI EN 319 122-1 5.2.3).
    public static let commitmentType = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 2, 16)
    /// `id-aa-signingCertificateV2` (RFC 5035 3).
    public static let signingCertificateV2 = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 2, 47)
    /// `id-aa-ets-mimeType` (ETSI EN 319 122-1 5.2.5.2).
    public static let mimeType = ObjectIdentifier(0, 4, 0, 1733, 2, 1)

    // MARK: Unsigned attributes

    /// `id-countersignature` (RFC 5652 11.4).
    public static let countersignature = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 6)
    /// `id-aa-signatureTimeStampToken` (ETSI EN 319 122-1 5.3).
    public static let signatureTimestamp = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 2, 14)
    /// `id-aa-ets-archiveTimestampV3` (ETSI EN 319 122-1 5.5.3).
    public static let archiveTimestampV3 = ObjectIdentifier(0, 4, 0, 1733, 2, 4)

    /// `id-aa-ets-archiveTimestampV2`, which covers the message by order and not by index (ETSI TS 101 733 6.4.1).
    public static let archiveTimestampV2 = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 2, 48)
    /// `id-aa-ets-certValues` (ETSI EN 319 122-1 A.1.1.2); not for baseline signatures.
    public static let certificateValues = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 2, 23)
    /// `id-aa-ets-revocationValues` (ETSI EN 319 122-1 A.1.2.2); not for baseline signatures.
    public static let revocationValues = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 2, 24)

    // MARK: Unsigned attributes of archive time-stamps

    /// `id-aa-ATSHashIndex`, of signatures before EN 319 122-1 (ETSI TS 101 733 6.4.2).
    public static let atsHashIndex = ObjectIdentifier(0, 4, 0, 1733, 2, 5)
    /// `id-aa-ATSHashIndex-v3` (ETSI EN 319 122-1 5.5.2).
    public static let atsHashIndexV3 = ObjectIdentifier(0, 4, 0, 19122, 1, 5)

    // MARK: Signature policies

    /// `id-spq-ets-uri`: where a signature policy can be read (ETSI EN 319 122-1 5.2.9.2).
    public static let signaturePolicyURI = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 16, 5, 1)

    // MARK: Revocation information inside CMS

    /// `id-ri-ocsp-response` (RFC 5940 2.1).
    public static let ocspRevocationInformation = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 16, 2)
}

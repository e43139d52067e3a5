// SPDX-License-Identifier: Apache-2.0
public import DER

/// The object identifiers that the house knows by name.
///
/// Grouped in files: attribute types and extensions here, algorithms, key purposes, and what
/// Mohr assigned itself (``MohrOID``) beside it.
public enum OID {
    // MARK: Attribute types (X.520; RFC 5280 appendix A.1; RFC 4519)

    /// `CN`.
    public static let commonName = ObjectIdentifier(2, 5, 4, 3)
    /// `SN`.
    public static let surname = ObjectIdentifier(2, 5, 4, 4)
    /// `serialNumber` of a subject, not of a certificate: a national ID, for people.
    public static let serialNumber = ObjectIdentifier(2, 5, 4, 5)
    /// `C`.
    public static let countryName = ObjectIdentifier(2, 5, 4, 6)
    /// `L`.
    public static let localityName = ObjectIdentifier(2, 5, 4, 7)
    /// `ST`.
    public static let stateOrProvinceName = ObjectIdentifier(2, 5, 4, 8)
    /// `street`.
    public static let streetAddress = ObjectIdentifier(2, 5, 4, 9)
    /// `O`.
    public static let organizationName = ObjectIdentifier(2, 5, 4, 10)
    /// `OU`.
    public static let organizationalUnitName = ObjectIdentifier(2, 5, 4, 11)
    /// `title`.
    public static let title = ObjectIdentifier(2, 5, 4, 12)
    /// `name`, the supertype of every name; Mohr's subjects carry the Latin form here.
    public static let name = ObjectIdentifier(2, 5, 4, 41)
    /// `GN`.
    public static let givenName = ObjectIdentifier(2, 5, 4, 42)
    /// `initials`.
    public static let initials = ObjectIdentifier(2, 5, 4, 43)
    /// `generationQualifier`.
    public static let generationQualifier = ObjectIdentifier(2, 5, 4, 44)
    /// `dnQualifier`.
    public static let dnQualifier = ObjectIdentifier(2, 5, 4, 46)
    /// `pseudonym`.
    public static let pseudonym = ObjectIdentifier(2, 5, 4, 65)
    /// `organizationIdentifier` (ETSI EN 319 412-1 5.1.4).
    public static let organizationIdentifier = ObjectIdentifier(2, 5, 4, 97)
    /// `UID`.
    public static let userID = ObjectIdentifier(0, 9, 2342, 19_200_300, 100, 1, 1)
    /// `DC`.
    public static let domainComponent = ObjectIdentifier(0, 9, 2342, 19_200_300, 100, 1, 25)
    /// `emailAddress` (RFC 2985 5.2.1).
    public static let emailAddress = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 1)

    // MARK: Extensions (RFC 5280 4.2 and 5.2)

    /// `subjectDirectoryAttributes` (RFC 5280 4.2.1.8).
    public static let subjectDirectoryAttributes = ObjectIdentifier(2, 5, 29, 9)
    /// `subjectKeyIdentifier` (RFC 5280 4.2.1.2).
    public static let subjectKeyIdentifier = ObjectIdentifier(2, 5, 29, 14)
    /// `keyUsage` (RFC 5280 4.2.1.3).
    public static let keyUsage = ObjectIdentifier(2, 5, 29, 15)
    /// `subjectAltName` (RFC 5280 4.2.1.6).
    public static let subjectAlternativeName = ObjectIdentifier(2, 5, 29, 17)
    /// `issuerAltName` (RFC 5280 4.2.1.7).
    public static let issuerAlternativeName = ObjectIdentifier(2, 5, 29, 18)
    /// `basicConstraints` (RFC 5280 4.2.1.9).
    public static let basicConstraints = ObjectIdentifier(2, 5, 29, 19)
    /// `cRLNumber` (RFC 5280 5.2.3).
    public static let crlNumber = ObjectIdentifier(2, 5, 29, 20)
    /// `reasonCode` (RFC 5280 5.3.1).
    public static let reasonCode = ObjectIdentifier(2, 5, 29, 21)
    /// `invalidityDate` (RFC 5280 5.3.2).
    public static let invalidityDate = ObjectIdentifier(2, 5, 29, 24)
    /// `deltaCRLIndicator` (RFC 5280 5.2.4).
    public static let deltaCRLIndicator = ObjectIdentifier(2, 5, 29, 27)
    /// `issuingDistributionPoint` (RFC 5280 5.2.5).
    public static let issuingDistributionPoint = ObjectIdentifier(2, 5, 29, 28)
    /// `certificateIssuer` (RFC 5280 5.3.3).
    public static let certificateIssuer = ObjectIdentifier(2, 5, 29, 29)
    /// `nameConstraints` (RFC 5280 4.2.1.10).
    public static let nameConstraints = ObjectIdentifier(2, 5, 29, 30)
    /// `cRLDistributionPoints` (RFC 5280 4.2.1.13).
    public static let crlDistributionPoints = ObjectIdentifier(2, 5, 29, 31)
    /// `certificatePolicies` (RFC 5280 4.2.1.4).
    public static let certificatePolicies = ObjectIdentifier(2, 5, 29, 32)
    /// `anyPolicy` (RFC 5280 4.2.1.4).
    public static let anyPolicy = ObjectIdentifier(2, 5, 29, 32, 0)
    /// `policyMappings` (RFC 5280 4.2.1.5).
    public static let policyMappings = ObjectIdentifier(2, 5, 29, 33)
    /// `authorityKeyIdentifier` (RFC 5280 4.2.1.1).
    public static let authorityKeyIdentifier = ObjectIdentifier(2, 5, 29, 35)
    /// `policyConstraints` (RFC 5280 4.2.1.11).
    public static let policyConstraints = ObjectIdentifier(2, 5, 29, 36)
    /// `extKeyUsage` (RFC 5280 4.2.1.12).
    public static let extendedKeyUsage = ObjectIdentifier(2, 5, 29, 37)
    /// `freshestCRL` (RFC 5280 4.2.1.15).
    public static let freshestCRL = ObjectIdentifier(2, 5, 29, 46)
    /// `inhibitAnyPolicy` (RFC 5280 4.2.1.14).
    public static let inhibitAnyPolicy = ObjectIdentifier(2, 5, 29, 54)
    /// `expiredCertsOnCRL` (X.509 9.5.2.8).
    public static let expiredCertsOnCRL = ObjectIdentifier(2, 5, 29, 60)
    /// `authorityInfoAccess` (RFC 5280 4.2.2.1).
    public static let authorityInformationAccess = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 1, 1)
    /// `qcStatements` (RFC 3739 3.2.6).
    public static let qcStatements = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 1, 3)
    /// `subjectInfoAccess` (RFC 5280 4.2.2.2).
    public static let subjectInformationAccess = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 1, 11)
    /// `admission` (Common PKI part 1, table 29a (formerly ISIS-MTT)).
    public static let admission = ObjectIdentifier(1, 3, 36, 8, 3, 3)
    /// `id-pkix-ocsp-nocheck` (RFC 6960 4.2.2.2.1).
    public static let ocspNoCheck = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 1, 5)

    // MARK: Access methods and policy qualifiers

    /// `id-ad-ocsp` (RFC 5280 4.2.2.1).
    public static let ocspAccess = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 1)
    /// `id-ad-caIssuers` (RFC 5280 4.2.2.1).
    public static let caIssuersAccess = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 2)
    /// `id-ad-timeStamping` (RFC 5280 4.2.2.2).
    public static let timeStampingAccess = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 3)
    /// `id-ad-caRepository` (RFC 5280 4.2.2.2).
    public static let caRepositoryAccess = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 48, 5)
    /// `id-qt-cps` (RFC 5280 4.2.1.4).
    public static let cpsQualifier = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 2, 1)
    /// `id-qt-unotice` (RFC 5280 4.2.1.4).
    public static let userNoticeQualifier = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 2, 2)

    // MARK: Request attributes (RFC 2985 5.4)

    /// `challengePassword`.
    public static let challengePassword = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 7)
    /// `extensionRequest`.
    public static let extensionRequest = ObjectIdentifier(1, 2, 840, 113_549, 1, 9, 14)
}

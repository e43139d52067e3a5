// SPDX-License-Identifier: Apache-2.0

/// How many certificates of a message are not X.509 certificates; Mohr uses none of them.
///
/// - SeeAlso: RFC 5652 10.2.2 (CertificateChoices).
public struct OtherCertificates: Sendable, Hashable {
    /// `extendedCertificate [0]`, PKCS #6.
    public internal(set) var extended = 0
    /// `v1AttrCert [1]`.
    public internal(set) var attributeVersion1 = 0
    /// `v2AttrCert [2]`.
    public internal(set) var attributeVersion2 = 0
    /// `other [3]`.
    public internal(set) var other = 0

    /// All of them.
    public var count: Int { extended + attributeVersion1 + attributeVersion2 + other }
}

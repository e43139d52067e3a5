// SPDX-License-Identifier: Apache-2.0

/// The version of X.509 that a certificate is written in.
///
/// - SeeAlso: RFC 5280 4.1.2.1.
public enum CertificateVersion: Int, Sendable, Hashable, Comparable {
    /// 1988, without extensions; encoded by leaving the version out.
    case v1 = 1
    /// 1993, with unique identifiers.
    case v2 = 2
    /// 1996, with extensions.
    case v3 = 3

    /// By number.
    public static func < (left: CertificateVersion, right: CertificateVersion) -> Bool {
        left.rawValue < right.rawValue
    }
}

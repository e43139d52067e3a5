// SPDX-License-Identifier: Apache-2.0
import PKIX

extension TimestampToken {
    /// The certificate inside that the signed attributes name; `nil` when it is not there.
    var signingCertificate: Certificate? {
        guard let attributes = signedData.signerInfos.first?.signedAttributes else { return nil }
        // Version 1 names by SHA-1; authorities of others still write it (RFC 5816 2.2.1).
        let named =
            (try? attributes.signingCertificateV2)?.first ?? (try? attributes.signingCertificate)?.first
        guard let named else { return nil }
        for encoded in signedData.certificates {
            if let certificate = try? Certificate(der: Array(encoded)), named.digestMatches(certificate) {
                return certificate
            }
        }
        return nil
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// Revocation lists and OCSP.
enum Statuses {
    static let runList: @Sendable ([UInt8]) -> String? = { bytes in
        guard let list = try? CertificateList(derOrPEM: bytes) else { return nil }
        guard let again = try? CertificateList(der: list.encoded), again == list else { return "another list again" }
        var seen = 0
        for entry in list.entries {
            seen += 1
            let issuer = entry.certificateIssuer ?? list.issuer
            guard list.entry(for: entry.serialNumber, issuer: issuer) != nil || list.entries.hasCertificateIssuers
            else {
                return "an entry that is not found"
            }
        }
        if let finding = claim(seen == list.entries.count, "entries miscounted") { return finding }
        _ = (list.unknownCriticalExtensions, list.hasUnknownCriticalExtension, list.issuer.description)
        guard let key = Material.healthKey, list.isSigned(by: key) else { return nil }
        return claim(list.tbsEncoded == Material.list?.tbsEncoded, "a list that nobody signed is signed")
    }

    static let runOCSP: @Sendable ([UInt8]) -> String? = { bytes in
        if let request = try? OCSPRequest(der: bytes), request.nonce.map({ (1...128).contains($0.count) }) ?? true {
            let written = OCSPRequest.make(request.requests, nonce: request.nonce)
            guard let again = try? OCSPRequest(der: written) else { return "a written request is not read" }
            if let finding = claim(
                again.requests == request.requests && again.nonce == request.nonce, "the written request asks otherwise"
            ) {
                return finding
            }
        }
        guard let response = try? OCSPResponse(der: bytes), let basic = response.basic else { return nil }
        _ = (basic.unknownCriticalExtensions, basic.certificates.count, basic.nonce)
        guard let issuer = Material.health else { return nil }
        for single in basic.responses {
            _ = basic.responses(for: single.certID.serialNumber, issuer: issuer)
            _ = "\(single.status) \(single.thisUpdate.rfc3339)"
        }
        guard let key = Material.healthKey else { return nil }
        return claim(!basic.isSigned(by: key), "an answer that nobody signed is signed")
    }
}

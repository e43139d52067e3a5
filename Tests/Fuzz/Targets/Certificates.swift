// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// Certificates and requests for them.
enum Certificates {
    static let run: @Sendable ([UInt8]) -> String? = { bytes in
        guard let certificate = try? Certificate(derOrPEM: bytes) else { return nil }
        if let finding = sameAgain(certificate) { return finding }
        ask(certificate)
        return judge(certificate)
    }

    private static func sameAgain(_ certificate: Certificate) -> String? {
        guard let again = try? Certificate(der: certificate.encoded) else { return "an encoding that is not read" }
        guard again == certificate, again.tbs == certificate.tbs else {
            return "another certificate at the second reading"
        }
        guard let tbs = try? TBSCertificate(parsing: Array(certificate.tbsEncoded)) else {
            return "a TBS that is not read"
        }
        if let finding = claim(tbs == certificate.tbs, "the TBS alone is another") { return finding }
        guard let written = try? TBSCertificate(parsing: tbs.encoded()) else { return "a written TBS is not read" }
        return claim(written == tbs, "the written TBS is another")
    }

    private static func ask(_ certificate: Certificate) {
        _ = (certificate.subject.description, certificate.issuer.description)
        _ = certificate.subject.matches(certificate.issuer)
        _ = certificate.subject.isWithin(subtree: certificate.issuer)
        _ = (certificate.serialNumber.bytes, certificate.validity.notAfter.rfc3339)
        _ = try? certificate.publicKey()
        _ = certificate.pem
        for constraint in [certificate.nameConstraints].compactMap(\.self) {
            _ = (constraint.permitted, constraint.excluded)
        }
    }

    /// Nothing is valid but what the tree's keys, which are gone, have signed.
    private static func judge(_ certificate: Certificate) -> String? {
        let result = PathValidator().validate(
            certificate, anchors: Material.anchors, store: Material.store, policy: PathPolicy(time: Material.now))
        guard case .valid = result else { return nil }
        return claim(Material.known.contains(certificate.tbsEncoded), "a certificate that nobody issued is valid")
    }

    static let runRequest: @Sendable ([UInt8]) -> String? = { bytes in
        guard let request = try? CertificationRequest(derOrPEM: bytes) else { return nil }
        guard let again = try? CertificationRequest(der: request.encoded) else { return "an encoding that is not read" }
        if let finding = claim(again == request, "another request at the second reading") { return finding }
        _ = (request.subject.description, request.unknownAttributes, request.extensionRequest.all.count, request.pem)
        let proven = request.proofOfPossessionIsValid()
        return claim(proven == again.proofOfPossessionIsValid(), "possession proven once and not twice")
    }
}

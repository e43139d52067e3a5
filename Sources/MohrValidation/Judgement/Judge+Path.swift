// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

extension Judge {
    /// The path from a certificate to an anchor, that certificate first.
    ///
    /// - Returns: `nil` when it does not reach one.
    func path(from signer: Facts.ID) -> [CertificateFacts]? {
        let path = climb(from: signer)
        return path.last?.isAnchor == true ? path : nil
    }

    private func climb(from signer: Facts.ID) -> [CertificateFacts] {
        var path: [CertificateFacts] = []
        var next: Facts.ID? = signer
        while let id = next, let certificate = facts.certificates[id], path.count < Self.longestPath,
            !path.contains(where: { $0.id == id })
        {
            path.append(certificate)
            next = certificate.isAnchor ? nil : certificate.issuer
        }
        return path
    }

    /// More certificates than any real path has.
    private static let longestPath = 32

    /// What stands in the way of a certificate at a moment.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.6 (X.509 certificate validation).
    func pathObjections(to signer: Facts.ID, at time: Instant) -> [Objection] {
        let path = climb(from: signer)
        var objections: [Objection] = []
        for (index, certificate) in path.enumerated() {
            objections += certificate.causes.map { Objection($0, index: index) }
        }
        guard let anchor = path.last, anchor.isAnchor else {
            return objections.isEmpty ? [Objection(.noCertificateChainFound)] : objections
        }
        if let trusted = anchor.trusted, !trusted.contains(time) {
            objections.append(
                Objection(
                    .anchorNotTrusted, ["at": time.rfc3339, "allowed": trusted.notAfter.rfc3339],
                    index: path.count - 1, since: trusted.notAfter))
        }
        for (index, certificate) in path.dropLast().enumerated() {
            objections += self.objections(to: certificate, index: index, at: time)
        }
        return objections
    }

    private func objections(to certificate: CertificateFacts, index: Int, at time: Instant) -> [Objection] {
        var objections: [Objection] = []
        let revocation = revocationObjection(to: certificate, index: index, at: time)
        if let revocation { objections.append(revocation) }
        if !certificate.validity.contains(time) {
            let isShown =
                index == 0 && time > certificate.validity.notAfter
                && [nil, .revocationEvidenceStale].contains(revocation?.cause.code)
                && evidence(on: certificate, at: time) != nil
            objections.append(
                Objection(
                    isShown ? .expired : .outsideValidity,
                    ["notAfter": certificate.validity.notAfter.rfc3339, "at": time.rfc3339, "certificate": "\(index)"],
                    index: index, since: certificate.validity.notAfter))
        }
        let proven = min(time, proofs.time(of: certificate.id).value)
        if let (code, end) = objection(to: certificate.algorithm, at: proven, .pathAlgorithm, .pathAlgorithmEnded) {
            objections.append(
                Objection(
                    code, ["seen": certificate.algorithm.name, "certificate": "\(index)", "at": time.rfc3339],
                    index: index, since: end))
        }
        return objections
    }
}

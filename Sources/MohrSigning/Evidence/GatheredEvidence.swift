// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import PKIX

/// Evidence from what is at hand: certificates, lists and OCSP responses that were given.
///
/// Each certificate up to an anchor needs a word on its status; the newest is taken, an OCSP response before a list.
public struct GatheredEvidence: LongTermEvidenceSource {
    private let certificates: [Certificate]
    private let lists: [CertificateList]
    private let responses: [Answer]

    /// One answer to one question.
    private struct Answer {
        let encoded: [UInt8]
        let basic: BasicOCSPResponse
    }

    /// Takes what is at hand.
    ///
    /// - Parameters:
    ///   - certificates: authorities, responders, anchors; any order.
    ///   - lists: revocation lists.
    ///   - ocspResponses: `OCSPResponse`s in DER; those without an answer are left out.
    public init(certificates: [Certificate], lists: [CertificateList], ocspResponses: [[UInt8]]) {
        self.certificates = certificates
        self.lists = lists
        responses = ocspResponses.compactMap { encoded in
            guard let response = try? OCSPResponse(der: encoded), let basic = response.basic else { return nil }
            return Answer(encoded: encoded, basic: basic)
        }
    }

    /// Finds what a verifier will need in later years.
    public func evidence(
        for targets: [Certificate], known: [Certificate]
    ) throws(SigningError) -> LongTermEvidence {
        var found = LongTermEvidence()
        var queue = targets
        var done: Set<[UInt8]> = []
        let all = certificates + known
        while let certificate = queue.popLast() {
            guard done.insert(certificate.encoded).inserted else { continue }
            found.add(certificate)
            // An anchor's status is for whoever trusts it.
            if certificate.isSelfIssued { continue }
            guard let (issuer, key) = Self.issuer(of: certificate, among: all) else {
                throw .evidenceMissing(issuer: certificate.issuer, serialNumber: certificate.serialNumber)
            }
            queue.append(issuer)
            // RFC 6960 4.2.2.2.1: such a responder's own status is not asked for.
            if certificate.tbs.extensions[OID.ocspNoCheck] != nil { continue }
            if let (answer, responder) = answer(on: certificate, issuer, key) {
                found.add(answer.encoded)
                if responder != issuer { queue.append(responder) }
            } else if let list = list(on: certificate, key) {
                found.add(list)
            } else {
                throw .evidenceMissing(issuer: certificate.issuer, serialNumber: certificate.serialNumber)
            }
        }
        return found
    }

    private static func issuer(of certificate: Certificate, among all: [Certificate]) -> (Certificate, PublicKey)? {
        for candidate in all where candidate.subject.matches(certificate.issuer) {
            if let key = try? candidate.publicKey(), certificate.isSigned(by: key) { return (candidate, key) }
        }
        return nil
    }

    private func answer(
        on certificate: Certificate, _ issuer: Certificate, _ key: PublicKey
    ) -> (Answer, responder: Certificate)? {
        let fitting = responses.compactMap { answer -> (Answer, responder: Certificate, time: Int64)? in
            guard let single = answer.basic.responses(for: certificate.serialNumber, issuer: issuer).first else {
                return nil
            }
            let candidates = [issuer] + answer.basic.certificates
            let responder = candidates.first { candidate in
                guard answer.basic.responderID.matches(candidate), let own = try? candidate.publicKey() else {
                    return false
                }
                return answer.basic.isSigned(by: own) && (candidate == issuer || candidate.isSigned(by: key))
            }
            return responder.map { (answer, $0, single.thisUpdate.secondsSince1970) }
        }
        return fitting.max { $0.time < $1.time }.map { ($0.0, $0.responder) }
    }

    private func list(on certificate: Certificate, _ key: PublicKey) -> CertificateList? {
        lists.filter { list in
            list.issuer.matches(certificate.issuer) && list.deltaBase == nil
                && Self.covers(list, certificate) && list.isSigned(by: key)
        }.max { $0.thisUpdate < $1.thisUpdate }
    }

    /// Whether a list that is about a part of its issuer's certificates is about this one.
    ///
    /// - SeeAlso: RFC 5280 6.3.3 (b) (2).
    private static func covers(_ list: CertificateList, _ certificate: Certificate) -> Bool {
        guard let scope = list.issuingDistributionPoint else { return true }
        let isAuthority = certificate.basicConstraints?.isCA == true
        if scope.onlyContainsUserCerts && isAuthority || scope.onlyContainsCACerts && !isAuthority { return false }
        if scope.onlyContainsAttributeCerts || scope.onlySomeReasons != nil { return false }
        guard let name = scope.name else { return true }
        return certificate.crlDistributionPoints.contains { $0.name == name }
    }
}

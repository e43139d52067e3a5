// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import PKIX

/// Evidence fetched from where certificates say that it is: their issuers, their status, their lists.
///
/// What addresses may be reached, and by what, is the caller's decision: nothing is fetched but through the closure.
public struct RepositoryEvidence: LongTermEvidenceSource {
    /// Something to be fetched.
    public enum Errand: Sendable, Hashable {
        /// A certificate or a list.
        case get(url: String)
        /// An OCSP answer: the request in DER.
        case ask(url: String, request: [UInt8])
    }

    private let given: [Certificate]
    private let lists: [CertificateList]
    private let responses: [[UInt8]]
    private let fetch: @Sendable (Errand) throws(SigningError) -> [UInt8]

    /// No path is longer, and no walk through addresses either.
    private static let maximumErrands = 32

    /// Takes what is at hand, and what fetches the rest.
    ///
    /// - Parameters:
    ///   - certificates: what is at hand, anchors above all.
    ///   - lists: what is at hand.
    ///   - ocspResponses: what is at hand.
    ///   - fetch: runs an errand; an error ends the search only if nothing else serves.
    public init(
        certificates: [Certificate] = [], lists: [CertificateList] = [], ocspResponses: [[UInt8]] = [],
        fetch: @escaping @Sendable (Errand) throws(SigningError) -> [UInt8]
    ) {
        given = certificates
        self.lists = lists
        responses = ocspResponses
        self.fetch = fetch
    }

    /// Finds what a verifier will need in later years.
    public func evidence(
        for targets: [Certificate], known: [Certificate]
    ) throws(SigningError) -> LongTermEvidence {
        var search = Search(certificates: given + known, lists: lists, responses: responses)
        var lastTrouble: SigningError?
        for _ in 0..<Self.maximumErrands {
            let missing: SigningError
            do throws(SigningError) {
                return try search.gathered.evidence(for: targets, known: known)
            } catch {
                missing = error
            }
            guard case .evidenceMissing(let issuer, let serialNumber) = missing,
                let certificate = (search.certificates + targets).first(where: {
                    $0.serialNumber == serialNumber && $0.issuer == issuer
                }), let errand = search.next(for: certificate)
            else { throw lastTrouble ?? missing }
            do throws(SigningError) {
                search.take(try fetch(errand), from: errand)
            } catch {
                lastTrouble = error
            }
        }
        throw lastTrouble ?? .unreachable(service: "repository", cause: "\(Self.maximumErrands) errands")
    }

    /// What was found, and where was looked.
    private struct Search {
        var certificates: [Certificate]
        var lists: [CertificateList]
        var responses: [[UInt8]]
        var run: Set<Errand> = []

        var gathered: GatheredEvidence {
            GatheredEvidence(certificates: certificates, lists: lists, ocspResponses: responses)
        }

        init(certificates: [Certificate], lists: [CertificateList], responses: [[UInt8]]) {
            self.certificates = certificates
            self.lists = lists
            self.responses = responses
        }

        /// Where to look next for what a certificate lacks: its issuer first, then OCSP, then lists.
        mutating func next(for certificate: Certificate) -> Errand? {
            var errands: [Errand] = []
            let access = certificate.authorityInformationAccess
            let issuer = certificates.first { candidate in
                guard candidate.subject.matches(certificate.issuer), let key = try? candidate.publicKey() else {
                    return false
                }
                return certificate.isSigned(by: key)
            }
            if let issuer {
                let question = try? CertID(serialNumber: certificate.serialNumber, issuer: issuer, hashAlgorithm: .sha1)
                for url in Self.urls(access, OID.ocspAccess) {
                    if let question {
                        errands.append(.ask(url: url, request: OCSPRequest.make([question], nonce: nil)))
                    }
                }
                for point in certificate.crlDistributionPoints {
                    guard case .fullName(let names)? = point.name else { continue }
                    for case .uri(let url) in names { errands.append(.get(url: url)) }
                }
            } else {
                errands = Self.urls(access, OID.caIssuersAccess).map { .get(url: $0) }
            }
            let errand = errands.first { !run.contains($0) }
            if let errand { run.insert(errand) }
            return errand
        }

        mutating func take(_ bytes: [UInt8], from errand: Errand) {
            if case .ask = errand {
                responses.append(bytes)
            } else if let found = try? Certificate.all(inPEMOrDER: bytes), !found.isEmpty {
                certificates += found
            } else if let list = try? CertificateList(derOrPEM: bytes) {
                lists.append(list)
            }
        }

        private static func urls(_ access: [AccessDescription], _ method: ObjectIdentifier) -> [String] {
            access.compactMap { description in
                guard description.method == method, case .uri(let url) = description.location else { return nil }
                return url
            }
        }
    }
}

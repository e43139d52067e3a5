// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
public import PKIX

/// Everything that verdicts are given by at one moment: anchors, authorities, lists, answers, records.
///
/// It never changes; when a list is published or a certificate is revoked, whoever holds it makes a new one and swaps
/// the reference. Beside the material it keeps what it has found out about signers, so that a signer's path is
/// validated once a snapshot: what is kept is used only where the same would be found again.
public final class TrustSnapshot: Sendable {
    /// SHA-256 over the material, hex: the same material has the same name everywhere.
    public let id: String

    let anchors: [TrustAnchor]
    let evidence: EvidenceStore
    let certificates: [Certificate]
    /// The certificates alone: each statement can be looked at by itself over it.
    let authorities: EvidenceStore
    let statements: KeptStatements
    let status: (any StatusSource)?
    /// What licensing bodies say of signers; `nil` when none is heard.
    public let professions: ProfessionRegister?
    let ocspTrust: OCSPTrust
    let signers: SignerCache
    let timeline: Timeline
    private let nationalRoots: Set<[UInt8]>

    private let materialID: String

    /// Takes the material in.
    ///
    /// - Parameters:
    ///   - anchors: the certificates that paths may end in.
    ///   - intermediates: authorities and signers that documents may leave out; any order.
    ///   - lists: revocation lists.
    ///   - responses: OCSP answers.
    ///   - status: the authority's own records, if they are at hand.
    ///   - nationalRoots: SHA-256 of the anchors that the law gives full weight.
    ///   - ocspTrust: whose OCSP answers are believed.
    /// - Throws: ``PKIXError`` for an anchor whose key cannot be used.
    public convenience init(
        anchors: [Certificate], intermediates: [Certificate] = [], lists: [CertificateList] = [],
        responses: [BasicOCSPResponse] = [], status: (any StatusSource)? = nil, nationalRoots: Set<[UInt8]> = [],
        ocspTrust: OCSPTrust = .issuerOrDelegate
    ) throws(PKIXError) {
        var trusted: [TrustAnchor] = []
        for anchor in anchors { trusted.append(try TrustAnchor(certificate: anchor)) }
        self.init(
            trusting: trusted, intermediates: intermediates, lists: lists, responses: responses, status: status,
            nationalRoots: nationalRoots, ocspTrust: ocspTrust)
    }

    /// Takes the material in, with anchors that may be trusted for a time only.
    ///
    /// - Parameters:
    ///   - anchors: where paths may end, and for how long.
    ///   - intermediates: authorities and signers that documents may leave out; any order.
    ///   - lists: revocation lists.
    ///   - responses: OCSP answers.
    ///   - status: the authority's own records, if they are at hand.
    ///   - nationalRoots: SHA-256 of the anchors that the law gives full weight.
    ///   - ocspTrust: whose OCSP answers are believed.
    public init(
        trusting anchors: [TrustAnchor], intermediates: [Certificate] = [], lists: [CertificateList] = [],
        responses: [BasicOCSPResponse] = [], status: (any StatusSource)? = nil, nationalRoots: Set<[UInt8]> = [],
        ocspTrust: OCSPTrust = .issuerOrDelegate
    ) {
        self.anchors = anchors
        certificates = intermediates
        authorities = EvidenceStore(certificates: intermediates)
        statements = KeptStatements(lists: lists, responses: responses)
        evidence = EvidenceStore(
            holding: statements.lists.map(\.held), answers: statements.answers.map(\.held), over: authorities)
        self.status = status
        self.nationalRoots = nationalRoots
        self.ocspTrust = ocspTrust
        signers = SignerCache()
        timeline = Timeline(certificates: intermediates, lists: lists, responses: responses)
        let parts =
            Self.digests("anchor", anchors.map(\.certificate.encoded))
            + Self.digests("intermediate", intermediates.map(\.encoded))
            + statements.lists.map { "crl \($0.id)" }.sorted()
            + statements.answers.map { "ocsp \($0.id)" }.sorted() + ["\(ocspTrust)"]
            + anchors.compactMap { anchor in
                anchor.trusted.map {
                    "anchor \(Hex.encode(anchor.certificate.sha256)) until \($0.notAfter.rfc3339)"
                }
            }.sorted()
        materialID = Self.digest(parts + nationalRoots.map { "national \(Hex.encode($0))" }.sorted())
        professions = nil
        id = Self.id(materialID, status, nil)
    }

    private init(_ base: TrustSnapshot, status: (any StatusSource)?, professions: ProfessionRegister?) {
        anchors = base.anchors
        certificates = base.certificates
        authorities = base.authorities
        statements = base.statements
        evidence = base.evidence
        self.status = status
        nationalRoots = base.nationalRoots
        ocspTrust = base.ocspTrust
        signers = base.signers
        timeline = base.timeline
        materialID = base.materialID
        self.professions = professions
        id = Self.id(materialID, status, professions)
    }

    /// The same material with newer records.
    ///
    /// What was found out about signers' paths does not rest on the records and is kept, so a revocation every second
    /// does not make every signer a stranger every second.
    ///
    /// - Parameter status: the records as they are now.
    /// - Returns: another snapshot, with another ``id``.
    public func with(status: any StatusSource) -> TrustSnapshot {
        TrustSnapshot(self, status: status, professions: professions)
    }

    /// The same material with what licensing bodies say of signers.
    ///
    /// - Parameter professions: as they are now; `nil` or empty when none is heard.
    /// - Returns: another snapshot, with another ``id``.
    public func with(professions: ProfessionRegister?) -> TrustSnapshot {
        let heard = professions.flatMap { $0.chapters.isEmpty ? nil : $0 }
        return TrustSnapshot(self, status: status, professions: heard)
    }

    /// The records' word on a certificate.
    ///
    /// - Parameters:
    ///   - certificate: any whose path has been validated.
    ///   - sha256: of its encoding.
    ///   - time: the moment asked about.
    ///   - maximumAge: how long before that moment the records may have been read; seconds.
    /// - Returns: `nil` when they do not speak for the issuer, and when they are too old to say anything but that the
    ///   certificate was revoked, or never issued: silence never makes one good.
    func recordedStatus(
        of certificate: Certificate, sha256: [UInt8], at time: Instant, maximumAge: Int64
    ) -> IssuerStatus? {
        guard let status, let answer = status.status(of: certificate, sha256: sha256, at: time) else { return nil }
        if case .revoked = answer { return answer }
        // However old: a list says nothing against what its authority never issued, and would make it good.
        if case .neverIssued = answer { return answer }
        return time.seconds(since: status.asOf) <= maximumAge ? answer : nil
    }

    /// Whether an anchor is a national root.
    func isNational(_ anchor: TrustAnchor) -> Bool {
        nationalRoots.contains(anchor.certificate.sha256)
    }

    /// One line an object, sorted: the order in which they were given does not matter.
    private static func digests(_ kind: String, _ objects: [[UInt8]]) -> [String] {
        objects.map { "\(kind) \(Hex.encode(DigestAlgorithm.sha256.digest($0)))" }.sorted()
    }

    private static func id(
        _ materialID: String, _ status: (any StatusSource)?, _ professions: ProfessionRegister?
    ) -> String {
        digest(
            [materialID] + (status.map { ["\($0.revision) as of \($0.asOf.rfc3339)"] } ?? ["no records"])
                + (professions.map { ["professions \($0.revision)"] } ?? []))
    }

    private static func digest(_ lines: [String]) -> String {
        Hex.encode(DigestAlgorithm.sha256.digest(Array(lines.joined(separator: "\n").utf8)))
    }
}

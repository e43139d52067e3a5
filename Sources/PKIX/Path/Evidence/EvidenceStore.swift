// SPDX-License-Identifier: Apache-2.0

/// Certificates, revocation lists and OCSP responses that paths may be built and judged with, indexed once.
///
/// Nothing in it is trusted: it is what a validator may look at. What is kept beside the bytes are facts that hold for
/// ever, which keys decode and which key made which signature, so a store that lives as long as a snapshot verifies
/// each list once and each authority's certificate once. It never changes and may be used by any number of threads.
///
/// What comes with one document goes into a small store of its own ``init(certificates:lists:responses:over:)`` the
/// lasting one, and is gone with the document.
public final class EvidenceStore: Sendable {
    private let base: EvidenceStore?
    private let certificatesBySubject: [[UInt8]: [HeldCertificate]]
    private let heldCertificates: [Certificate: HeldCertificate]
    private let listsByIssuer: [[UInt8]: [HeldList]]
    private let answersBySerialNumber: [SerialNumber: [HeldAnswer]]

    /// Indexes what is given.
    ///
    /// - Parameters:
    ///   - certificates: of authorities, list issuers and responders, in any order; anchors need not be among them.
    ///   - lists: complete and delta lists, in any order.
    ///   - responses: OCSP responses.
    ///   - base: a store to look in first; it is not changed.
    /// - Complexity: linear in the number of objects, whatever the number of their entries.
    public convenience init(
        certificates: [Certificate] = [], lists: [CertificateList] = [], responses: [BasicOCSPResponse] = [],
        over base: EvidenceStore? = nil
    ) {
        self.init(
            certificates: certificates, holding: Set(lists).map { HeldList($0) },
            answers: responses.map { HeldAnswer($0) }, over: base)
    }

    /// Indexes what is given, with what is known of it from other stores.
    ///
    /// - Parameters:
    ///   - certificates: of authorities, list issuers and responders, in any order; anchors need not be among them.
    ///   - lists: each once, in any order.
    ///   - answers: OCSP responses.
    ///   - base: a store to look in first; it is not changed.
    public init(
        certificates: [Certificate] = [], holding lists: [HeldList], answers: [HeldAnswer] = [],
        over base: EvidenceStore? = nil
    ) {
        self.base = base
        var bySubject: [[UInt8]: [HeldCertificate]] = [:]
        var heldCertificates: [Certificate: HeldCertificate] = [:]
        for certificate in certificates where heldCertificates[certificate] == nil {
            let held = HeldCertificate(certificate)
            heldCertificates[certificate] = held
            bySubject[certificate.tbs.subject.matchKey, default: []].append(held)
        }
        self.heldCertificates = heldCertificates
        certificatesBySubject = bySubject.mapValues { Self.inFixedOrder($0) }
        var byIssuer: [[UInt8]: [HeldList]] = [:]
        for held in lists { byIssuer[held.issuerKey, default: []].append(held) }
        listsByIssuer = byIssuer.mapValues { $0.sorted(by: Self.isNewer) }
        var bySerialNumber: [SerialNumber: [HeldAnswer]] = [:]
        for held in answers {
            for serialNumber in Set(held.response.responses.map(\.certID.serialNumber)) {
                bySerialNumber[serialNumber, default: []].append(held)
            }
        }
        answersBySerialNumber = bySerialNumber
    }

    /// The certificates of a subject.
    ///
    /// - Parameter key: the subject's match key.
    /// - Returns: each certificate once, those of the base first.
    func certificates(ofSubject key: [UInt8]) -> [HeldCertificate] {
        let own = certificatesBySubject[key] ?? []
        guard let below = base?.certificates(ofSubject: key), !below.isEmpty else { return own }
        return below + own.filter { mine in !below.contains { $0.certificate == mine.certificate } }
    }

    /// The lists of an issuer.
    ///
    /// - Parameter key: the issuer's match key.
    /// - Returns: each list once, newest first.
    func lists(ofIssuer key: [UInt8]) -> [HeldList] {
        let own = listsByIssuer[key] ?? []
        guard let below = base?.lists(ofIssuer: key), !below.isEmpty else { return own }
        let added = own.filter { mine in !below.contains { $0.list == mine.list } }
        return added.isEmpty ? below : (below + added).sorted(by: Self.isNewer)
    }

    /// The OCSP responses that speak of a serial number, whoever's it is.
    func answers(about serialNumber: SerialNumber) -> [HeldAnswer] {
        (base?.answers(about: serialNumber) ?? []) + (answersBySerialNumber[serialNumber] ?? [])
    }

    /// A certificate with what is known about it: nothing yet, when the store does not hold it.
    func held(_ certificate: Certificate) -> HeldCertificate {
        known(certificate) ?? HeldCertificate(certificate)
    }

    private func known(_ certificate: Certificate) -> HeldCertificate? {
        base?.known(certificate) ?? heldCertificates[certificate]
    }

    /// Newest first; which of two of one second comes first must not depend on hashing either.
    private static func isNewer(_ first: HeldList, _ second: HeldList) -> Bool {
        let (left, right) = (first.list, second.list)
        if left.thisUpdate != right.thisUpdate { return left.thisUpdate > right.thisUpdate }
        return right.encoded.lexicographicallyPrecedes(left.encoded)
    }

    /// The same input gives the same report, so the order must not come from hashing.
    private static func inFixedOrder(_ certificates: [HeldCertificate]) -> [HeldCertificate] {
        certificates.sorted { first, second in
            let (left, right) = (first.certificate, second.certificate)
            if left.tbs.validity.notAfter != right.tbs.validity.notAfter {
                return left.tbs.validity.notAfter > right.tbs.validity.notAfter
            }
            return left.encoded.lexicographicallyPrecedes(right.encoded)
        }
    }
}

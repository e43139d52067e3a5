// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// Asks revocation lists about one certificate.
///
/// - SeeAlso: RFC 5280 6.3.3.
struct ListInquiry {
    let inquiry: StatusInquiry
    private(set) var refusals: [EvidenceRefusal] = []

    init(_ inquiry: StatusInquiry) {
        self.inquiry = inquiry
    }

    private var subject: Certificate { inquiry.subject }
    private var policy: PathPolicy { inquiry.policy }
    private var store: EvidenceStore { inquiry.examination.store }

    /// Goes through the certificate's distribution points until all reasons are covered or a revocation is found.
    ///
    /// - Returns: `nil` when that cannot be told; ``refusals`` then says why.
    mutating func evidence() -> RevocationEvidence? {
        var uses: [ListUse] = []
        for point in subject.crlDistributionPoints {
            if let evidence = ask(at: point, &uses) { return evidence }
        }
        if let evidence = ask(at: ListScope.impliedPoint(of: subject), &uses) { return evidence }
        if !uses.isEmpty { refusals.append(.reasonsIncomplete(covered: Self.covered(by: uses))) }
        return nil
    }

    /// Goes through the lists at one distribution point, newest first.
    private mutating func ask(at point: DistributionPoint, _ uses: inout [ListUse]) -> RevocationEvidence? {
        for held in candidates(at: point) {
            guard let use = judge(held, at: point, covered: Self.covered(by: uses)) else { continue }
            // Whoever revokes for some reasons need not be asked about the others.
            if use.entry != nil { return evidence(from: [use]) }
            uses.append(use)
            if Self.covered(by: uses) == .all { return evidence(from: uses) }
        }
        return nil
    }

    /// `reasons_mask`.
    private static func covered(by uses: [ListUse]) -> ReasonFlags {
        uses.reduce(into: []) { $0.formUnion($1.reasons) }
    }

    private mutating func candidates(at point: DistributionPoint) -> [HeldList] {
        let lists =
            point.crlIssuer.isEmpty
            ? store.lists(ofIssuer: inquiry.path.certificates[inquiry.index].issuerKey)
            : ListScope.issuers(at: point, of: subject).flatMap { store.lists(ofIssuer: $0.matchKey) }
        let complete = lists.filter { $0.list.deltaBase == nil }
        if complete.isEmpty, !lists.isEmpty { refuse(.deltaWithoutBase) }
        return complete
    }

    /// (a) to (l) for one complete list at one distribution point.
    private mutating func judge(
        _ held: HeldList, at point: DistributionPoint, covered: ReasonFlags
    ) -> ListUse? {
        let list = held.list
        guard ListScope.covers(list, at: point, subject) else { return refuse(.outOfScope) }
        let reasons = ListScope.reasons(list, at: point)
        guard !reasons.subtracting(covered).isEmpty else { return nil }
        guard !list.hasUnknownCriticalExtension else { return refuse(.unknownCriticalExtension) }
        var delta = delta(to: held)
        if let refusal = inquiry.refusal(thisUpdate: list.thisUpdate, nextUpdate: list.nextUpdate, needsEnd: true) {
            // (a)(1)(i): a delta that is current keeps a complete list in use that is not.
            guard case .stale = refusal, delta != nil else { return refuse(refusal) }
        }
        let signer: ListSigner
        switch ListSignerSearch(inquiry, held, isDesignated: !point.crlIssuer.isEmpty).signer() {
        case .success(let found): signer = found
        case .failure(let failure): return refuse(failure.refusal)
        }
        if let found = delta, found.isSigned(by: signer.key, ledger: inquiry.examination.ledger) != true {
            // (h): the delta must be by the same key. Without it the complete list must be current by itself.
            refuse(.signatureInvalid)
            delta = nil
            if let refusal = inquiry.refusal(
                thisUpdate: list.thisUpdate, nextUpdate: list.nextUpdate, needsEnd: true)
            {
                return refuse(refusal)
            }
        }
        return use(list, delta?.list, reasons: reasons, signer: signer)
    }

    /// (i) to (k): looks the certificate up, in the delta first.
    private mutating func use(
        _ list: CertificateList, _ delta: CertificateList?, reasons: ReasonFlags, signer: ListSigner
    ) -> ListUse? {
        let issuer = subject.tbs.issuer
        let serialNumber = subject.tbs.serialNumber
        let found = delta?.entry(for: serialNumber, issuer: issuer) ?? list.entry(for: serialNumber, issuer: issuer)
        let entry = found?.reason == .removeFromCRL ? nil : found
        let newest = delta ?? list
        if entry == nil, newest.thisUpdate > subject.tbs.validity.notAfter {
            // X.509 9.5.2.8: lists drop certificates once they have expired, unless they say since when they do not.
            guard let since = list.expiredCertsOnCRL, since <= subject.tbs.validity.notAfter else {
                return refuse(
                    .afterExpiry(thisUpdate: newest.thisUpdate, notAfter: subject.tbs.validity.notAfter))
            }
        }
        let own = inquiry.window(thisUpdate: newest.thisUpdate, nextUpdate: newest.nextUpdate)
        return ListUse(
            list: list, delta: delta, entry: entry, reasons: reasons, signer: signer,
            window: own.intersection(signer.window) ?? own)
    }

    /// The newest delta that can be put on a complete list.
    ///
    /// - SeeAlso: RFC 5280 5.2.4 (same issuer, same scope, numbers), 6.3.3 (c).
    private mutating func delta(to complete: HeldList) -> HeldList? {
        let list = complete.list
        guard policy.usesDeltaLists, let number = list.crlNumber else { return nil }
        for held in store.lists(ofIssuer: complete.issuerKey) {
            let delta = held.list
            guard let base = delta.deltaBase, let deltaNumber = delta.crlNumber,
                !ListNumber.precedes(number, base), ListNumber.precedes(number, deltaNumber),
                delta.hasSameValue(of: OID.issuingDistributionPoint, as: list),
                delta.hasSameValue(of: OID.authorityKeyIdentifier, as: list)
            else { continue }
            if delta.hasUnknownCriticalExtension {
                refuse(.unknownCriticalExtension)
                continue
            }
            if let refusal = inquiry.refusal(
                thisUpdate: delta.thisUpdate, nextUpdate: delta.nextUpdate, needsEnd: true)
            {
                refuse(refusal)
                continue
            }
            return held
        }
        return nil
    }

    private func evidence(from uses: [ListUse]) -> RevocationEvidence? {
        guard let oldest = uses.map(\.thisUpdate).min() else { return nil }
        let status: RevocationStatus =
            if let entry = uses.compactMap(\.entry).first {
                entry.reason == .certificateHold
                    ? .onHold(since: entry.revocationDate)
                    : .revoked(at: entry.revocationDate, reason: entry.reason, invalidity: entry.invalidityDate)
            } else {
                .good
            }
        return RevocationEvidence(
            status: status, source: .lists(uses.flatMap(\.lists)), signer: uses.compactMap(\.signer.certificate).first,
            thisUpdate: oldest, nextUpdate: uses.compactMap(\.nextUpdate).min(),
            window: Validity.common(to: uses.map(\.window)) ?? uses.first?.window, refused: [])
    }

    @discardableResult
    private mutating func refuse(_ refusal: EvidenceRefusal) -> ListUse? {
        if !refusals.contains(refusal) { refusals.append(refusal) }
        return nil
    }
}

/// `cRLNumber` values, big-endian.
enum ListNumber {
    /// Whether one number is below another; leading zeros do not count.
    static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let (left, right) = (left.drop { $0 == 0 }, right.drop { $0 == 0 })
        return left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
}

extension CertificateList {
    /// Whether two lists carry the same value of an extension, or both none.
    fileprivate func hasSameValue(of identifier: ObjectIdentifier, as other: CertificateList) -> Bool {
        extensions[identifier]?.value == other.extensions[identifier]?.value
    }
}

// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Linting
import PKIX
import Records

/// Signs an authority's lists once the rules have cleared them, and believes none of them until it was read back and its
/// signature checked.
struct ListSigner: Sendable {
    let authority: String
    let certificate: Certificate
    private let key: any SigningKey
    private let publicKey: PublicKey
    private let keyIdentifier: AuthorityKeyIdentifier

    /// Checks that the certificate is of this key and lets it sign lists.
    ///
    /// - Throws: ``RevocationError``.
    init(authority: String, certificate: Certificate, key: any SigningKey) throws(RevocationError) {
        let publicKey = try papered(try certificate.publicKey())
        guard publicKey == key.publicKey else { throw .keyMismatch(authority: authority) }
        guard certificate.keyUsage?.contains(.cRLSign) ?? false else {
            throw .authorityMayNotSignLists(authority: authority)
        }
        guard let identifier = certificate.subjectKeyIdentifier else {
            throw .authorityKeyUnnamed(authority: authority)
        }
        self.authority = authority
        self.certificate = certificate
        self.key = key
        self.publicKey = publicKey
        keyIdentifier = AuthorityKeyIdentifier(keyIdentifier: identifier)
    }

    /// What stands in a list beside its entries.
    struct Frame {
        let thisUpdate: Instant
        let nextUpdate: Instant
        let number: Int64
        let checkpoint: AuditHead?
        /// The number of the list that this one only adds to; nil for one that is complete.
        var deltaBase: [UInt8]?
        /// Where a complete list says that its deltas are.
        var freshestList: Extension?
    }

    /// Signs a list.
    ///
    /// - Parameters:
    ///   - entries: what it lists.
    ///   - frame: what else it says.
    ///   - part: what it covers, for errors.
    ///   - point: what it covers, as it says itself.
    ///   - address: the address that the certificates on it name it by; nil for the list of everything.
    /// - Returns: the list, read back from its bytes, its signature found good.
    /// - Throws: ``RevocationError/key(_:)``, ``RevocationError/listRefused(authority:scope:_:)``,
    ///   ``RevocationError/listUnreadable(authority:scope:_:)``, ``RevocationError/listUnverified(authority:scope:)``.
    func sign(
        _ entries: consuming RevokedEntriesDraft, in frame: Frame, of part: ListPart,
        covering point: IssuingDistributionPoint?, named address: String?
    ) throws(RevocationError) -> CertificateList {
        let context = ListLintContext(
            issuer: certificate, keyKind: publicKey.kind, algorithm: key.preferredSignatureAlgorithm, address: address,
            deltaBase: frame.deltaBase, time: frame.thisUpdate)
        let encoded = try encode(draft(entries, in: frame, covering: point), of: part, context)
        let list: CertificateList
        do throws(PKIXError) {
            list = try CertificateList(der: encoded)
        } catch {
            throw .listUnreadable(authority: authority, scope: part.scope, error)
        }
        guard list.issuer == certificate.subject, list.isSigned(by: publicKey) else {
            throw .listUnverified(authority: authority, scope: part.scope)
        }
        return list
    }

    private func encode(
        _ draft: consuming CertificateListDraft, of part: ListPart, _ context: ListLintContext
    ) throws(RevocationError) -> [UInt8] {
        let clearance = try clear(draft.encodedTBS(signatureAlgorithm: context.algorithm), of: part, context)
        let algorithm = clearance.algorithm
        let tbs = clearance.spend()
        let signature = try keyed(try key.sign(tbs, by: algorithm))
        return CertificateListDraft.assemble(tbs: tbs, signatureAlgorithm: algorithm, signature: signature)
    }

    private func clear(
        _ tbs: [UInt8], of part: ListPart, _ context: ListLintContext
    ) throws(RevocationError) -> ListClearance {
        do throws(LintingError) {
            return try ListLinter.standard.clear(tbs, in: context)
        } catch {
            switch error {
            case .unreadable(let cause): throw .listUnreadable(authority: authority, scope: part.scope, cause)
            case .refused(let findings): throw .listRefused(authority: authority, scope: part.scope, findings)
            // Of certificates' linter only.
            case .algorithm, .issuerKey, .throwAwayKey: throw .listUnverified(authority: authority, scope: part.scope)
            }
        }
    }

    private func draft(
        _ entries: consuming RevokedEntriesDraft, in frame: Frame, covering point: IssuingDistributionPoint?
    ) -> CertificateListDraft {
        // Courts ask about certificates that have expired; they stay listed, back to the authority's first day
        // (X.509 9.5.2.8).
        let kept = certificate.tbs.validity.notBefore
        var extensions = [Extension(oid: OID.expiredCertsOnCRL, isCritical: false) { $0.generalizedTime(kept) }]
        if let freshest = frame.freshestList { extensions.append(freshest) }
        if let checkpoint = frame.checkpoint { extensions.append(LogCheckpoint.extension(checkpoint)) }
        return CertificateListDraft(
            issuer: certificate.subject, thisUpdate: frame.thisUpdate, nextUpdate: frame.nextUpdate,
            number: withBigEndianBytes(of: frame.number), entries: entries, authorityKeyIdentifier: keyIdentifier,
            issuingDistributionPoint: point, deltaBase: frame.deltaBase, extensions: extensions)
    }

    private func withBigEndianBytes(of number: Int64) -> [UInt8] {
        let magnitude = UInt64(clamping: number)
        return stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: magnitude >> UInt64($0)) }
            .drop { $0 == 0 }.map { $0 }
    }
}

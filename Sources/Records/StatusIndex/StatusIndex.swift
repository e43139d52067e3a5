// SPDX-License-Identifier: Apache-2.0
public import DER
import PKIX

/// Every issued certificate and its status, in memory, as the records stood at one moment.
///
/// A verification asks it and no database. It is a value that never changes: whoever holds it gets
/// the same answers for ever, and a newer one takes its place by being assigned. A certificate that
/// is not in it was not issued by this house, whatever its signature says: its status is unknown,
/// never good. So is the status of a certificate whose rows are not what the audit log says of it.
///
/// - SeeAlso: RFC 6960 2.2 (good, revoked, unknown).
public struct StatusIndex: Sendable {
    /// The audit log's size when it was read; the next refresh goes on from here.
    public let position: Int

    /// Certificates on record whose rows the audit log does not bear out: somebody changed or removed them, or lines.
    ///
    /// Asked for by name they are unknown; shown to whoever draws up lists they are on hold, unless they are revoked:
    /// a list has no other word for what nobody may rely on.
    public let untrusted: Set<CertificateReference>

    private let table: StatusTable
    // What changed since the table was built; looked at first.
    private let changed: [CertificateReference: IndexedCertificate]
    private let changedBySHA256: [[UInt8]: CertificateReference]
    private let added: Int

    /// How many certificates it knows.
    public var count: Int { table.count + added }

    init(position: Int, table: StatusTable, missing: Set<CertificateReference> = []) {
        self.position = position
        self.table = table
        changed = [:]
        changedBySHA256 = [:]
        added = 0
        untrusted = missing.union(table.unbound.map { table.certificate($0).reference })
    }

    private init(
        position: Int, table: StatusTable, changed: [CertificateReference: IndexedCertificate],
        changedBySHA256: [[UInt8]: CertificateReference], added: Int, untrusted: Set<CertificateReference>
    ) {
        self.position = position
        self.table = table
        self.changed = changed
        self.changedBySHA256 = changedBySHA256
        self.added = added
        self.untrusted = untrusted
    }

    /// A certificate's status at a moment; nil if it is not on record, or was not issued yet.
    ///
    /// - Parameters:
    ///   - sha256: of the certificate's DER; 32 bytes.
    ///   - instant: any moment; one in the future is answered as things stand.
    /// - Returns: the interval that the moment lies in, or nil.
    /// - Complexity: O(1), and the length of that certificate's history.
    public func status(certificateSHA256 sha256: [UInt8], at instant: Instant) -> StatusInterval? {
        guard untrusted.isEmpty else { return certificate(sha256: sha256)?.status(at: instant) }
        if !changedBySHA256.isEmpty, let reference = changedBySHA256[sha256] {
            return changed[reference]?.status(at: instant)
        }
        return table.entry(sha256: sha256).flatMap { table.status(of: $0, at: instant) }
    }

    /// A certificate's status at a moment; nil if the number is not on record, or was not issued yet.
    ///
    /// - Parameters:
    ///   - reference: issuer and serial number.
    ///   - instant: any moment; one in the future is answered as things stand.
    /// - Returns: the interval that the moment lies in, or nil.
    /// - Complexity: O(1), and the length of that certificate's history.
    public func status(of reference: CertificateReference, at instant: Instant) -> StatusInterval? {
        guard untrusted.isEmpty || !untrusted.contains(reference) else { return nil }
        if !changed.isEmpty, let certificate = changed[reference] { return certificate.status(at: instant) }
        return table.entry(reference).flatMap { table.status(of: $0, at: instant) }
    }

    /// All that is known of a certificate; nil if it is not on record.
    ///
    /// - Parameter sha256: of the certificate's DER; 32 bytes.
    /// - Returns: its names and its history, or nil.
    public func certificate(sha256: [UInt8]) -> IndexedCertificate? {
        guard let found = known(sha256), untrusted.isEmpty || !untrusted.contains(found.reference) else { return nil }
        return found
    }

    /// All that is known of a certificate; nil if the number is not on record.
    ///
    /// - Parameter reference: issuer and serial number.
    /// - Returns: its names and its history, or nil.
    public func certificate(_ reference: CertificateReference) -> IndexedCertificate? {
        guard untrusted.isEmpty || !untrusted.contains(reference) else { return nil }
        return known(reference)
    }

    /// Shows every certificate, in no promised order.
    ///
    /// - Parameter body: is shown each.
    public func forEach(_ body: (IndexedCertificate) -> Void) {
        for entry in 0..<table.count {
            let certificate = table.certificate(entry)
            if changed[certificate.reference] == nil { body(told(certificate)) }
        }
        for certificate in changed.values { body(told(certificate)) }
    }

    /// The index without belief in some certificates, of which something else showed that they were tampered with.
    ///
    /// - Parameter references: which; they stay so in every index that follows from this one.
    /// - Returns: the index.
    public func distrusting(_ references: Set<CertificateReference>) -> StatusIndex {
        StatusIndex(
            position: position, table: table, changed: changed, changedBySHA256: changedBySHA256, added: added,
            untrusted: untrusted.union(references))
    }

    private func known(_ sha256: [UInt8]) -> IndexedCertificate? {
        if let reference = changedBySHA256[sha256] { return changed[reference] }
        return table.entry(sha256: sha256).map { table.certificate($0) }
    }

    private func known(_ reference: CertificateReference) -> IndexedCertificate? {
        changed[reference] ?? table.entry(reference).map { table.certificate($0) }
    }

    private func told(_ certificate: IndexedCertificate) -> IndexedCertificate {
        guard !untrusted.isEmpty, untrusted.contains(certificate.reference) else { return certificate }
        return certificate.onHold
    }

    /// The index with newer knowledge of some certificates.
    ///
    /// The changes lie beside the table until they are a sixteenth of it; then a new table is built
    /// in memory. So a refresh costs what changed, and a lookup stays one or two probes.
    func applying(_ changes: StatusChanges) throws(RecordsError) -> StatusIndex {
        var changed = changed
        var changedBySHA256 = changedBySHA256
        var added = added
        var untrusted = untrusted.union(changes.missing)
        for certificate in changes.certificates {
            // Revoked is final: records that say otherwise were changed, whatever else they say.
            let wasRevoked = known(certificate.reference)?.intervals.last?.status == .revoked
            if !certificate.isBound || wasRevoked && certificate.intervals.last?.status != .revoked {
                untrusted.insert(certificate.reference)
            }
            if changed.updateValue(certificate, forKey: certificate.reference) == nil,
                table.entry(certificate.reference) == nil
            {
                added += 1
            }
            if let sha256 = certificate.certificateSHA256 { changedBySHA256[sha256] = certificate.reference }
        }
        let index = StatusIndex(
            position: changes.position, table: table, changed: changed, changedBySHA256: changedBySHA256,
            added: added, untrusted: untrusted)
        return changed.count > 4_096 + table.count / 16 ? try index.rebuilt() : index
    }

    private func rebuilt() throws(RecordsError) -> StatusIndex {
        var builder = StatusTableBuilder(capacity: count, intervals: count)
        for entry in 0..<table.count {
            let certificate = table.certificate(entry)
            try builder.take(changed[certificate.reference] ?? certificate)
        }
        for certificate in changed.values where table.entry(certificate.reference) == nil {
            try builder.take(certificate)
        }
        return StatusIndex(position: position, table: StatusTable(builder), missing: untrusted)
    }
}

extension IndexedCertificate {
    /// The same, on hold since its last step unless it is revoked.
    fileprivate var onHold: IndexedCertificate {
        guard let last = intervals.last, last.status != .revoked else { return self }
        let held = StatusInterval(status: .onHold, since: last.since, reason: .certificateHold)
        return IndexedCertificate(
            reference: reference, certificateSHA256: certificateSHA256, intervals: intervals.dropLast() + [held],
            isBound: false)
    }
}

// SPDX-License-Identifier: Apache-2.0
public import DER

/// Every issued certificate and its status, in memory, as the records stood at one moment.
///
/// A verification asks it and no database. It is a value that never changes: whoever holds it gets
/// the same answers for ever, and a newer one takes its place by being assigned. A certificate that
/// is not in it was not issued by this house, whatever its signature says: its status is unknown,
/// never good.
///
/// - SeeAlso: RFC 6960 2.2 (good, revoked, unknown).
public struct StatusIndex: Sendable {
    /// The audit log's size when it was read; the next refresh goes on from here.
    public let position: Int

    private let table: StatusTable
    // What changed since the table was built; looked at first.
    private let changed: [CertificateReference: IndexedCertificate]
    private let changedBySHA256: [[UInt8]: CertificateReference]
    private let added: Int

    /// How many certificates it knows.
    public var count: Int { table.count + added }

    init(position: Int, table: StatusTable) {
        self.position = position
        self.table = table
        changed = [:]
        changedBySHA256 = [:]
        added = 0
    }

    private init(
        position: Int, table: StatusTable, changed: [CertificateReference: IndexedCertificate],
        changedBySHA256: [[UInt8]: CertificateReference], added: Int
    ) {
        self.position = position
        self.table = table
        self.changed = changed
        self.changedBySHA256 = changedBySHA256
        self.added = added
    }

    /// A certificate's status at a moment; nil if it is not on record, or was not issued yet.
    ///
    /// - Parameters:
    ///   - sha256: of the certificate's DER; 32 bytes.
    ///   - instant: any moment; one in the future is answered as things stand.
    /// - Returns: the interval that the moment lies in, or nil.
    /// - Complexity: O(1), and the length of that certificate's history.
    public func status(certificateSHA256 sha256: [UInt8], at instant: Instant) -> StatusInterval? {
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
        if !changed.isEmpty, let certificate = changed[reference] { return certificate.status(at: instant) }
        return table.entry(reference).flatMap { table.status(of: $0, at: instant) }
    }

    /// All that is known of a certificate; nil if it is not on record.
    ///
    /// - Parameter sha256: of the certificate's DER; 32 bytes.
    /// - Returns: its names and its history, or nil.
    public func certificate(sha256: [UInt8]) -> IndexedCertificate? {
        if let reference = changedBySHA256[sha256] { return changed[reference] }
        return table.entry(sha256: sha256).map { table.certificate($0) }
    }

    /// All that is known of a certificate; nil if the number is not on record.
    ///
    /// - Parameter reference: issuer and serial number.
    /// - Returns: its names and its history, or nil.
    public func certificate(_ reference: CertificateReference) -> IndexedCertificate? {
        changed[reference] ?? table.entry(reference).map { table.certificate($0) }
    }

    /// Shows every certificate, in no promised order.
    ///
    /// - Parameter body: is shown each.
    public func forEach(_ body: (IndexedCertificate) -> Void) {
        for entry in 0..<table.count {
            let certificate = table.certificate(entry)
            if changed[certificate.reference] == nil { body(certificate) }
        }
        for certificate in changed.values { body(certificate) }
    }

    /// The index with newer knowledge of some certificates.
    ///
    /// The changes lie beside the table until they are a sixteenth of it; then a new table is built
    /// in memory. So a refresh costs what changed, and a lookup stays one or two probes.
    func applying(_ changes: StatusChanges) throws(RecordsError) -> StatusIndex {
        var changed = changed
        var changedBySHA256 = changedBySHA256
        var added = added
        for certificate in changes.certificates {
            if changed.updateValue(certificate, forKey: certificate.reference) == nil,
                table.entry(certificate.reference) == nil
            {
                added += 1
            }
            if let sha256 = certificate.certificateSHA256 { changedBySHA256[sha256] = certificate.reference }
        }
        let index = StatusIndex(
            position: changes.position, table: table, changed: changed, changedBySHA256: changedBySHA256,
            added: added)
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
        return StatusIndex(position: position, table: StatusTable(builder))
    }
}

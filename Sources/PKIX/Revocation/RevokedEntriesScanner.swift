// SPDX-License-Identifier: Apache-2.0
import DER

/// Reads every entry of a revocation list once and packs it.
///
///     SEQUENCE { userCertificate INTEGER, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
///
/// Most entries of a list end in the same few bytes (a reason), so what extensions say is kept and looked up by
/// comparing bytes before it is read again.
struct RevokedEntriesScanner {
    private let encoded: [UInt8]
    private var records: [RevokedEntries.Record] = []
    private var invalidityDates: [UInt32: Instant] = [:]
    private var issuerSpans: [RevokedEntries.IssuerSpan] = []
    private var unknownCriticalExtensions: [ObjectIdentifier] = []
    private var isSorted = true
    private var lastSerialNumber: ArraySlice<UInt8> = []
    private var lastExtensions: (encoded: ArraySlice<UInt8>, meaning: EntryExtensions)?

    /// Whether any entry has extensions.
    private(set) var hasExtensions = false

    /// Longer than any serial number that an issuer may give (20), and room for those of old lists.
    static let maximumSerialOctets = 128

    /// One unknown critical extension is enough to refuse a list, so no more than these are told apart.
    static let maximumUnknown = 16

    init(encoded: [UInt8]) {
        self.encoded = encoded
    }

    /// Reads the entries.
    mutating func scan(_ list: DERNode) throws(PKIXError) {
        // The shortest entry in use, a small number without extensions, is about 20 bytes long.
        records.reserveCapacity(list.content.count / 40)
        var reader = try der(list.reader())
        while !reader.isAtEnd {
            try scanEntry(try der(reader.read(.sequence)))
        }
    }

    private mutating func scanEntry(_ entry: DERNode) throws(PKIXError) {
        var fields = try der(entry.reader())
        let number = try der(fields.read(.integer))
        let serialNumber = try der(number.integerBytes())
        let date = try der(fields.read().time())
        guard serialNumber.count <= Self.maximumSerialOctets, let offset = UInt32(exactly: serialNumber.startIndex)
        else {
            throw .tooLarge(
                field: "userCertificate", seen: serialNumber.count, allowed: Self.maximumSerialOctets)
        }
        var record = RevokedEntries.Record(
            offset: offset, length: UInt8(serialNumber.count), reason: RevokedEntries.Record.noReason,
            hasInvalidityDate: false, revocationDate: date.secondsSince1970)
        if !fields.isAtEnd {
            hasExtensions = true
            let node = try der(fields.read(.sequence))
            try der(fields.finish())
            apply(try meaning(of: node), to: &record)
        }
        if isSorted, SerialNumberOrder.precedes(serialNumber, lastSerialNumber) { isSorted = false }
        lastSerialNumber = serialNumber
        records.append(record)
    }

    private mutating func meaning(of node: DERNode) throws(PKIXError) -> EntryExtensions {
        if let lastExtensions, lastExtensions.encoded == node.encoded { return lastExtensions.meaning }
        let meaning = try EntryExtensions(node)
        lastExtensions = (node.encoded, meaning)
        return meaning
    }

    private mutating func apply(_ meaning: EntryExtensions, to record: inout RevokedEntries.Record) {
        record.reason = meaning.reason.map { UInt8($0.rawValue) } ?? RevokedEntries.Record.noReason
        if let date = meaning.invalidityDate {
            record.hasInvalidityDate = true
            invalidityDates[record.offset] = date
        }
        if let issuer = meaning.certificateIssuer, issuerSpans.last?.issuer != issuer {
            issuerSpans.append(RevokedEntries.IssuerSpan(offset: record.offset, issuer: issuer))
        }
        for identifier in meaning.unknownCritical
        where unknownCriticalExtensions.count < Self.maximumUnknown && !unknownCriticalExtensions.contains(identifier) {
            unknownCriticalExtensions.append(identifier)
        }
    }

    /// The entries in order of their serial numbers.
    mutating func finished() -> RevokedEntries {
        if !isSorted { sort() }
        return RevokedEntries(
            encoded: encoded, records: records, invalidityDates: invalidityDates, issuerSpans: issuerSpans,
            unknownCriticalExtensions: unknownCriticalExtensions)
    }

    private mutating func sort() {
        let (unsorted, bytes) = (records, encoded)
        records = SerialNumberOrder.sortedPlaces(unsorted.count) { place in
            let record = unsorted[place]
            return bytes[Int(record.offset)..<Int(record.offset) + Int(record.length)]
        }.map { unsorted[$0] }
    }
}

/// What the extensions of an entry say.
///
/// - SeeAlso: RFC 5280 5.3.
private struct EntryExtensions {
    var reason: RevocationReason?
    var invalidityDate: Instant?
    var certificateIssuer: Name?
    var unknownCritical: [ObjectIdentifier] = []

    init(_ node: DERNode) throws(PKIXError) {
        for item in try Extensions(node).all {
            do throws(PKIXError) {
                try take(item)
            } catch {
                throw .malformedExtension(item.oid, error)
            }
        }
    }

    private mutating func take(_ item: Extension) throws(PKIXError) {
        switch item.oid {
        case OID.reasonCode:
            reason = try RevocationReason(try der(DERReader.single(item.value, .enumerated)))
        case OID.invalidityDate:
            invalidityDate = try der(DERReader.single(item.value, .generalizedTime).generalizedTime())
        case OID.certificateIssuer:
            let node = try der(DERReader.single(item.value, .sequence))
            for case .directoryName(let name) in try GeneralName.list(node) {
                certificateIssuer = name
                return
            }
            throw .unexpected(
                field: "certificateIssuer", seen: "no directoryName", allowed: "a directoryName", offset: node.offset)
        default:
            if item.isCritical { unknownCritical.append(item.oid) }
        }
    }
}

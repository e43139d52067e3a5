// SPDX-License-Identifier: Apache-2.0
public import DER

/// The entries of a list to be signed, each encoded as it is added.
///
/// A list may have a million entries and is made often, so an entry is bytes in one buffer and four bytes that say
/// where; entries that come in order of their numbers are never moved again.
///
/// - SeeAlso: RFC 5280 5.1.2.6 and 5.3.
public struct RevokedEntriesDraft: Sendable {
    /// Entries of the list's own issuer, one after another.
    private var own: [UInt8] = []
    /// Where each one starts.
    private var offsets: [UInt32] = []
    private var isSorted = true
    private var lastSerialNumber: [UInt8] = []
    private var dates = EncodedDates()

    /// Entries of other issuers, which come last: after one of them, an entry that names no issuer would be theirs.
    private var others = DERWriter(reservingCapacity: 0)
    private var othersCount = 0

    /// The extensions of an entry that gives a reason only, by the reason's number.
    private static let reasonExtensions: [[UInt8]] = (0...10).map { number in
        DERWriter.bytes { writer in
            writer.sequence { writer in
                Extension(oid: OID.reasonCode, isCritical: false) { $0.enumerated(number) }.encode(into: &writer)
            }
        }
    }

    /// How many entries there are.
    public var count: Int { offsets.count + othersCount }

    /// About how many bytes they take.
    var byteCount: Int { own.count + others.bytes.count }

    /// Starts with no entries.
    ///
    /// - Parameter count: how many entries to set memory aside for.
    public init(reservingCapacity count: Int = 0) {
        // A number of 17 octets, a date and a reason take 50.
        own.reserveCapacity(count * 50)
        offsets.reserveCapacity(count)
    }

    /// Takes entries in any order.
    public init(_ entries: some Collection<RevokedEntry>) {
        self.init(reservingCapacity: entries.count)
        for entry in entries { append(entry) }
    }

    /// Adds an entry.
    ///
    /// - Parameter entry: the entry; a reason `unspecified` is left out (RFC 5280 5.3.1).
    public mutating func append(_ entry: RevokedEntry) {
        if entry.certificateIssuer != nil {
            others.sequence { writer in
                writer.integer(content: entry.serialNumber.bytes)
                writer.time(entry.revocationDate)
                writer.raw(Self.extensions(of: entry))
            }
            othersCount += 1
        } else if entry.invalidityDate != nil {
            append(entry.serialNumber.bytes, entry.revocationDate, extensions: Self.extensions(of: entry))
        } else {
            append(
                serialNumber: entry.serialNumber.bytes, revocationDate: entry.revocationDate, reason: entry.reason)
        }
    }

    /// Adds an entry given by its parts, without making an object of it.
    ///
    /// - Parameters:
    ///   - serialNumber: the content octets of the number's INTEGER, see ``SerialNumber/bytes``.
    ///   - revocationDate: when the certificate was revoked.
    ///   - reason: why; `unspecified` is left out.
    public mutating func append(serialNumber: [UInt8], revocationDate: Instant, reason: RevocationReason?) {
        let extensions = reason.map { $0 == .unspecified ? [] : Self.reasonExtensions[$0.rawValue] } ?? []
        append(serialNumber, revocationDate, extensions: extensions)
    }

    /// Writes the entries, sorted by number.
    func encode(into writer: inout DERWriter) {
        writer.raw(isSorted ? own : sorted())
        writer.raw(others.bytes)
    }

    private mutating func append(_ serialNumber: [UInt8], _ date: Instant, extensions: [UInt8]) {
        if isSorted, SerialNumberOrder.precedes(serialNumber[...], lastSerialNumber[...]) { isSorted = false }
        lastSerialNumber = serialNumber
        offsets.append(UInt32(truncatingIfNeeded: own.count))
        let start = own.count
        // Both lengths fit one octet unless the number is longer than any issuer may give (RFC 5280 4.1.2.2).
        own.append(Tag.sequence.octet)
        own.append(0)
        own.append(Tag.integer.octet)
        own.append(UInt8(truncatingIfNeeded: serialNumber.count))
        own.append(contentsOf: serialNumber)
        dates.append(date, to: &own)
        own.append(contentsOf: extensions)
        let length = own.count - start - 2
        if length < 0x80 {
            own[start + 1] = UInt8(length)
        } else {
            rewrite(from: start, serialNumber, date, extensions)
        }
    }

    /// Writes the last entry again, its lengths of more than one octet.
    private mutating func rewrite(from start: Int, _ serialNumber: [UInt8], _ date: Instant, _ extensions: [UInt8]) {
        own.removeSubrange(start...)
        own += DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(content: serialNumber)
                writer.time(date)
                writer.raw(extensions)
            }
        }
    }

    private static func extensions(of entry: RevokedEntry) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                if let reason = entry.reason, reason != .unspecified {
                    Extension(oid: OID.reasonCode, isCritical: false) { $0.enumerated(reason.rawValue) }
                        .encode(into: &writer)
                }
                if let date = entry.invalidityDate {
                    Extension(oid: OID.invalidityDate, isCritical: false) { $0.generalizedTime(date) }
                        .encode(into: &writer)
                }
                if let issuer = entry.certificateIssuer {
                    Extension(oid: OID.certificateIssuer, isCritical: true) { writer in
                        GeneralName.encode([.directoryName(issuer)], into: &writer)
                    }.encode(into: &writer)
                }
            }
        }
    }

    private func sorted() -> [UInt8] {
        var sorted: [UInt8] = []
        sorted.reserveCapacity(own.count)
        for place in SerialNumberOrder.sortedPlaces(offsets.count, { serialNumber(at: $0) }) {
            sorted.append(contentsOf: entry(at: place))
        }
        return sorted
    }

    private func entry(at place: Int) -> ArraySlice<UInt8> {
        let end = place + 1 < offsets.count ? Int(offsets[place + 1]) : own.count
        return own[Int(offsets[place])..<end]
    }

    /// The number inside an entry; asked once for each entry of a list that has to be sorted.
    private func serialNumber(at place: Int) -> ArraySlice<UInt8> {
        let entry = entry(at: place)
        // Tag, length, tag, length: one octet each in every entry but one that was rewritten.
        if entry.count < 0x82 { return entry.dropFirst(4).prefix(Int(entry[entry.startIndex + 3])) }
        do throws(DERError) {
            var fields = try DERReader.single(entry, .sequence).reader()
            return try fields.read(.integer).content
        } catch {
            return []
        }
    }
}
